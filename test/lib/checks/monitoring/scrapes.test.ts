import { ApiObject, App, Chart } from 'cdk8s';
import { Grafana } from '../../../../charts/grafana';
import { Loki } from '../../../../charts/loki';
import { Mimir } from '../../../../charts/mimir';
import { OtelCollector, onOwnNode } from '../../../../charts/otel-collector';
import { Prometheus, selfJob } from '../../../../charts/prometheus';
import { Tempo } from '../../../../charts/tempo';
import { PodMonitor, ServiceMonitor } from '../../../../imports/monitoring.coreos.com';
import { Cluster } from '../../../../lib/checks/cluster';
import type { Finding } from '../../../../lib/checks/finding';
import { linkFindings } from '../../../../lib/checks/links';
import { manifestOf, objectsOf } from '../../../../lib/checks/manifest';
import { monitoringFindings } from '../../../../lib/checks/monitoring';
import { scrapesOf } from '../../../../lib/checks/monitoring/scrapes';
import { podMetricsJob } from '../../../../lib/constructs/collect/pod-metrics';
import type { ScrapeJob } from '../../../../lib/constructs/collect/scrape-job';
import { lokiDashboard, nodeDashboard } from '../../../../lib/constructs/monitoring/dashboards';
import type { RuleGroup } from '../../../../lib/constructs/monitoring/rule-groups';
import { ObjectStorage } from '../../../../lib/values/object-storage';

const storage = ObjectStorage.gcs({ bucket: 'bucket' });

function systems(app: App) {
  const loki = new Loki(app, 'loki', {
    namespace: 'logs',
    storage,
    schema: [{ from: '2024-01-01' }],
    nameOverride: 'logging',
    memcachedChunks: { exporter: {} },
    memcachedFrontend: {},
  });
  const mimir = new Mimir(app, 'mimir', { namespace: 'metrics', storage: { blocks: storage }, chunksCache: {} });
  const tempo = new Tempo(app, 'tempo', { namespace: 'traces', storage, gateway: {}, memcachedExporter: {} });
  return { loki, mimir, tempo };
}

const clusterOf = (app: App): Cluster => new Cluster(objectsOf(manifestOf(app)));
const scrapedIn = (app: App) => {
  const cluster = clusterOf(app);
  return scrapesOf(cluster);
};

/** The three systems, with what scrapes them by these jobs. */
function scrapedBy(...scrapeConfigs: ScrapeJob[]): App {
  const app = new App();
  systems(app);
  new Prometheus(app, 'prometheus', { namespace: 'metrics', scrapeConfigs });
  return app;
}

describe.each<[what: string, app: App]>([
  ['Prometheus', scrapedBy(podMetricsJob())],
  [
    'the OpenTelemetry Collector',
    (() => {
      const app = new App();
      const { mimir } = systems(app);
      const extraScrapeJobs = [podMetricsJob({ relabelConfigs: [onOwnNode()] })];
      new OtelCollector(app, 'otel', { namespace: 'otel', remoteWrite: mimir.remoteWrite, extraScrapeJobs });
      return app;
    })(),
  ],
])('podMetricsJob in %s', (_, app) => {
  const scrapes = scrapedIn(app).filter(({ at }) => at.endsWith('[pods]'));

  test.each(['Loki', 'Mimir', 'Tempo'])('finds every role of %s, whatever the installation is called', (program) => {
    const roles = clusterOf(app)
      .pods.filter(({ spec }) =>
        spec.containers.some(({ image }) => image?.includes(`grafana/${program.toLowerCase()}:`)),
      )
      .map(({ owner }) => owner.identity);
    const found = scrapes.filter((scrape) => scrape.program === program).map(({ pods }) => pods?.owner.identity);
    expect(roles.length).toBeGreaterThan(4);
    expect(found).toEqual(roles);
  });

  test('finds the exporters of caches, each under the name of its cache', () =>
    expect(scrapes.filter(({ program }) => program === 'memcached-exporter').map(({ job }) => job)).toEqual([
      'logs/memcached-chunks',
      'metrics/chunks-cache',
      'traces/memcached',
    ]));

  test('finds neither nginx nor a memcached, whatever their ports are called', () =>
    expect(scrapes.filter(({ container }) => /nginx|memcached:/.test(container?.image ?? ''))).toEqual([]));

  test('names the job by namespace and component', () =>
    expect(scrapes.map(({ job }) => job)).toEqual(
      expect.arrayContaining(['logs/ingester', 'metrics/store-gateway', 'traces/query-frontend']),
    ));
});

const monitoring = (app: App): Finding[] => monitoringFindings(clusterOf(app));

test('no findings if all configured targets are scraped', () =>
  expect(monitoring(scrapedBy(podMetricsJob()))).toEqual([]));

const EVERY_HTTP_PORT: ScrapeJob = {
  job_name: 'pods',
  kubernetes_sd_configs: [{ role: 'pod' }],
  relabel_configs: [{ action: 'keep', source_labels: ['__meta_kubernetes_pod_container_port_name'], regex: 'http' }],
};

test.each([
  ['nginx', 'Deployment/logs/loki-logging-gateway'],
  ['a memcached', 'StatefulSet/logs/loki-logging-memcached-frontend'],
])('a job that scrapes %s is an error', (_, pod) =>
  expect(monitoring(scrapedBy(EVERY_HTTP_PORT))).toContainEqual({
    id: 'link/scrape-target',
    object: 'ConfigMap/metrics/prometheus',
    sentence: expect.stringMatching(
      new RegExp(
        `^scrape_configs\\[pods\\]: found port "http" of .* in ${pod}, .* serves no metrics, .*: remove the port`,
      ),
    ),
  }),
);

test('a static address is followed to the container behind its Service', () =>
  expect(
    monitoring(scrapedBy({ job_name: 'gateway', static_configs: [{ targets: ['loki-logging-gateway.logs:80'] }] })),
  ).toMatchObject([{ id: 'link/scrape-target', sentence: expect.stringContaining('scrape_configs[gateway]') }]));

test('a ServiceMonitor of a gateway is an error', () => {
  const app = scrapedBy(selfJob());
  new ServiceMonitor(new Chart(app, 'extra', { namespace: 'logs' }), 'monitor', {
    metadata: { name: 'gateway' },
    spec: { selector: { matchLabels: { 'app.kubernetes.io/component': 'gateway' } }, endpoints: [{ port: 'http' }] },
  });
  expect(monitoring(app)).toMatchObject([{ id: 'link/scrape-target', object: 'ServiceMonitor/logs/gateway' }]);
});

describe('a PodMonitor', () => {
  const podMonitor = (component: string, port: string): App => {
    const app = scrapedBy(selfJob());
    new PodMonitor(new Chart(app, 'extra', { namespace: 'logs' }), 'monitor', {
      metadata: { name: 'pods' },
      spec: {
        selector: { matchLabels: { 'app.kubernetes.io/component': component } },
        podMetricsEndpoints: [{ port }],
      },
    });
    return app;
  };

  test('is followed to the containers of its pods', () => {
    expect(scrapedIn(podMonitor('ingester', 'http'))).toContainEqual(
      expect.objectContaining({ object: 'PodMonitor/logs/pods', job: 'logs/pods', program: 'Loki' }),
    );
    expect(monitoring(podMonitor('gateway', 'http'))).toMatchObject([{ id: 'link/scrape-target' }]);
  });

  test.each([
    ['gone', 'http', 'link/monitor'],
    ['ingester', 'http-metrics', 'link/monitor-port'],
  ])('of component %s and port %s leads nowhere', (component, port, id) =>
    expect(linkFindings(clusterOf(podMonitor(component, port))).map((finding) => finding.id)).toContain(id),
  );
});

describe('a dashboard', () => {
  const shown = (app: App, make: typeof lokiDashboard | typeof nodeDashboard): App => {
    const metrics = new Prometheus(app, 'shown', {
      namespace: 'metrics',
      release: 'shown',
      scrapeConfigs: [selfJob()],
    });
    const datasource = metrics.datasource();
    new Grafana(app, 'grafana', {
      namespace: 'grafana',
      datasources: [datasource],
      dashboards: { A: [make(datasource)] },
    });
    return app;
  };

  test('of a system that is scraped is sound', () =>
    expect(monitoring(shown(scrapedBy(podMetricsJob()), lokiDashboard))).toEqual([]));

  test('of Loki stays empty if only ports called http-metrics are scraped', () =>
    expect(
      monitoring(
        shown(scrapedBy(podMetricsJob({ ports: [{ port: 'http-metrics', container: '[a-mo-z-]+' }] })), lokiDashboard),
      ),
    ).toContainEqual({
      id: 'link/scrape-program',
      object: 'ConfigMap/grafana/grafana-dashboards-a',
      sentence: expect.stringMatching(
        /^lgtm-loki.json: found metric "loki_.*" of Loki, which no scrape job .* scrapes, so its panels stay empty: scrape it, or remove the dashboard$/,
      ),
    }));

  test('of nodes needs a node-exporter', () =>
    expect(monitoring(shown(scrapedBy(podMetricsJob()), nodeDashboard))).toMatchObject([
      { id: 'link/scrape-program', sentence: expect.stringContaining('of node-exporter') },
    ]));
});

describe('a rule', () => {
  const ruled = (expr: string): App => {
    const app = new App();
    const groups: RuleGroup[] = [{ name: 'a', rules: [{ alert: 'Broken', expr }] }];
    systems(app);
    new Prometheus(app, 'prometheus', {
      namespace: 'metrics',
      scrapeConfigs: [selfJob(), podMetricsJob()],
      rules: groups,
    });
    return app;
  };

  test.each([
    'up{job="prometheus"} == 0',
    'up{job=~".*/ingester|prometheus"} == 0',
    'sum(rate(loki_panic_total{job!=""}[5m])) > 0',
    '{__name__=~"loki_ring_members|cortex_ring_members"} > 0',
  ])('%s is sound', (expr) => expect(monitoring(ruled(expr))).toEqual([]));

  test('for an unknown job never has a result', () =>
    expect(monitoring(ruled('up{job=~"loki.*"} == 0'))).toMatchObject([
      {
        id: 'link/scrape-job',
        sentence: expect.stringMatching(
          /^rules.yml\[Broken\]: found job=~"loki\.\*", .* never has a result; the targets have logs\/compactor, /,
        ),
      },
    ]));

  test('about a program that is not scraped never has a result', () =>
    expect(monitoring(ruled('kube_pod_status_ready == 0'))).toMatchObject([
      { id: 'link/scrape-program', sentence: expect.stringContaining('kube-state-metrics') },
    ]));

  test('for a series that no rule records never has a result', () =>
    expect(monitoring(ruled('job:up:sum > 3'))).toMatchObject([
      {
        id: 'link/recording',
        sentence: expect.stringMatching(/^rules.yml\[Broken\]: found series "job:up:sum", which no recording rule/),
      },
    ]));

  test('of a PrometheusRule is looked at as well', () => {
    const app = scrapedBy(podMetricsJob());
    new ApiObject(new Chart(app, 'extra', { namespace: 'logs' }), 'rule', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'nodes' },
      spec: { groups: [{ name: 'a', rules: [{ alert: 'A', expr: 'node_load1 > 5' }] }] },
    });
    expect(monitoring(app)).toMatchObject([{ id: 'link/scrape-program', object: 'PrometheusRule/logs/nodes' }]);
  });
});
