import { knownOf } from '../lib/config/known';
import type { ConfigParser } from '../lib/config/parser';
import type { ConfigSchema } from '../lib/config/schema';
import type { KnownSystem } from '../lib/diff/rings/systems';
import type { RingReader } from '../lib/microservice/installation-rings';
import { MIMIR_READ } from '../lib/ring/model/operation';
import { LOKI_CONFIG, lokiConfig } from './loki/config-schema';
import { RINGS as LOKI_RINGS } from './loki/rings';
import { MIMIR_CONFIG, mimirConfig } from './mimir/config-schema';
import { ringsBy as mimirRingsBy } from './mimir/rings';
import { TEMPO_CONFIG, tempoConfig } from './tempo/config-schema';
import { RINGS as TEMPO_RINGS } from './tempo/rings';

/** A system whose manifests are compared, with nothing but their texts to go by. */
const known = <Config extends object, Limits>(
  name: string,
  schema: ConfigSchema,
  parse: ConfigParser<Config>['parse'],
  rings: ReadonlyArray<RingReader<string, Config, Limits>>,
): KnownSystem => ({
  name,
  image: name.toLowerCase(),
  rings: (data) => {
    const config = parse(knownOf(schema, data));
    return rings.flatMap((read) => read(config, {}) ?? []);
  },
});

/** The systems with rings. */
export const SYSTEMS: readonly KnownSystem[] = [
  known('Loki', LOKI_CONFIG, lokiConfig, LOKI_RINGS),
  known('Mimir', MIMIR_CONFIG['2.11'], mimirConfig, mimirRingsBy(MIMIR_READ)),
  known('Tempo', TEMPO_CONFIG, tempoConfig, TEMPO_RINGS),
];
