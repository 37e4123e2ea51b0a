import { knownOf } from '../lib/config/known';
import type { KnownSystem } from '../lib/diff/rings/systems';
import type { RingReader } from '../lib/microservice/installation-rings';
import type { Release } from '../lib/release';
import { LOKI_2_9 } from './loki/releases';
import { RINGS as LOKI_RINGS } from './loki/rings';
import { MIMIR_2_11 } from './mimir/releases';
import { ringsBy as mimirRingsBy } from './mimir/rings';
import { TEMPO_2_3 } from './tempo/releases';
import { RINGS as TEMPO_RINGS } from './tempo/rings';

/** A system whose manifests are compared, with nothing but their texts to go by. */
const known = <Config extends object, Limits>(
  release: Release<Config>,
  rings: ReadonlyArray<RingReader<string, Config, Limits>>,
): KnownSystem => ({
  name: release.system,
  image: release.system.toLowerCase(),
  rings: (data) => {
    const config = release.parse(knownOf(release.schema, data));
    return rings.flatMap((read) => read(config, {}) ?? []);
  },
});

/** The systems with rings. */
export const SYSTEMS: readonly KnownSystem[] = [
  known(LOKI_2_9, LOKI_RINGS),
  known(MIMIR_2_11, mimirRingsBy(MIMIR_2_11.traits.ingesterRead)),
  known(TEMPO_2_3, TEMPO_RINGS),
];
