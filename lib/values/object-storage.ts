import { isDeepStrictEqual } from 'node:util';
import type { Env } from '../values/env';
import type { Endpoint } from './endpoint';
import { UserError, within } from './errors';
import type { Volume, VolumeMount } from './k8s';
import { dnsLabel } from './names';
import type { SecretKey } from './secret-key';
import { show } from './text';

/** Keys of an S3 user, each from a Secret. */
export interface S3Credentials {
  readonly accessKeyId: SecretKey;
  readonly secretAccessKey: SecretKey;
}

export interface S3Props {
  readonly bucket: string;
  /** Such as `eu-central-1`. @default - that of the endpoint */
  readonly region?: string;
  /** Host, optionally with a port, of an S3-compatible service. @default - that of AWS for the region */
  readonly endpoint?: string;
  /** @default - none: the identity of the pod, such as IRSA */
  readonly credentials?: S3Credentials;
  /** Whether the bucket is in the path instead of the host name (path style). @default false */
  readonly forcePathStyle?: boolean;
  /** Whether to use HTTP without TLS. @default false */
  readonly insecure?: boolean;
}

export interface MinioBucketProps {
  readonly bucket: string;
  /** @default - those of the MinIO chart, if they are in a Secret of the same namespace */
  readonly credentials?: S3Credentials;
}

/** The MinIO server, such as the chart of this name. */
export interface MinioServer {
  readonly endpoint: Endpoint;
  readonly credentials?: S3Credentials | undefined;
}

export interface GcsProps {
  readonly bucket: string;
  /** Key of a Secret that holds the JSON key of a service account. @default - none: Workload Identity */
  readonly serviceAccountKey?: SecretKey;
}

export interface AzureProps {
  /** Name of the storage account. */
  readonly account: string;
  readonly container: string;
  /** Authentication: the key of the account, the managed identity of the node, or the workload identity of the pod. */
  readonly identity:
    | { readonly accountKey: SecretKey }
    | { readonly managedIdentity: true; readonly clientId?: string }
    | { readonly workloadIdentity: true };
}

export interface FilesystemProps {
  /** Folder in the pods. Without `claimName` each pod sees only its own data, and the folder must be on its data volume. */
  readonly directory: string;
  /**
   * A PersistentVolumeClaim of the namespace that all pods mount at `directory`, so that they share the data.
   * With pods on several nodes its access mode must be `ReadWriteMany`. It must exist already.
   * @default - none
   */
  readonly claimName?: string;
}

/** Persistent storage of a system. Each system generates its own block of configuration from it. */
export type ObjectStorage =
  | ({ readonly type: 's3' } & S3Props)
  | ({ readonly type: 'gcs' } & GcsProps)
  | ({ readonly type: 'azure' } & AzureProps)
  | ({ readonly type: 'filesystem' } & FilesystemProps);

const BUCKET = /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/;

/** @throws UserError if it is no name of a bucket or container */
function bucketName(where: string, name: string): string {
  if (BUCKET.test(name)) return name;
  throw new UserError(
    `${where}: found ${show(name)}, allowed are lower-case letters, digits, "-", "_" and "." with at least 3 characters`,
  );
}

/** The supported kinds of storage. */
export const ObjectStorage = {
  /** S3 of AWS, or an S3-compatible service. */
  s3: (props: S3Props): ObjectStorage => ({ type: 's3', ...props, bucket: bucketName('S3 bucket', props.bucket) }),

  /** A bucket in a MinIO of the cluster; it must exist. */
  minio: (server: MinioServer, { bucket, credentials = server.credentials }: MinioBucketProps): ObjectStorage => {
    if (credentials === undefined) {
      throw new UserError(`MinIO bucket ${show(bucket)}: missing credentials: set credentials to keys of a Secret`);
    }
    return {
      type: 's3',
      bucket: bucketName('MinIO bucket', bucket),
      endpoint: server.endpoint.address,
      credentials,
      forcePathStyle: true,
      insecure: true,
    };
  },

  /** Google Cloud Storage. */
  gcs: (props: GcsProps): ObjectStorage => ({ type: 'gcs', ...props, bucket: bucketName('GCS bucket', props.bucket) }),

  /** Azure Blob Storage. */
  azure: (props: AzureProps): ObjectStorage => {
    if (typeof props.identity !== 'object' || props.identity === null) {
      throw new UserError(
        `Azure identity: found ${show(props.identity)}, allowed are { accountKey }, { managedIdentity: true } and { workloadIdentity: true }: set one of them`,
      );
    }
    return { type: 'azure', ...props, container: bucketName('Azure container', props.container) };
  },

  /** A folder: for tests, or with a volume that all pods share. */
  filesystem: (props: FilesystemProps): ObjectStorage => {
    const { directory, claimName } = props;
    if (!directory.startsWith('/')) {
      throw new UserError(
        `filesystem storage: found directory ${show(directory)}, allowed is an absolute path: start it with "/"`,
      );
    }
    if (claimName !== undefined) within('filesystem storage: claimName', () => volumeOf(claimName));
    return { type: 'filesystem', ...props };
  },
} as const;

const TYPES: readonly unknown[] = ['s3', 'gcs', 'azure', 'filesystem'];

/**
 * Rejects what the compiler would: a storage that is missing, or of an unknown type.
 * @throws UserError that names the prop
 */
export function checkStorage(where: string, storage: unknown): void {
  if (TYPES.includes(Object(storage).type)) return;
  throw new UserError(
    `${where}: found ${show(storage)}, allowed are ObjectStorage.s3, .minio, .gcs, .azure and .filesystem: set one of them`,
  );
}

/** Variables and volumes for access to a storage, besides its configuration block. */
export interface StorageAccess {
  /** Variables with secret values; a configuration names them as `${NAME}` and is read with `-config.expand-env`. */
  readonly env: Env;
  readonly volumes: readonly Volume[];
  readonly volumeMounts: readonly VolumeMount[];
}

/** Variables that a configuration refers to, so that no secret stands in it. */
export const S3_ACCESS_KEY_ID = 'S3_ACCESS_KEY_ID';
export const S3_SECRET_ACCESS_KEY = 'S3_SECRET_ACCESS_KEY';
export const AZURE_ACCOUNT_KEY = 'AZURE_ACCOUNT_KEY';

/** Reference to a variable in a configuration. */
export const placeholder = (variable: string): string => `\${${variable}}`;

/** Name of the volume of a claim that all pods share. */
const volumeOf = (claimName: string): string => dnsLabel(`shared-${claimName}`);

const NOTHING: StorageAccess = { env: {}, volumes: [], volumeMounts: [] };
const GOOGLE_FOLDER = '/var/secrets/google';

export function storageAccess(storage: ObjectStorage): StorageAccess {
  if (storage.type === 's3' && storage.credentials) {
    const { accessKeyId, secretAccessKey } = storage.credentials;
    return { ...NOTHING, env: { [S3_ACCESS_KEY_ID]: accessKeyId, [S3_SECRET_ACCESS_KEY]: secretAccessKey } };
  }
  if (storage.type === 'azure' && 'accountKey' in storage.identity) {
    return { ...NOTHING, env: { [AZURE_ACCOUNT_KEY]: storage.identity.accountKey } };
  }
  if (storage.type === 'gcs' && storage.serviceAccountKey) {
    const { secretName, key } = storage.serviceAccountKey;
    // Google's libraries look here by themselves; a key of many lines would not survive as `${...}` in YAML.
    return {
      env: { GOOGLE_APPLICATION_CREDENTIALS: `${GOOGLE_FOLDER}/${key}` },
      volumes: [{ name: 'google-credentials', secret: { secretName } }],
      volumeMounts: [{ name: 'google-credentials', mountPath: GOOGLE_FOLDER, readOnly: true }],
    };
  }
  if (storage.type === 'filesystem' && storage.claimName !== undefined) {
    const { directory, claimName } = storage;
    const name = volumeOf(claimName);
    return {
      env: {},
      volumes: [{ name, persistentVolumeClaim: { claimName } }],
      volumeMounts: [{ name, mountPath: directory }],
    };
  }
  return NOTHING;
}

/**
 * Access to all storages together; often they are one.
 * @throws UserError if two of them want other credentials under one name
 */
export function joinAccess(all: readonly StorageAccess[]): StorageAccess {
  const once = <T>(entries: ReadonlyArray<readonly [string, T]>): Map<string, T> => {
    const joined = new Map<string, T>();
    for (const [name, value] of entries) {
      if (joined.has(name) && !isDeepStrictEqual(joined.get(name), value)) {
        throw new UserError(
          `storage: found two storages with different credentials for ${name}: give both the same credentials, or use one storage`,
        );
      }
      joined.set(name, value);
    }
    return joined;
  };
  const each = <T>(items: readonly T[], keyOf: (item: T) => string): T[] => [
    ...once(items.map((item) => [keyOf(item), item] as const)).values(),
  ];
  return {
    env: Object.fromEntries(once(all.flatMap(({ env }) => Object.entries(env)))),
    volumes: each(
      all.flatMap(({ volumes }) => volumes),
      ({ name }) => name,
    ),
    volumeMounts: each(
      all.flatMap(({ volumeMounts }) => volumeMounts),
      ({ mountPath }) => mountPath,
    ),
  };
}
