import { ApiObject, App, Chart } from 'cdk8s';
import { Consul } from '../../../../charts/consul';
import { Grafana } from '../../../../charts/grafana';
import { Loki } from '../../../../charts/loki';
import { Mimir } from '../../../../charts/mimir';
import { Minio } from '../../../../charts/minio';
import { OtelCollector } from '../../../../charts/otel-collector';
import { Promtail } from '../../../../charts/promtail';
import { Tempo } from '../../../../charts/tempo';
import { render } from '../../../../lib/app/synth/render';
import { podMetricsJob } from '../../../../lib/constructs/collect/pod-metrics';
import type { NetworkPolicyProps } from '../../../../lib/constructs/network-policies';
import { Ring } from '../../../../lib/model/ring/ring';
import { ObjectStorage } from '../../../../lib/values/object-storage';
import { SecretKey } from '../../../../lib/values/secret-key';

interface Change {
  readonly loki?: NetworkPolicyProps;
  readonly mimir?: NetworkPolicyProps;
  readonly tempo?: NetworkPolicyProps;
  readonly promtail?: NetworkPolicyProps;
  readonly serviceMonitor?: object;
  readonly scrapes?: boolean;
  /** Further objects. */
  readonly objects?: (chart: Chart) => unknown;
}

const credentials = { accessKeyId: new SecretKey('s3', 'id'), secretAccessKey: new SecretKey('s3', 'key') };

/** Every system in a namespace of its own, with policies, and everybody who connects to them in others. */
function environment({
  loki = {},
  mimir = {},
  tempo = {},
  promtail = {},
  serviceMonitor,
  scrapes = false,
  objects,
}: Change = {}): App {
  const app = new App();
  const minio = new Minio(app, 'minio', { namespace: 'storage' });
  const consul = new Consul(app, 'consul', { namespace: 'discovery' });
  const store = (bucket: string) => ObjectStorage.minio(minio, { bucket, credentials });
  const logs = new Loki(app, 'loki', {
    namespace: 'logs',
    storage: store('logs'),
    schema: [{ from: '2024-01-01' }],
    ring: new Ring({ replicationFactor: 3, store: { type: 'consul', consul: consul.endpoint } }),
    ruler: {},
    memcachedChunks: { exporter: {} },
    config: { ruler: { alertmanager_url: 'http://mimir-alertmanager.metrics.svc:8080/alertmanager' } },
    networkPolicy: loki,
    ...(serviceMonitor && { serviceMonitor }),
  });
  const metrics = new Mimir(app, 'mimir', {
    namespace: 'metrics',
    storage: { blocks: ObjectStorage.s3({ bucket: 'blocks', region: 'eu-central-1' }) },
    // Rules of Loki alert here, past the gateway.
    networkPolicy: { egress: [], metrics: { namespaces: ['logs'] }, ...mimir },
  });
  const traces = new Tempo(app, 'tempo', {
    namespace: 'traces',
    storage: ObjectStorage.gcs({ bucket: 'traces' }),
    metricsGenerator: { remoteWrite: [metrics.remoteWrite] },
    networkPolicy: tempo,
  });
  new Promtail(app, 'promtail', { namespace: 'agents', clients: [logs.push], networkPolicy: promtail });
  new OtelCollector(app, 'otel', {
    namespace: 'agents',
    remoteWrite: metrics.remoteWrite,
    traces: traces.otlpGrpc,
    ...(scrapes && { extraScrapeJobs: [podMetricsJob()] }),
  });
  new Grafana(app, 'grafana', {
    namespace: 'grafana',
    datasources: [logs.datasource(), metrics.datasource(), traces.datasource()],
    networkPolicy: {},
  });
  const extra = new Chart(app, 'extra', { namespace: 'logs' });
  objects?.(extra);
  return app;
}

const findingsOf = (change?: Change): Array<readonly [string, string | undefined, string]> =>
  render(environment(change), '#')
    .findings.filter(({ id }) => id.startsWith('link/network-policy'))
    .map(({ id, object, sentence }) => [id, object, sentence]);
const sentencesOf = (change?: Change): string[] => findingsOf(change).map(([, , sentence]) => sentence);

test('with {} everything that the environment needs is open, over all namespaces', () =>
  expect(findingsOf()).toEqual([]));

test('a client that the policy does not admit is named, with the port and the prop', () => {
  const found = findingsOf({ loki: { ingress: { namespaces: ['agents'] } } });
  expect(found).toEqual([
    [
      'link/network-policy-flow',
      'Deployment/logs/loki-loki-distributed-gateway',
      'ConfigMap/grafana/grafana datasources.yaml: found loki-loki-distributed-gateway.logs:80, which Deployment/grafana/grafana cannot reach: no ingress rule of NetworkPolicy/logs/loki-distributed-ingress, NetworkPolicy/logs/loki-distributed-namespace-only allows port 8080 of Deployment/logs/loki-loki-distributed-gateway: allow the client with networkPolicy.ingress of the chart that serves it, or with your own policy',
    ],
  ]);
});

test('receivers of Tempo that are closed to the collector are found', () =>
  expect(sentencesOf({ tempo: { ingress: { namespaces: ['grafana'] } } })).toEqual([
    expect.stringMatching(/found tempo-distributor.traces:4317, which DaemonSet\/agents\/opentelemetry.* cannot reach/),
  ]));

test('a generator that may not come in at Mimir is found', () =>
  expect(sentencesOf({ mimir: { ingress: { namespaces: ['agents', 'grafana'] } } })).toEqual([
    expect.stringMatching(
      /found mimir-nginx.metrics:80, which Deployment\/traces\/tempo-metrics-generator cannot reach/,
    ),
  ]));

test('a ruler that may not come in at an Alertmanager is found, and no other role is', () =>
  expect(sentencesOf({ mimir: { metrics: [] } })).toEqual([
    expect.stringMatching(
      /found mimir-alertmanager.metrics.svc:8080, which Deployment\/logs\/loki-loki-distributed-ruler cannot reach/,
    ),
  ]));

describe('a policy of the user that closes', () => {
  const policy = (egress: readonly object[], matchLabels: Readonly<Record<string, string>>) => (chart: Chart) =>
    new ApiObject(chart, 'policy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'own', namespace: 'agents' },
      spec: { podSelector: { matchLabels }, policyTypes: ['Egress'], egress },
    });
  const collector = { 'app.kubernetes.io/name': 'opentelemetry-collector' };

  test('flows from a collector are found at the collector', () => {
    const found = findingsOf({ objects: policy([{ ports: [{ port: 53, protocol: 'UDP' }] }], collector) });
    expect(found.map(([id, object]) => [id, object])).toEqual(
      ['metrics', 'traces'].map(() => [
        'link/network-policy-flow',
        'DaemonSet/agents/opentelemetry-opentelemetry-collector-agent',
      ]),
    );
    for (const [, , sentence] of found) {
      expect(sentence).toMatch(
        /no egress rule of NetworkPolicy\/agents\/own allows port (8080|4317) of .*: allow it with/,
      );
    }
  });

  test('the port of the pods is found, though the port of the Service is open', () =>
    expect(
      sentencesOf({
        objects: policy([{ ports: [{ port: 80 }, { port: 4317 }, { port: 53, protocol: 'UDP' }] }], collector),
      }),
    ).toEqual([expect.stringMatching(/allows port 8080 of Deployment\/metrics\/mimir-nginx/)]));

  test('DNS is found', () =>
    expect(findingsOf({ objects: policy([{ ports: [{ port: 8080 }, { port: 4317 }] }], collector) })).toEqual([
      [
        'link/network-policy-dns',
        'DaemonSet/agents/opentelemetry-opentelemetry-collector-agent',
        expect.stringMatching(/cannot resolve DNS names/),
      ],
    ]));
});

test('object storage in networks that are closed is found', () =>
  expect(
    sentencesOf({
      objects: (chart) =>
        new ApiObject(chart, 'policy', {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name: 'own', namespace: 'storage' },
          spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] },
        }),
    }),
  ).toEqual([
    expect.stringMatching(
      /found minio.storage:9000, which .*ingester.* cannot reach: no ingress rule of NetworkPolicy\/storage\/own allows port 9000/,
    ),
  ]));

describe('scraping', () => {
  test('needs the metrics client of the policies, or a ServiceMonitor has no effect', () => {
    const closed = sentencesOf({ serviceMonitor: {} });
    expect(closed).toContainEqual(
      expect.stringMatching(
        /found port 3100 of .*ingester, which the Prometheus that scrapes it cannot reach: .* networkPolicy.metrics/,
      ),
    );
    // The exporter of the cache has a port of its own.
    expect(closed).toContainEqual(expect.stringMatching(/found port 9150 of .*memcached-chunks/));
    expect(sentencesOf({ serviceMonitor: {}, loki: { metrics: { namespaces: ['monitoring'] } } })).toEqual([]);
  });

  test('is found by the jobs of a collector', () => {
    const closed = sentencesOf({ scrapes: true });
    expect(closed).toContainEqual(
      expect.stringMatching(
        /found the targets of job pods, which .*agent cannot reach: .* port 3100 of .*tempo-ingester/,
      ),
    );
    const metrics = { namespaces: ['agents', 'logs'] };
    const all = { loki: { metrics }, mimir: { metrics }, tempo: { metrics }, promtail: { metrics } };
    expect(sentencesOf({ scrapes: true, ...all })).toEqual([]);
  });
});
