import { Testing } from 'cdk8s';
import { Redis, type RedisProps } from '../../charts/redis';
import { objectsOf, podOf } from '../objects';

test('by default', () => {
  const redis = new Redis(Testing.app(), 'redis');
  const objects = objectsOf(redis);
  expect(objects).toMatchSnapshot();
  expect(objects['Deployment/redis']?.['spec'].template.spec).toMatchObject({
    containers: [{ image: 'docker.io/library/redis:7.2.5', securityContext: { readOnlyRootFilesystem: true } }],
    securityContext: { runAsUser: 999, fsGroup: 999 },
  });
  expect(redis.endpoint.address).toBe('redis:6379');
});

test('all props', () => {
  const all: Required<RedisProps> = {
    namespace: 'cache',
    image: { repository: 'valkey/valkey', tag: '8.0' },
    komposeAnnotations: {},
    podSecurity: 'unset',
    service: { environment: { EXTRA: 'x' }, command: ['--maxmemory', '64mb'] },
  };
  const redis = new Redis(Testing.app(), 'redis', all);
  const { containers, securityContext } = podOf(objectsOf(redis), 'Deployment/redis');
  expect(securityContext).toBeUndefined();
  expect(containers[0]).toMatchObject({
    image: 'valkey/valkey:8.0',
    args: ['--maxmemory', '64mb'],
    env: [
      { name: 'ALLOW_EMPTY_PASSWORD', value: 'yes' },
      { name: 'EXTRA', value: 'x' },
    ],
  });
  expect(redis.endpoint.address).toBe('redis.cache:6379');
});

test('a list of variables adds to those of the chart', () => {
  const redis = new Redis(Testing.app(), 'redis', { service: { environment: ['EXTRA=x'], labels: ['team=a'] } });
  expect(podOf(objectsOf(redis), 'Deployment/redis').containers[0].env).toEqual([
    { name: 'ALLOW_EMPTY_PASSWORD', value: 'yes' },
    { name: 'EXTRA', value: 'x' },
  ]);
});
