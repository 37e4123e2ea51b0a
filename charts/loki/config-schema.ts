import type { LokiConfig } from '../../imports/loki-config';
import { configParser } from '../../lib/config/parser';
import { ConfigSchema } from '../../lib/config/schema';
import fields from '../../schemas/loki-2.9.4.json';

/** All that Loki's configuration file can hold. */
export const LOKI_CONFIG = new ConfigSchema('Loki 2.9.4', fields);

/** Data, and a YAML file, as a configuration of Loki. @throws UserError as `ConfigParser` says */
export const { parse: lokiConfig, read: readLokiConfig } = configParser<LokiConfig>(LOKI_CONFIG);
