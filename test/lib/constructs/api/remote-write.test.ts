import { App, Testing } from 'cdk8s';
import { Mimir, type MimirProps } from '../../../../charts/mimir';
import { Prometheus } from '../../../../charts/prometheus';
import { Tempo, type TempoProps } from '../../../../charts/tempo';
import { inspect, locator } from '../../../../lib/checks/check';
import { Cluster, type ExternalObject } from '../../../../lib/checks/cluster';
import { EnvironmentChecks } from '../../../../lib/checks/environment';
import { objectsOf as manifestObjects, manifestOf } from '../../../../lib/checks/manifest';
import type { RemoteWrite } from '../../../../lib/constructs/api/remote-write';
import { ObjectStorage } from '../../../../lib/values/object-storage';
import { SecretKey } from '../../../../lib/values/secret-key';
import { objectsOf, podOf } from '../../../objects';
import { complaintsOf, sentencesOf } from '../../../sentences';

const storage = ObjectStorage.gcs({ bucket: 'data' });
const url = 'http://mimir/api/v1/push';
const tempo = (props: Partial<TempoProps>): Tempo =>
  new Tempo(Testing.app(), 'tempo', { namespace: 'traces', storage, ...props });
const storageOf = ({ config }: Tempo) => config.metrics_generator?.storage;
const mimirWith = (limits: NonNullable<NonNullable<MimirProps['config']>['limits']>): Mimir =>
  new Mimir(Testing.app(), 'mimir', { namespace: 'metrics', storage: { blocks: storage }, config: { limits } });

test('settings are merged with those of the system', () => {
  const remoteWrite: RemoteWrite = {
    ...mimirWith({}).remoteWrite.as('team-a'),
    name: 'mimir',
    headers: { 'X-Source': 'lab' },
    remote_timeout: '10s',
    write_relabel_configs: [{ source_labels: ['__name__'], regex: 'go_.*', action: 'drop' }],
    queue_config: { max_shards: 10 },
  };
  const written = {
    url: 'http://mimir-nginx.metrics/api/v1/push',
    name: 'mimir',
    headers: { 'X-Source': 'lab', 'X-Scope-OrgID': 'team-a' },
    remote_timeout: '10s',
    write_relabel_configs: [{ source_labels: ['__name__'], regex: 'go_.*', action: 'drop' }],
    queue_config: { max_shards: 10 },
  };
  const chart = tempo({ metricsGenerator: { remoteWrite: [remoteWrite] } });
  expect(storageOf(chart)?.remote_write).toEqual([written]);
  expect(complaintsOf(chart)).toEqual([]);
  const prometheus = new Prometheus(Testing.app(), 'prometheus', { namespace: 'metrics', remoteWrite: [remoteWrite] });
  expect(prometheus.config.remote_write).toEqual([written]);
});

describe('the generator of a Tempo with several tenants', () => {
  const generator = (...tenants: Array<string | undefined>) => {
    const [first, ...others] = tenants.map((tenant, index) => ({ url: `${url}?to=${index}`, tenant }));
    if (first === undefined) throw new Error('name a target');
    return tempo({ multiTenancy: true, metricsGenerator: { remoteWrite: [first, ...others] } });
  };

  test('writes in the name of the tenant of the traces', () => {
    expect(storageOf(generator(undefined))).not.toHaveProperty('remote_write_add_org_id_header');
    const { remoteWrite } = new Mimir(Testing.app(), 'mimir', {
      namespace: 'metrics',
      storage: { blocks: storage },
      nginx: false,
    });
    expect(() => tempo({ multiTenancy: true, metricsGenerator: { remoteWrite: [remoteWrite] } })).not.toThrow();
  });

  test('writes in the name of one tenant, if that is named', () =>
    expect(storageOf(generator('ops'))).toMatchObject({
      remote_write: [{ headers: { 'X-Scope-OrgID': 'ops' } }],
      remote_write_add_org_id_header: false,
    }));

  test('fails if one target has a tenant, and another has not', () =>
    expect(sentencesOf(() => generator('ops', undefined))).toEqual([
      expect.stringMatching(/^tempo: metricsGenerator\.remoteWrite: found a tenant for 1 of 2/),
    ]));
});

describe('exemplars', () => {
  const sent = (props: Partial<RemoteWrite>, limit: number): unknown =>
    storageOf(
      tempo({
        metricsGenerator: {
          remoteWrite: [{ ...mimirWith({ max_global_exemplars_per_user: limit }).remoteWrite, ...props }],
        },
      }),
    )?.remote_write?.[0]?.send_exemplars;

  test.each<[string, Partial<RemoteWrite>, number, boolean | undefined]>([
    ['are sent to a Mimir that stores them', {}, 1000, true],
    ['are not sent to one that drops them', {}, 0, undefined],
    ['are not sent where that is said', { send_exemplars: false }, 1000, false],
    ['are sent where that is said', { send_exemplars: true }, 0, true],
  ])('of a generator %s', (_, props, limit, expected) => expect(sent(props, limit)).toBe(expected));

  test.each([
    [['exemplar-storage'] as const, true],
    [[] as const, undefined],
  ])('of Prometheus with the features %j are sent: %s', (features, expected) => {
    const { remoteWrite } = mimirWith({ max_global_exemplars_per_user: 1000 });
    const chart = new Prometheus(Testing.app(), 'prometheus', {
      namespace: 'metrics',
      remoteWrite: [remoteWrite],
      features,
    });
    expect(chart.config.remote_write?.[0]?.send_exemplars).toBe(expected);
    expect(complaintsOf(chart)).toEqual([]);
  });
});

test('fails for a Prometheus that takes no samples', () => {
  const prometheus = new Prometheus(Testing.app(), 'prometheus', { namespace: 'metrics' });
  expect(sentencesOf(() => prometheus.remoteWrite)).toEqual([
    expect.stringMatching(/^prometheus: remoteWriteReceiver: found false/),
  ]);
});

describe('the Secret with the password of a client', () => {
  const findings = (external: readonly ExternalObject[]) => {
    const app = new App();
    new Prometheus(app, 'prometheus', {
      namespace: 'front',
      remoteWrite: [{ url, credentials: { username: 'agent', password: new SecretKey('agents', 'password') } }],
    });
    new EnvironmentChecks(app, 'checks', { severity: { 'policy/*': 'off' }, external });
    const objects = manifestObjects(manifestOf(app));
    return inspect(app, new Cluster(objects, external), locator(objects)).filter(({ id }) => id === 'link/secret');
  };

  test('has to exist in the namespace of the client', () => {
    expect(findings([{ kind: 'Secret', namespace: 'back', name: 'agents' }])).toEqual([
      expect.objectContaining({ sentence: expect.stringContaining('found "agents", but namespace front has no') }),
    ]);
    expect(findings([{ kind: 'Secret', namespace: 'front', name: 'agents' }])).toEqual([]);
  });
});

test("only the generator's pods of a Tempo have the password", () => {
  const credentials = { username: 'agent', password: new SecretKey('agents', 'password') };
  const objects = objectsOf(tempo({ metricsGenerator: { remoteWrite: [{ url, credentials }] } }));
  const mounting = Object.keys(objects)
    .filter((name) => /^(Deployment|StatefulSet)\/tempo-(?!memcached)/.test(name))
    .filter((name) => podOf(objects, name).volumes.some((volume: { name: string }) => volume.name === 'api-secrets'));
  expect(mounting).toEqual(['Deployment/tempo-metrics-generator']);
});
