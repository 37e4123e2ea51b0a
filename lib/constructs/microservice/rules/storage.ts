import { show } from '../../../values/text';
import type { RuleMistake } from './rule';

const HOST = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?(:\d{1,5})?$/;
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

const isKnown = (text: string | undefined): text is string => text !== undefined && text !== '' && !text.includes('${');

/** Address of an S3 service that the client of Mimir and Tempo rejects. Loki's client takes a scheme. */
export function* wrongEndpoint(
  path: string,
  endpoint: string | undefined,
  { takesScheme = false } = {},
): Generator<RuleMistake> {
  if (!isKnown(endpoint)) return;
  if (SCHEME.test(endpoint) && !takesScheme) {
    yield {
      id: 'config/storage-endpoint',
      path,
      mistake: `found ${show(endpoint)} with a scheme, and the client of S3 ends with "Endpoint url cannot have fully qualified paths.": leave the scheme out, "insecure" decides between HTTP and HTTPS`,
    };
  } else if (!HOST.test(endpoint.replace(SCHEME, '').replace(/\/$/, ''))) {
    yield {
      id: 'config/storage-endpoint',
      path,
      mistake: `found ${show(endpoint)}, allowed is a host with or without a port, such as "minio:9000": correct it`,
    };
  }
}

/** A region that no S3 service can have. */
export function* wrongRegion(path: string, region: string | undefined): Generator<RuleMistake> {
  if (!isKnown(region) || /^[A-Za-z0-9._-]+$/.test(region)) return;
  yield {
    id: 'config/storage-endpoint',
    path,
    mistake: `found ${show(region)}, allowed are letters, digits, "-", "_" and ".", such as "eu-central-1": correct it`,
  };
}

/** A name of a bucket or container that no object storage takes, or none. */
export function* wrongBucket(path: string, bucket: string | undefined): Generator<RuleMistake> {
  if (bucket === undefined || bucket === '') {
    yield { id: 'config/bucket', path, mistake: 'found none, and the storage needs one: set it' };
  } else if (isKnown(bucket) && !bucket.split(',').every((name) => /^[A-Za-z0-9][A-Za-z0-9._-]{1,220}$/.test(name))) {
    yield {
      id: 'config/bucket',
      path,
      mistake: `found ${show(bucket)}, allowed are letters, digits, "-", "_" and "." with at least 3 characters: correct it`,
    };
  }
}

/** The name of an account of Azure, which is part of a host name. */
export function* wrongAccount(path: string, account: string | undefined): Generator<RuleMistake> {
  if (account !== undefined && (account.includes('${') || /^[a-z0-9]{3,24}$/.test(account))) return;
  yield {
    id: 'config/bucket',
    path,
    mistake: `found ${show(account)}, allowed are 3 to 24 lower-case letters and digits: set the name of the storage account`,
  };
}
