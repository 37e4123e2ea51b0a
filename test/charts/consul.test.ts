import { Testing } from 'cdk8s';
import { Consul, type ConsulProps, type ConsulRegistration } from '../../charts/consul';
import { Endpoint } from '../../lib/values/endpoint';
import { objectsOf, podOf } from '../objects';
import { sentencesOf } from '../sentences';

const redis = new Endpoint({ service: 'redis', namespace: 'ada-grafana', port: 6379 });
const consul = (props?: ConsulProps) => new Consul(Testing.app(), 'consul', props);

function payloadOf(registration: ConsulRegistration): unknown {
  const chart = consul();
  chart.register(registration);
  const { [`ConfigMap/consul-register-${registration.id ?? registration.name}`]: configMap } = objectsOf(chart);
  return JSON.parse(configMap?.['data']['service.json']);
}

test('by default', () => {
  const chart = consul();
  const objects = objectsOf(chart);
  expect(objects).toMatchSnapshot();
  expect(objects['Deployment/consul']?.['spec'].template.spec).toMatchObject({
    containers: [
      {
        image: 'docker.io/hashicorp/consul:1.20.1',
        env: [{ name: 'CONSUL_DISABLE_PERM_MGMT', value: 'true' }],
        securityContext: { readOnlyRootFilesystem: true },
      },
    ],
    securityContext: { runAsUser: 100, runAsGroup: 1000, fsGroup: 1000 },
  });
  expect(chart.endpoint.url).toBe('http://consul:8500');
});

test('all props', () => {
  const all: Required<ConsulProps> = {
    namespace: 'ada-grafana',
    image: { repository: 'consul', tag: '1.9' },
    curlImage: { repository: 'curl', tag: '8' },
    komposeAnnotations: {},
    podSecurity: 'unset',
    service: { deploy: { replicas: 0 } },
  };
  const chart = consul(all);
  chart.register({ name: 'redis', endpoint: redis });
  const objects = objectsOf(chart);
  expect(objects['Deployment/consul']?.['spec']).toMatchObject({
    replicas: 0,
    template: { spec: { containers: [{ image: 'consul:1.9' }] } },
  });
  expect(objects['Job/consul-register-redis']?.['spec'].template.spec.containers[0].image).toBe('curl:8');
});

describe('register', () => {
  test('sends the requests of the published lab', () =>
    expect(
      payloadOf({
        name: 'redis',
        endpoint: redis,
        tags: ['database', 'cache'],
        checks: [{ name: 'Redis TCP Check', tcp: redis, interval: '10s', timeout: '1s' }],
      }),
    ).toEqual({
      name: 'redis',
      tags: ['database', 'cache'],
      address: 'redis.ada-grafana',
      port: 6379,
      checks: [{ name: 'Redis TCP Check', tcp: 'redis.ada-grafana:6379', interval: '10s', timeout: '1s' }],
    }));

  test('sends every field that it offers', () => {
    const all: Required<ConsulRegistration> = {
      name: 'redis',
      id: 'redis-1',
      endpoint: redis,
      tags: [],
      meta: { team: 'a' },
      checks: [
        { name: 'page', http: redis, path: '/health', interval: '1m', deregisterCriticalServiceAfter: '10m' },
        { name: 'root', http: redis, interval: '1m' },
        { name: 'self', ttl: '30s' },
      ],
    };
    expect(payloadOf(all)).toEqual({
      name: 'redis',
      id: 'redis-1',
      tags: [],
      meta: { team: 'a' },
      address: 'redis.ada-grafana',
      port: 6379,
      checks: [
        {
          name: 'page',
          http: 'http://redis.ada-grafana:6379/health',
          interval: '1m',
          deregisterCriticalServiceAfter: '10m',
        },
        { name: 'root', http: 'http://redis.ada-grafana:6379/', interval: '1m' },
        { name: 'self', ttl: '30s' },
      ],
    });
  });

  test('is a Job that can be applied again, and waits for Consul', () => {
    const chart = consul({ namespace: 'ada-grafana' });
    chart.register({ name: 'redis', endpoint: redis });
    const objects = objectsOf(chart);
    const job = objects['Job/consul-register-redis'];
    expect(job?.metadata['annotations']).toEqual({
      'argocd.argoproj.io/hook': 'Sync',
      'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    });
    expect(job?.['spec'].ttlSecondsAfterFinished).toBeGreaterThan(0);
    const { containers, restartPolicy, volumes } = podOf(objects, 'Job/consul-register-redis');
    expect(restartPolicy).toBe('OnFailure');
    expect(containers[0].args.at(-1)).toBe('http://consul:8500/v1/agent/service/register');
    expect(containers[0].args).toEqual(expect.arrayContaining(['--retry-connrefused', '--fail-with-body']));
    // What is mounted is what is sent.
    expect(containers[0].args).toContain(`@${containers[0].volumeMounts[0].mountPath}/service.json`);
    expect(volumes).toEqual([
      { name: containers[0].volumeMounts[0].name, configMap: { name: 'consul-register-redis' } },
    ]);
  });

  test('fails if a name is no DNS label, or is there already', () => {
    const chart = consul();
    chart.register({ name: 'redis', endpoint: redis });
    expect(sentencesOf(() => chart.register({ name: 'Redis', endpoint: redis }))).toEqual([
      'consul: register: name: found "Redis", allowed are up to 42 lower-case letters, digits and "-"',
      'consul: register: id: found "Redis", allowed are up to 42 lower-case letters, digits and "-"',
    ]);
    expect(sentencesOf(() => chart.register({ name: 'redis', endpoint: redis }))).toEqual([
      'consul: register: id: found "redis" twice: give one another id',
    ]);
    const checks = [{ name: 'x', tcp: redis, interval: 'ten seconds' }];
    expect(sentencesOf(() => chart.register({ name: 'x', endpoint: redis, checks }))).toEqual([
      'consul: register: checks[0].interval: found "ten seconds", allowed is a Go duration such as "10s" or "1m30s"',
    ]);
    const unchecked = JSON.parse('[{ "name": "x", "tcp": {} }]');
    expect(sentencesOf(() => chart.register({ name: 'x', endpoint: redis, checks: unchecked }))).toEqual([
      'consul: register: checks[0].interval: missing, and Consul requires it: set a duration such as "10s"',
    ]);
    expect(() => chart.register({ name: 'redis', id: 'redis-2', endpoint: redis })).not.toThrow();
  });
});
