import { Testing } from 'cdk8s';
import { Minio, type MinioProps } from '../../charts/minio';
import { ObjectStorage } from '../../lib/values/object-storage';
import { objectsOf, podOf } from '../objects';
import { sentencesOf } from '../sentences';

const minio = (props?: MinioProps) => new Minio(Testing.app(), 'minio', props);

test('by default', () => {
  const objects = objectsOf(minio());
  expect(objects).toMatchSnapshot();
  const { containers, securityContext } = podOf(objects, 'Deployment/minio');
  expect(containers[0].image).toBe('quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z');
  expect(containers[0].livenessProbe.httpGet).toEqual({ path: '/minio/health/live', port: 9000 });
  expect(securityContext.runAsNonRoot).toBe(true);
  expect(containers[0].securityContext.readOnlyRootFilesystem).toBe(true);
  // It starts by writing to its home, which is in memory.
  expect(containers[0].volumeMounts).toContainEqual({ name: 'minio-tmpfs0', mountPath: '/tmp' });
});

test('no credential is written unless it is given as text', () => {
  const env = podOf(objectsOf(minio({ credentials: { secretName: 'keys' } })), 'Deployment/minio').containers[0].env;
  for (const name of ['MINIO_ACCESS_KEY', 'MINIO_SECRET_KEY', 'MINIO_ROOT_USER', 'MINIO_ROOT_PASSWORD']) {
    expect(env).toContainEqual({ name, valueFrom: { secretKeyRef: { name: 'keys', key: name } } });
  }
});

test('all props', () => {
  const all: Required<MinioProps> = {
    namespace: 'storage',
    image: { repository: 'minio/minio', tag: 'latest', digest: `sha256:${'0'.repeat(64)}` },
    komposeAnnotations: { cmd: 'kompose convert -f x.yaml' },
    podSecurity: 'unset',
    credentials: { accessKey: 'a', secretKey: 'b', rootUser: 'c', rootPassword: 'd' },
    healthcheck: 'curl',
    service: {
      deploy: { resources: { limits: { memory: '1g' } } },
      labels: { 'kompose.volume.size': '10Gi' },
    },
  };
  const objects = objectsOf(minio(all));
  expect(objects).toMatchSnapshot();
  const deployment = objects['Deployment/minio'];
  expect(deployment?.metadata).toMatchObject({
    namespace: 'storage',
    annotations: { 'kompose.cmd': 'kompose convert -f x.yaml', 'kompose.version': '1.26.1 (a9d05d509)' },
  });
  const { containers, securityContext } = podOf(objects, 'Deployment/minio');
  expect(securityContext).toBeUndefined();
  expect(containers[0]).toMatchObject({
    image: `minio/minio:latest@sha256:${'0'.repeat(64)}`,
    env: [
      { name: 'MINIO_ACCESS_KEY', value: 'a' },
      { name: 'MINIO_ROOT_PASSWORD', value: 'd' },
      { name: 'MINIO_ROOT_USER', value: 'c' },
      { name: 'MINIO_SECRET_KEY', value: 'b' },
    ],
    livenessProbe: { exec: { command: ['curl', '-f', 'http://localhost:9000/minio/health/live'] } },
    resources: { limits: { memory: '1073741824' } },
  });
  expect(objects['PersistentVolumeClaim/minio-claim0']?.['spec'].resources.requests.storage).toBe('10Gi');
});

test('the API and the console have addresses', () => {
  const { endpoint, console } = minio({ namespace: 'storage' });
  expect([endpoint.url, console.url]).toEqual(['http://minio.storage:9000', 'http://minio.storage:9001']);
});

test('other charts store in it as its root user, and the keys stay in the Secret', () => {
  const minio = new Minio(Testing.app(), 'minio', { namespace: 'storage' });
  expect(ObjectStorage.minio(minio, { bucket: 'logs' })).toMatchObject({
    type: 's3',
    endpoint: 'minio.storage:9000',
    credentials: {
      accessKeyId: { secretName: 'minio-credentials', key: 'MINIO_ROOT_USER' },
      secretAccessKey: { secretName: 'minio-credentials', key: 'MINIO_ROOT_PASSWORD' },
    },
  });
});

test('fails to lend credentials that are plain text', () => {
  const credentials = { accessKey: 'a', secretKey: 'b', rootUser: 'admin', rootPassword: 'secret' };
  const minio = new Minio(Testing.app(), 'minio', { credentials });
  expect(sentencesOf(() => ObjectStorage.minio(minio, { bucket: 'logs' }))).toEqual([
    'MinIO bucket "logs": missing credentials: set credentials to keys of a Secret',
  ]);
});
