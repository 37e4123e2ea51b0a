import type { LokiConfig } from '../../imports/loki-config';
import { mistakesInConfig } from '../../lib/config/check';
import { readConfigFile } from '../../lib/config/read';
import { ConfigSchema } from '../../lib/config/schema';
import { UserError } from '../../lib/errors';
import fields from '../../schemas/loki-2.9.4.json';

/** All that Loki's configuration file can hold. */
export const LOKI_CONFIG = new ConfigSchema('Loki 2.9.4', fields);

const isLokiConfig = (data: unknown): data is LokiConfig => mistakesInConfig(LOKI_CONFIG, data).length === 0;

/**
 * Data of any origin as a configuration of Loki.
 * @throws UserError with the path of every key that Loki does not have, and of every value of a wrong form
 */
export function lokiConfig(data: unknown): LokiConfig {
  if (isLokiConfig(data)) return data;
  throw new UserError(...mistakesInConfig(LOKI_CONFIG, data));
}

/**
 * A YAML file as a configuration of Loki.
 * @throws UserError if it cannot be read, or as `lokiConfig` does
 */
export const readLokiConfig = (file: string): LokiConfig => lokiConfig(readConfigFile(LOKI_CONFIG, file));
