import { Testing } from 'cdk8s';
import { RedisCommander, type RedisCommanderProps } from '../../charts/redis-commander';
import { Endpoint } from '../../lib/values/endpoint';
import { objectsOf, podOf } from '../objects';
import { sentencesOf } from '../sentences';

const redis = new Endpoint({ service: 'redis', namespace: 'cache', port: 6379 });
const commander = (props: RedisCommanderProps) => new RedisCommander(Testing.app(), 'redis-commander', props);
test('with its one required prop', () => {
  const objects = objectsOf(commander({ hosts: { local: redis } }));
  expect(objects).toMatchSnapshot();
  expect(objects['Deployment/redis-commander']?.['spec'].template.spec).toMatchObject({
    containers: [
      {
        image: 'ghcr.io/joeferner/redis-commander:0.9.0',
        securityContext: { readOnlyRootFilesystem: false },
      },
    ],
    securityContext: { runAsUser: 1000 },
  });
});

test('all props, and several servers', () => {
  const all: Required<RedisCommanderProps> = {
    namespace: 'cache',
    image: { repository: 'rediscommander/redis-commander', tag: 'latest' },
    komposeAnnotations: false,
    podSecurity: 'unset',
    hosts: { near: redis, far: new Endpoint({ service: 'redis', namespace: 'other', port: 6380 }) },
    service: { ports: ['80:8081'], labels: { 'kompose.service.expose': 'redis.example.com' } },
  };
  const chart = commander(all);
  const objects = objectsOf(chart);
  expect(podOf(objects, 'Deployment/redis-commander').containers[0].env).toEqual([
    { name: 'REDIS_HOSTS', value: 'near:redis:6379,far:redis.other:6380' },
  ]);
  expect(Object.keys(objects)).toContain('Ingress/redis-commander');
  // Whoever uses the chart follows where it is published.
  expect(chart.endpoint.url).toBe('http://redis-commander.cache');
});

test.each([
  [{}, 'redis-commander: hosts: found none, name at least one Redis'],
  [{ 'a:b': redis }, 'redis-commander: hosts: found label "a:b", a label has neither "," nor ":" and is not empty'],
  [{ '': redis }, 'redis-commander: hosts: found label "", a label has neither "," nor ":" and is not empty'],
])('fails if the hosts are %j', (hosts, sentence) =>
  expect(sentencesOf(() => commander({ hosts }))).toEqual([sentence]),
);
