import type { Mimir210Config } from '../../imports/mimir-2.10-config';
import type { MimirConfig } from '../../imports/mimir-config';
import { configParser } from '../../lib/config/parser';
import { ConfigSchema } from '../../lib/config/schema';
import fields210 from '../../schemas/mimir-2.10.3.json';
import fields211 from '../../schemas/mimir-2.11.0.json';

/** All that Mimir's configuration file can hold, by version. */
export const MIMIR_CONFIG = {
  '2.11': new ConfigSchema('Mimir 2.11.0', fields211),
  '2.10': new ConfigSchema('Mimir 2.10.3', fields210),
} as const;

/** Data, and a YAML file, as a configuration of Mimir 2.11. @throws UserError as `ConfigParser` says */
export const { parse: mimirConfig, read: readMimirConfig } = configParser<MimirConfig>(MIMIR_CONFIG['2.11']);

/** Data, and a YAML file, as a configuration of Mimir 2.10. @throws UserError as `ConfigParser` says */
export const { parse: mimir210Config, read: readMimir210Config } = configParser<Mimir210Config>(MIMIR_CONFIG['2.10']);
