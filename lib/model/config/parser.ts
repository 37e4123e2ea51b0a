import { UserError } from '../../values/errors';
import type { ConfigSchema } from './config-schema';
import { readConfigFile } from './read';
import { mistakesInConfig } from './validate';

/** Validates untyped data and returns it as a typed configuration. */
export interface ConfigParser<Config extends object> {
  /**
   * Validates data of any origin.
   * @throws UserError with the path of every unknown key and every invalid value
   */
  readonly parse: (data: unknown) => Config;
  /**
   * Reads a YAML file.
   * @throws UserError if it cannot be read, or as `parse` does
   */
  readonly read: (file: string) => Config;
}

/** @param schema that the type was made from */
export function configParser<Config extends object>(schema: ConfigSchema): ConfigParser<Config> {
  const isConfig = (data: unknown): data is Config => mistakesInConfig(schema, data).length === 0;
  const parse = (data: unknown): Config => {
    if (isConfig(data)) return data;
    throw new UserError(...mistakesInConfig(schema, data));
  };
  return { parse, read: (file) => parse(readConfigFile(schema, file)) };
}
