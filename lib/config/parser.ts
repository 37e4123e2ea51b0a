import { UserError } from '../errors';
import { mistakesInConfig } from './check';
import { readConfigFile } from './read';
import type { ConfigSchema } from './schema';

/** Makes typed configurations of data that the compiler has not seen. */
export interface ConfigParser<Config extends object> {
  /**
   * Data of any origin as a configuration.
   * @throws UserError with the path of every key that the system does not have, and of every value of a wrong form
   */
  readonly parse: (data: unknown) => Config;
  /**
   * A YAML file as a configuration.
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
