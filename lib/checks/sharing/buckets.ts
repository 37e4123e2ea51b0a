import { listed, show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { type InstalledSystem, installedSystems } from '../programs/installations';
import { type Place, placesOf } from '../programs/storage-places';

/** Whether data of two systems would be in one folder; Loki keeps its chunks beside folders of any other name. */
function overlap(one: InstalledSystem, place: Place, other: InstalledSystem, there: Place): boolean {
  if (place.bucket !== there.bucket) return false;
  if (one.program === other.program) return place.folders.some((folder) => there.folders.includes(folder));
  // What is below the prefix of Mimir or Tempo is theirs alone; Loki has no prefix.
  const prefixes = [one, other].flatMap(({ program }, index) =>
    program === 'Loki' ? [] : ((index === 0 ? place : there).folders[0] ?? ''),
  );
  return prefixes.includes('') || new Set(prefixes).size < prefixes.length;
}

/** How the data of an installation gets a folder of its own. */
const PREFIXES: Readonly<Record<string, string>> = {
  Loki: 'another prefix of its indexes (`schema[].index.prefix`), beside another Loki',
  Mimir: 'a prefix (`storage_prefix`)',
  Tempo: 'a prefix (`storage.trace.<backend>.prefix`)',
};

/** Installations whose data would be mixed up. */
export function* sharedBuckets(cluster: Cluster): Generator<RuleFinding> {
  const placed = installedSystems(cluster).map((system) => ({
    system,
    places: placesOf(system),
  }));
  for (const [index, { system, places }] of placed.entries()) {
    for (const { system: other, places: theirs } of placed.slice(0, index)) {
      const shared = places.filter((place) => theirs.some((there) => overlap(system, place, other, there)));
      const [first] = shared;
      if (first === undefined) continue;
      yield {
        id: 'sharing/bucket',
        object: system.config.object,
        sentence: `${listed(shared.map(({ at }) => at))}: found bucket ${show(first.name)}, where ${other.program} of ${other.config.object} keeps its data too, so that each takes the folders of the other one for its own: use another bucket, or ${PREFIXES[system.program] ?? 'another prefix'}`,
      };
    }
  }
}
