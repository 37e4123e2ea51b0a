import type { Chart } from 'cdk8s';
import { App } from 'cdk8s';
import { Loki, type LokiProps } from '../../../../charts/loki';
import { Mimir } from '../../../../charts/mimir';
import { Tempo } from '../../../../charts/tempo';
import { Cluster } from '../../../../lib/checks/cluster';
import { environmentFindings } from '../../../../lib/checks/environment';
import { manifestOf, objectsOf } from '../../../../lib/checks/manifest';
import type { MonitoredProps } from '../../../../lib/constructs/microservice/props';
import { ObjectStorage } from '../../../../lib/values/object-storage';
import { objectsOf as byName, type KubernetesObject, objectAt } from '../../../objects';

interface Settings extends MonitoredProps {
  readonly ingester?: MonitoredProps;
}

const loki = (app: App, { serviceMonitor, ingester = {} }: Settings, props: Partial<LokiProps> = {}): Loki =>
  new Loki(app, 'loki', {
    namespace: 'logs',
    storage: ObjectStorage.gcs({ bucket: 'logs' }),
    schema: [{ from: '2024-01-01' }],
    memcachedChunks: { exporter: {} },
    memcachedFrontend: {},
    ...(serviceMonitor && { serviceMonitor }),
    ingester,
    ...props,
  });

const SYSTEMS: Readonly<Record<string, (app: App, settings: Settings) => Chart>> = {
  loki,
  mimir: (app, { serviceMonitor, ingester = {} }) =>
    new Mimir(app, 'mimir', {
      namespace: 'metrics',
      release: 'prod',
      storage: { blocks: ObjectStorage.gcs({ bucket: 'metrics' }) },
      chunksCache: {},
      resultsCache: { exporter: false },
      ...(serviceMonitor && { serviceMonitor }),
      ingester,
    }),
  tempo: (app, { serviceMonitor, ingester = {} }) =>
    new Tempo(app, 'tempo', {
      namespace: 'traces',
      storage: ObjectStorage.gcs({ bucket: 'traces' }),
      gateway: {},
      memcachedExporter: {},
      ...(serviceMonitor && { serviceMonitor }),
      ingester,
    }),
};

const monitorsOf = (objects: Readonly<Record<string, KubernetesObject>>): string[] =>
  Object.values(objects)
    .filter(({ kind }) => kind === 'ServiceMonitor')
    .map(({ metadata }) => metadata.name);

describe.each(Object.entries(SYSTEMS))('%s', (_, make) => {
  test('serviceMonitor: {} on a default installation is without findings', () => {
    const app = new App();
    make(app, { serviceMonitor: {} });
    const findings = environmentFindings(app, new Cluster(objectsOf(manifestOf(app))));
    expect(findings.filter(({ id }) => /monitor|scrape/.test(id))).toEqual([]);
  });

  test('has one ServiceMonitor a role, none for a gateway, and none for a cache without an exporter', () => {
    const names = monitorsOf(byName(make(new App(), { serviceMonitor: {} })));
    expect(names).toEqual(expect.arrayContaining([expect.stringMatching(/-distributor$/)]));
    expect(names).toEqual(
      expect.arrayContaining([expect.stringMatching(/-(memcached-chunks|chunks-cache|memcached)$/)]),
    );
    expect(names.filter((name) => /gateway$|nginx|frontend-cache|memcached-frontend|results-cache/.test(name))).toEqual(
      names.filter((name) => /store-gateway$/.test(name)),
    );
  });

  test('makes none by default', () => expect(monitorsOf(byName(make(new App(), {})))).toEqual([]));

  test('makes only that of one role', () => {
    const objects = byName(make(new App(), { ingester: { serviceMonitor: { interval: '15s' } } }));
    expect(monitorsOf(objects)).toEqual([expect.stringMatching(/-ingester$/)]);
  });

  test('a role can override the settings of the others, or have none', () => {
    const settings = { serviceMonitor: { interval: '30s', scrapeTimeout: '10s' } };
    const faster = byName(make(new App(), { ...settings, ingester: { serviceMonitor: { interval: '15s' } } }));
    const [ingester = ''] = monitorsOf(faster).filter((name) => name.endsWith('-ingester'));
    expect(objectAt(faster, `ServiceMonitor/${ingester}`)['spec'].endpoints[0]).toMatchObject({
      interval: '15s',
      scrapeTimeout: '10s',
    });
    const without = byName(make(new App(), { ...settings, ingester: { serviceMonitor: false } }));
    expect(monitorsOf(without)).toEqual(monitorsOf(faster).filter((name) => name !== ingester));
  });
});

test('Loki labels each as the chart does, and keeps the job that Prometheus gives', () => {
  const { metadata, spec } = objectAt(
    byName(loki(new App(), { serviceMonitor: {} })),
    'ServiceMonitor/loki-loki-distributed-ingester',
  );
  expect(metadata['labels']).toEqual({
    'app.kubernetes.io/name': 'loki-distributed',
    'app.kubernetes.io/instance': 'loki',
    'app.kubernetes.io/version': expect.any(String),
    'app.kubernetes.io/component': 'ingester',
  });
  expect(spec.endpoints).toEqual([{ port: 'http', path: '/metrics', scheme: 'http' }]);
});

test('Mimir names job and cluster as the chart does, by the release', () => {
  const make = SYSTEMS['mimir'];
  const objects = make ? byName(make(new App(), { serviceMonitor: {} })) : {};
  const { metadata, spec } = objectAt(objects, 'ServiceMonitor/prod-mimir-ingester');
  expect(metadata['labels']).toMatchObject({ 'app.kubernetes.io/part-of': 'memberlist' });
  expect(objectAt(objects, 'ServiceMonitor/prod-mimir-query-frontend').metadata['labels']).not.toHaveProperty([
    'app.kubernetes.io/part-of',
  ]);
  expect(spec.endpoints[0].relabelings).toEqual([
    { sourceLabels: ['job'], targetLabel: 'job', replacement: 'metrics/ingester' },
    { targetLabel: 'cluster', replacement: 'prod' },
  ]);
});
