import { type Fields, fieldsOf, itemsOf, textOf } from '../fields';
import type { InstalledSystem } from './installations';

/** A place in object storage that a configuration names. */
export interface Place {
  /** Path in the configuration, such as `storage.trace.s3`. */
  readonly at: string;
  /** Such as `s3`. */
  readonly provider: string;
  /** Whether the configuration has access keys, instead of the identity of its pods. */
  readonly hasKeys: boolean;
  /** Name of the bucket; of Loki perhaps several, separated by commas. */
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

/** Keys of credentials. */
const KEYS = ['access_key_id', 'access_key', 'secret_access_key', 'secret_key', 's3'];

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
    const hasKeys = KEYS.some((key) => key in store) || bucket.includes('@');
    return [{ at: `${at}.${name}`, provider, hasKeys, name: bucket, bucket: place, folders: [], block: store }];
  });
}

/** The places of each system by its configuration; data of tenants stands directly below them. */
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

/** The places at which an installation keeps its data. */
export const placesOf = ({ program, config }: InstalledSystem): Place[] => PLACES[program]?.(config.content) ?? [];
