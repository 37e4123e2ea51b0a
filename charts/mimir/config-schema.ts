import type { Mimir210Config } from '../../imports/mimir-2.10-config';
import type { MimirConfig } from '../../imports/mimir-config';
import { mistakesInConfig } from '../../lib/config/check';
import { readConfigFile } from '../../lib/config/read';
import { ConfigSchema } from '../../lib/config/schema';
import { UserError } from '../../lib/errors';
import fields210 from '../../schemas/mimir-2.10.3.json';
import fields211 from '../../schemas/mimir-2.11.0.json';

/** All that Mimir's configuration file can hold, by version. */
export const MIMIR_CONFIG = {
  '2.11': new ConfigSchema('Mimir 2.11.0', fields211),
  '2.10': new ConfigSchema('Mimir 2.10.3', fields210),
} as const;

const isMimirConfig = (data: unknown): data is MimirConfig => mistakesInConfig(MIMIR_CONFIG['2.11'], data).length === 0;
const isMimir210Config = (data: unknown): data is Mimir210Config =>
  mistakesInConfig(MIMIR_CONFIG['2.10'], data).length === 0;

/**
 * Data of any origin as a configuration of Mimir 2.11.
 * @throws UserError with the path of every key that Mimir does not have, and of every value of a wrong form
 */
export function mimirConfig(data: unknown): MimirConfig {
  if (isMimirConfig(data)) return data;
  throw new UserError(...mistakesInConfig(MIMIR_CONFIG['2.11'], data));
}

/** Data of any origin as a configuration of Mimir 2.10. @throws UserError as `mimirConfig` does */
export function mimir210Config(data: unknown): Mimir210Config {
  if (isMimir210Config(data)) return data;
  throw new UserError(...mistakesInConfig(MIMIR_CONFIG['2.10'], data));
}

/**
 * A YAML file as a configuration of Mimir 2.11.
 * @throws UserError if it cannot be read, or as `mimirConfig` does
 */
export const readMimirConfig = (file: string): MimirConfig => mimirConfig(readConfigFile(MIMIR_CONFIG['2.11'], file));
