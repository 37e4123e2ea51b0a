import { Endpoint } from '../../../lib/values/endpoint';
import {
  AZURE_ACCOUNT_KEY,
  joinAccess,
  ObjectStorage,
  placeholder,
  S3_ACCESS_KEY_ID,
  S3_SECRET_ACCESS_KEY,
  storageAccess,
} from '../../../lib/values/object-storage';
import { SecretKey } from '../../../lib/values/secret-key';
import { sentencesOf } from '../../sentences';

const credentials = { accessKeyId: new SecretKey('s3', 'id'), secretAccessKey: new SecretKey('s3', 'secret') };
const accountKey = new SecretKey('azure', 'key');
const serviceAccountKey = new SecretKey('gcs', 'key.json');
const endpoint = new Endpoint({ service: 'minio', namespace: 'storage', port: 9000 });
const nothing = { env: {}, volumes: [], volumeMounts: [] };

describe('settings of a storage', () => {
  test('of S3 have all its fields', () => {
    expect(ObjectStorage.s3({ bucket: 'logs' })).toEqual({ type: 's3', bucket: 'logs' });
    const props = {
      bucket: 'logs',
      region: 'eu-central-1',
      endpoint: 's3.example.com',
      credentials,
      forcePathStyle: true,
      insecure: true,
    };
    expect(ObjectStorage.s3(props)).toEqual({ type: 's3', ...props });
  });

  test('of Google Cloud Storage have all its fields', () =>
    expect(ObjectStorage.gcs({ bucket: 'logs', serviceAccountKey })).toEqual({
      type: 'gcs',
      bucket: 'logs',
      serviceAccountKey,
    }));

  test('of Azure have all its fields', () => {
    const props = { account: 'a', container: 'logs', identity: { managedIdentity: true, clientId: 'c' } } as const;
    expect(ObjectStorage.azure(props)).toEqual({ type: 'azure', ...props });
  });

  test('of a folder have its path', () =>
    expect(ObjectStorage.filesystem({ directory: '/data' })).toEqual({ type: 'filesystem', directory: '/data' }));

  test.each([
    ['S3 bucket', (bucket: string) => ObjectStorage.s3({ bucket })],
    ['MinIO bucket', (bucket: string) => ObjectStorage.minio({ endpoint, credentials }, { bucket })],
    ['GCS bucket', (bucket: string) => ObjectStorage.gcs({ bucket })],
    [
      'Azure container',
      (container: string) => ObjectStorage.azure({ account: 'a', container, identity: { workloadIdentity: true } }),
    ],
  ])('the name of a %s is looked at', (where, make) => {
    for (const name of ['abc', '1-a_b.2', 'a'.repeat(222)]) expect(() => make(name)).not.toThrow();
    for (const name of ['', 'ab', 'Logs', 'a b', 'a/b', '-abc', 'abc-', 'a'.repeat(223)]) {
      expect(sentencesOf(() => make(name))).toEqual([
        `${where}: found "${name}", allowed are lower-case letters, digits, "-", "_" and "." with at least 3 characters`,
      ]);
    }
  });
});

describe('a bucket in a MinIO', () => {
  const other = { accessKeyId: new SecretKey('other', 'id'), secretAccessKey: new SecretKey('other', 'secret') };

  test('is S3 without TLS, at the address of the server and with its credentials', () =>
    expect(ObjectStorage.minio({ endpoint, credentials }, { bucket: 'logs' })).toEqual({
      type: 's3',
      bucket: 'logs',
      endpoint: 'minio.storage:9000',
      credentials,
      forcePathStyle: true,
      insecure: true,
    }));

  test.each([
    ['instead of those of the server', { endpoint, credentials }],
    ['where the server has none', { endpoint }],
  ])('may have credentials of its own, %s', (_, server) =>
    expect(ObjectStorage.minio(server, { bucket: 'logs', credentials: other })).toMatchObject({ credentials: other }),
  );

  test('fails without credentials', () =>
    expect(sentencesOf(() => ObjectStorage.minio({ endpoint }, { bucket: 'logs' }))).toEqual([
      'MinIO bucket "logs": missing credentials: set credentials to keys of a Secret',
    ]));
});

describe('access', () => {
  test.each<[string, ObjectStorage, Readonly<Record<string, SecretKey>>]>([
    [
      'S3 with credentials',
      ObjectStorage.s3({ bucket: 'logs', credentials }),
      { [S3_ACCESS_KEY_ID]: credentials.accessKeyId, [S3_SECRET_ACCESS_KEY]: credentials.secretAccessKey },
    ],
    [
      'a MinIO',
      ObjectStorage.minio({ endpoint, credentials }, { bucket: 'logs' }),
      { [S3_ACCESS_KEY_ID]: credentials.accessKeyId, [S3_SECRET_ACCESS_KEY]: credentials.secretAccessKey },
    ],
    [
      'Azure with the key of the account',
      ObjectStorage.azure({ account: 'a', container: 'logs', identity: { accountKey } }),
      { [AZURE_ACCOUNT_KEY]: accountKey },
    ],
  ])('to %s needs keys of a Secret and no text', (_, storage, env) => {
    const access = storageAccess(storage);
    expect(access).toEqual({ ...nothing, env });
    for (const value of Object.values(access.env)) expect(value).toBeInstanceOf(SecretKey);
  });

  test.each<[string, ObjectStorage]>([
    ['S3 by the identity of the pod', ObjectStorage.s3({ bucket: 'logs' })],
    ['Google by Workload Identity', ObjectStorage.gcs({ bucket: 'logs' })],
    [
      'Azure by a managed identity',
      ObjectStorage.azure({ account: 'a', container: 'logs', identity: { managedIdentity: true } }),
    ],
    [
      'Azure by a workload identity',
      ObjectStorage.azure({ account: 'a', container: 'logs', identity: { workloadIdentity: true } }),
    ],
    ['a folder', ObjectStorage.filesystem({ directory: '/data' })],
  ])('to %s needs no settings', (_, storage) => expect(storageAccess(storage)).toEqual(nothing));

  test('to Google with a key needs the file of a Secret, and the variable has only its path', () => {
    const { env, volumes, volumeMounts } = storageAccess(ObjectStorage.gcs({ bucket: 'logs', serviceAccountKey }));
    expect(volumes).toEqual([{ name: 'google-credentials', secret: { secretName: 'gcs' } }]);
    expect(volumeMounts).toEqual([{ name: 'google-credentials', mountPath: '/var/secrets/google', readOnly: true }]);
    expect(env).toEqual({ GOOGLE_APPLICATION_CREDENTIALS: '/var/secrets/google/key.json' });
  });

  test('to several storages has the settings of all of them, once', () => {
    const s3 = storageAccess(ObjectStorage.s3({ bucket: 'logs', credentials }));
    const gcs = storageAccess(ObjectStorage.gcs({ bucket: 'logs', serviceAccountKey }));
    const azure = storageAccess(ObjectStorage.azure({ account: 'a', container: 'logs', identity: { accountKey } }));
    expect(joinAccess([s3, gcs, s3, azure, gcs])).toEqual({
      env: { ...s3.env, ...gcs.env, ...azure.env },
      volumes: gcs.volumes,
      volumeMounts: gcs.volumeMounts,
    });
  });

  test('fails if two of them have other credentials', () => {
    const other = { accessKeyId: new SecretKey('other', 'id'), secretAccessKey: new SecretKey('other', 'secret') };
    const s3 = (own: typeof credentials) => storageAccess(ObjectStorage.s3({ bucket: 'logs', credentials: own }));
    expect(sentencesOf(() => joinAccess([s3(credentials), s3(other)]))).toEqual([
      'storage: found two storages with different credentials for S3_ACCESS_KEY_ID: give both the same credentials, or use one storage',
    ]);
    const gcs = (secret: string) =>
      storageAccess(ObjectStorage.gcs({ bucket: 'logs', serviceAccountKey: new SecretKey(secret, 'key.json') }));
    expect(sentencesOf(() => joinAccess([s3(credentials), gcs('a'), gcs('b')]))).toEqual([
      expect.stringContaining('google-credentials'),
    ]);
  });

  test('to no storage is empty', () => expect(joinAccess([])).toEqual(nothing));
});

test('a configuration names a variable in braces', () => expect(placeholder('NAME')).toBe('${NAME}'));
