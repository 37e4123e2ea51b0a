import { ApiObject, Chart, Testing } from 'cdk8s';
import { Loki, LokiSystem } from '../../../../charts/loki';
import { Mimir } from '../../../../charts/mimir';
import { Tempo } from '../../../../charts/tempo';
import { keysOf } from '../../../../lib/constructs/microservice/role-table';
import { ObjectStorage } from '../../../../lib/values/object-storage';
import { sentencesOf } from '../../../sentences';

const storage = ObjectStorage.gcs({ bucket: 'company-data' });
const loki = (props = {}) =>
  new Loki(Testing.app(), 'loki', { namespace: 'logs', storage, schema: [{ from: '2024-01-01' }], ...props });
const mimir = (props = {}) =>
  new Mimir(Testing.app(), 'mimir', { namespace: 'metrics', storage: { blocks: storage }, ...props });
const tempo = (props = {}) => new Tempo(Testing.app(), 'tempo', { namespace: 'traces', storage, ...props });

describe('the construct of a role', () => {
  test('leads to its controller and its Service, in every system', () => {
    const parts = [loki().role('querier'), mimir().role('querier'), tempo().role('querier')];
    expect(parts.map((part) => ApiObject.of(part).name)).toEqual([
      'loki-loki-distributed-querier',
      'mimir-querier',
      'tempo-querier',
    ]);
    for (const part of parts) {
      expect(ApiObject.of(part)).toBe(part.workload.controller);
      expect(part.service.name).toBe(ApiObject.of(part).name);
    }
  });

  test('keeps the id of its controller whatever the kind', () => {
    const paths = (['Deployment', 'StatefulSet'] as const).map((kind) => {
      const controller = ApiObject.of(loki({ ruler: { kind } }).role('ruler'));
      expect(controller.kind).toBe(kind);
      return controller.node.path;
    });
    expect(paths).toEqual(Array(2).fill('loki/ruler/workload/controller'));
  });

  test('fails for a role that is off, and names those that are on', () => {
    expect(sentencesOf(() => loki().role('ruler'))).toEqual([
      'loki: role: found "ruler", which is off, on are compactor, distributor, ingester, querier, query-frontend: switch it on',
    ]);
    expect(sentencesOf(() => loki().zonesOf('ruler'))).toHaveLength(1);
  });

  test('is one of each zone, which has to be named', () => {
    const chart = mimir();
    expect(chart.zonesOf('ingester')).toEqual(['zone-a', 'zone-b', 'zone-c']);
    expect(ApiObject.of(chart.role('ingester', 'zone-b')).name).toBe('mimir-ingester-zone-b');
    expect(sentencesOf(() => chart.role('ingester'))).toEqual([
      'mimir: role: found no zone of ingester, its zones are zone-a, zone-b, zone-c: name one of those',
    ]);
    expect(chart.zonesOf('querier')).toEqual([]);
    expect(sentencesOf(() => chart.role('querier', 'zone-a'))).toEqual([
      'mimir: role: found zone "zone-a" of querier, which has no zones: leave it out',
    ]);
  });
});

test('caches and gateways lead to their controllers and Services', () => {
  const chart = mimir({ chunksCache: {}, nginx: {}, gateway: {} });
  expect(ApiObject.of(chart.cache('chunks-cache')).name).toBe('mimir-chunks-cache');
  expect(chart.cache('chunks-cache').service.name).toBe('mimir-chunks-cache');
  expect(ApiObject.of(chart.gateway('nginx')).name).toBe('mimir-nginx');
  expect(ApiObject.of(chart.gateway()).name).toBe('mimir-gateway');
  expect(chart.gateway().service.name).toBe('mimir-gateway');
});

test('programs beside the roles lead to their objects', () => {
  const chart = mimir({ storage: undefined, minio: { credentials: { secretName: 'minio' } } });
  const parts = ['rollout-operator', 'gossip', 'minio'].map((id) => ApiObject.of(chart.node.findChild(id)));
  expect(parts.map(({ kind, name }) => `${kind}/${name}`)).toEqual([
    'Deployment/mimir-rollout-operator',
    'Service/mimir-gossip-ring',
    'Deployment/mimir-minio',
  ]);
});

test('fails for a gateway that is off', () =>
  expect(sentencesOf(() => tempo().gateway())).toEqual([
    'tempo: gateway: found no "gateway", on are none: switch it on',
  ]));

test('the checks of a system in a chart of its user look at that chart', () => {
  const chart = new Chart(Testing.app(), 'team');
  new LokiSystem(chart, 'loki', {
    namespace: 'logs',
    storage,
    schema: [{ from: '2024-01-01' }],
    ingester: { replicas: 0 },
  });
  expect(() => Testing.synth(chart)).toThrow(/\[team\/loki\/rings\] ingester\.replicas: found 0/);
});

test('keys of a table are listed in its order', () =>
  expect(keysOf({ second: 1, first: 2 })).toEqual(['second', 'first']));
