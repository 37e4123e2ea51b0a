import { App } from 'cdk8s';
import { Alloy } from '../../../../charts/alloy';
import { Grafana } from '../../../../charts/grafana';
import { Loki } from '../../../../charts/loki';
import { Mimir, type MimirProps } from '../../../../charts/mimir';
import { OtelCollector } from '../../../../charts/otel-collector';
import { Prometheus, type PrometheusProps } from '../../../../charts/prometheus';
import { Promtail, type PromtailProps } from '../../../../charts/promtail';
import { Tempo, type TempoDatasourceProps } from '../../../../charts/tempo';
import { Cluster } from '../../../../lib/checks/cluster';
import type { Finding } from '../../../../lib/checks/finding';
import { manifestOf, objectsOf } from '../../../../lib/checks/manifest';
import { monitoringFindings } from '../../../../lib/checks/monitoring';
import type { Datasource } from '../../../../lib/constructs/datasource';
import { ObjectStorage } from '../../../../lib/values/object-storage';

const storage = ObjectStorage.gcs({ bucket: 'bucket' });
const EXEMPLARS = { limits: { max_global_exemplars_per_user: 100000 } };

interface Systems {
  readonly loki: Loki;
  readonly mimir: Mimir;
  readonly tempo: Tempo;
}

interface Settings {
  readonly mimir?: Pick<MimirProps, 'runtimeConfig'> & { readonly config?: typeof EXEMPLARS };
  readonly generator?: boolean;
}

function systems(app: App, { mimir: own = { config: EXEMPLARS }, generator = true }: Settings = {}): Systems {
  const loki = new Loki(app, 'loki', { namespace: 'logs', storage, schema: [{ from: '2024-01-01' }] });
  const mimir = new Mimir(app, 'mimir', { namespace: 'metrics', storage: { blocks: storage }, ...own });
  const tempo = new Tempo(app, 'tempo', {
    namespace: 'traces',
    storage,
    ...(generator && { metricsGenerator: { remoteWrite: [mimir.remoteWrite] } }),
  });
  return { loki, mimir, tempo };
}

const grafana = (app: App, ...datasources: Datasource[]) =>
  new Grafana(app, 'grafana', { namespace: 'grafana', datasources });
const links = (app: App): Finding[] =>
  monitoringFindings(new Cluster(objectsOf(manifestOf(app)))).filter(({ id }) => !id.startsWith('link/scrape'));

describe('a link between data sources', () => {
  test('leads to one that Grafana is given', () => {
    const app = new App();
    const { loki, mimir, tempo } = systems(app);
    const logs = loki.datasource({ traces: tempo.datasource() });
    const metrics = mimir.datasource({ traces: tempo.datasource() });
    grafana(app, logs, metrics, tempo.datasource({ logs, metrics }));
    expect(links(app)).toEqual([]);
  });

  test('is an error if that one is missing', () => {
    const app = new App();
    const { loki, tempo } = systems(app);
    grafana(app, tempo.datasource({ logs: loki.datasource({ uid: 'logs' }) }), loki.datasource({ uid: 'loki' }));
    expect(links(app)).toMatchObject([
      {
        id: 'link/datasource',
        object: 'ConfigMap/grafana/grafana',
        sentence: expect.stringMatching(
          /^datasources.yaml\[Tempo\].jsonData.tracesToLogsV2.datasourceUid: found "logs", which is not the uid .*, allowed are loki, tempo: add/,
        ),
      },
    ]);
  });
});

describe('logs of a span', () => {
  const traced = (agent: (app: App, url: string) => unknown, tags?: TempoDatasourceProps['logTags']): Finding[] => {
    const app = new App();
    const { loki, tempo } = systems(app);
    agent(app, loki.push.url);
    const logs = loki.datasource();
    grafana(app, logs, tempo.datasource({ logs, ...(tags && { logTags: tags }) }));
    return links(app);
  };
  const promtail =
    (props: Partial<PromtailProps> = {}) =>
    (app: App, url: string) =>
      new Promtail(app, 'promtail', { namespace: 'logs', clients: [{ url }], ...props });
  const alloy = (app: App, url: string) => new Alloy(app, 'alloy', { namespace: 'logs', clients: [{ url }] });

  test.each([
    ['Promtail', promtail()],
    ['Alloy', alloy],
  ])('are found by labels that %s writes', (_, agent) => expect(traced(agent)).toEqual([]));

  test.each([
    ['Promtail', promtail()],
    ['Alloy', alloy],
  ])('are not found by a label that %s does not write', (_, agent) =>
    expect(traced(agent, [{ key: 'service.name', value: 'service_name' }])).toMatchObject([
      {
        id: 'link/trace-logs',
        sentence: expect.stringMatching(
          /found label "service_name", which no Promtail and no Alloy adds to streams, .* map to one of .*app, /,
        ),
      },
    ]),
  );

  test('are found by a label that a stage of the pipeline writes', () =>
    expect(
      traced(promtail({ pipelineStages: [{ cri: {} }, { labels: { service_name: null } }] }), [
        { key: 'service.name', value: 'service_name' },
      ]),
    ).toEqual([]));

  test('are not judged where no agent runs', () =>
    expect(traced(() => undefined, [{ key: 'service.name', value: 'service_name' }])).toEqual([]));
});

describe('an exemplar link of Mimir', () => {
  const linked = (settings: Settings, more: (app: App, made: Systems) => unknown = () => undefined): Finding[] => {
    const app = new App();
    const made = systems(app, settings);
    more(app, made);
    const traces = made.tempo.datasource();
    grafana(app, traces, made.mimir.datasource({ traces }));
    return links(app);
  };

  test('needs a limit above 0', () =>
    expect(linked({ mimir: {} })).toMatchObject([
      {
        id: 'link/exemplars',
        sentence: expect.stringMatching(
          /^datasources.yaml\[Mimir\].*limits.max_global_exemplars_per_user is 0: raise it/,
        ),
      },
    ]));

  test('is served by the limit of a tenant', () =>
    expect(linked({ mimir: { runtimeConfig: { overrides: { a: EXEMPLARS.limits } } } })).toEqual([]));

  test("needs an exemplar source, such as Tempo's metrics generator", () => {
    expect(linked({ generator: true })).toEqual([]);
    expect(linked({ generator: false })).toMatchObject([
      { id: 'link/exemplars', sentence: expect.stringContaining('nothing sends exemplars to Mimir') },
    ]);
  });

  test('is served by the OpenTelemetry Collector, which sends those that it scrapes', () =>
    expect(
      linked(
        { generator: false },
        (app, { mimir }) => new OtelCollector(app, 'otel', { namespace: 'otel', remoteWrite: mimir.remoteWrite }),
      ),
    ).toEqual([]));

  test.each([
    [true, 0],
    [false, 1],
  ])('with send_exemplars: %s of Prometheus has %d findings', (send_exemplars, findings) =>
    expect(
      linked(
        { generator: false },
        (app, { mimir }) =>
          new Prometheus(app, 'prometheus', {
            namespace: 'metrics',
            features: ['exemplar-storage'],
            remoteWrite: [{ ...mimir.remoteWrite, send_exemplars }],
          }),
      ),
    ).toHaveLength(findings),
  );
});

test.each<[features: PrometheusProps['features'], findings: object[]]>([
  [['exemplar-storage'], []],
  [[], [{ id: 'link/exemplars', sentence: expect.stringContaining('add it to `features`') }]],
])('an exemplar link of Prometheus with the features %j has %j', (features = [], findings) => {
  const app = new App();
  const { tempo } = systems(app);
  const traces = tempo.datasource();
  const prometheus = new Prometheus(app, 'prometheus', { namespace: 'own', features });
  grafana(app, traces, prometheus.datasource({ traces }));
  expect(links(app)).toMatchObject(findings);
});
