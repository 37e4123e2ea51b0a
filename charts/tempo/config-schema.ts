import type { TempoConfig } from '../../imports/tempo-config';
import { configParser } from '../../lib/config/parser';
import { ConfigSchema } from '../../lib/config/schema';
import fields from '../../schemas/tempo-2.3.1.json';

/** All that Tempo's configuration file can hold. */
export const TEMPO_CONFIG = new ConfigSchema('Tempo 2.3.1', fields);

/** Data, and a YAML file, as a configuration of Tempo. @throws UserError as `ConfigParser` says */
export const { parse: tempoConfig, read: readTempoConfig } = configParser<TempoConfig>(TEMPO_CONFIG);
