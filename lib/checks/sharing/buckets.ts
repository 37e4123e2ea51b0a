import { listed, show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { type Fields, fieldsOf, itemsOf, textOf } from '../monitoring/fields';
import { type InstalledSystem, installedSystems } from '../programs/installations';

/** A place in object storage that a configuration names. */
interface Place {
  /** Path in the configuration, such as `storage.trace.s3`. */
  readonly at: string;
  /** Name of the bucket, for messages. */
  readonly name: string;
  /** Provider, endpoint and bucket. */
  readonly bucket: string;
  /** Folder in the bucket; of Loki that of its indexes. */
  readonly folders: readonly string[];
}

/** Blocks of object stores, with the keys that name account, bucket and prefix. */
const STORES: Readonly<Record<string, { readonly host: readonly string[]; readonly bucket: readonly string[] }>> = {
  s3: { host: ['endpoint'], bucket: ['bucket_name', 'bucketnames', 'bucket', 's3'] },
  aws: { host: ['endpoint'], bucket: ['bucketnames', 's3'] },
  gcs: { host: [], bucket: ['bucket_name'] },
  azure: { host: ['account_name', 'storage_account_name'], bucket: ['container_name'] },
};

/** The region of AWS has no part in the name of a bucket. */
const AWS = /^(s3[.-][a-z0-9.-]*)?amazonaws\.com(\.cn)?$/;

function storesIn(block: Fields, at: string): Array<Place & { readonly block: Fields }> {
  return Object.entries(STORES).flatMap(([name, keys]) => {
    const store = fieldsOf(block[name]);
    const bucket = keys.bucket.map((key) => textOf(store[key])).find((text) => text !== undefined && text !== '');
    if (bucket === undefined || bucket.includes('${')) return [];
    const host = keys.host.map((key) => textOf(store[key]) ?? '').join('');
    const provider = name === 'aws' ? 's3' : name;
    const place = `${provider}://${AWS.test(host) ? '' : host}/${bucket}`;
    return [{ at: `${at}.${name}`, name: bucket, bucket: place, folders: [], block: store }];
  });
}

/** The places of each system; data of tenants stands directly below them. */
const PLACES: Readonly<Record<string, (config: Fields) => Place[]>> = {
  Loki: (config) => {
    const folders = itemsOf(fieldsOf(config['schema_config'])['configs']).map(
      (period) => textOf(fieldsOf(fieldsOf(period)['index'])['prefix']) ?? '',
    );
    return [
      ...storesIn(fieldsOf(config['storage_config']), 'storage_config'),
      ...storesIn(fieldsOf(fieldsOf(config['common'])['storage']), 'common.storage'),
    ].map((place) => ({ ...place, folders }));
  },
  Mimir: (config) => {
    const common = fieldsOf(fieldsOf(config['common'])['storage']);
    return ['blocks_storage', 'ruler_storage', 'alertmanager_storage'].flatMap((at) => {
      const own = fieldsOf(config[at]);
      const merged = Object.fromEntries(
        [...new Set([...Object.keys(common), ...Object.keys(own)])].map((key) => [
          key,
          { ...fieldsOf(common[key]), ...fieldsOf(own[key]) },
        ]),
      );
      const backend = textOf(own['backend']) ?? textOf(common['backend']);
      return storesIn(merged, at)
        .filter((place) => backend === undefined || place.at === `${at}.${backend}`)
        .map((place) => ({ ...place, folders: [textOf(own['storage_prefix']) ?? ''] }));
    });
  },
  Tempo: (config) => {
    const trace = fieldsOf(fieldsOf(config['storage'])['trace']);
    const backend = textOf(trace['backend']);
    return storesIn(trace, 'storage.trace')
      .filter((place) => backend === undefined || place.at === `storage.trace.${backend}`)
      .map(({ block, ...place }) => ({ ...place, folders: [textOf(block['prefix']) ?? ''] }));
  },
};

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
    places: PLACES[system.program]?.(system.config.content) ?? [],
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
