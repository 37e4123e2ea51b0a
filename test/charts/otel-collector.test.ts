import { Testing } from 'cdk8s';
import { parse } from 'yaml';
import {
  type AnyCollector,
  defineCollector,
  OtelCollector,
  type OtelCollectorProps,
  OtherComponent,
} from '../../charts/otel-collector';
import { Tempo } from '../../charts/tempo';
import { render } from '../../lib/app/synth/render';
import { ObjectStorage } from '../../lib/values/object-storage';
import { allCollectorProps, expectAllCollectorProps } from '../daemon-props';
import { objectAt, objectsOf, podOf } from '../objects';
import { complaintsOf, sentencesOf } from '../sentences';

const remoteWrite = { url: 'http://mimir-nginx.metrics/api/v1/push' };
const required: OtelCollectorProps = { namespace: 'otel', remoteWrite };
const NAME = 'opentelemetry-opentelemetry-collector';
const AGENT = `${NAME}-agent`;
const collector = (props: Partial<OtelCollectorProps> = {}): OtelCollector =>
  new OtelCollector(Testing.app(), 'otel', { ...required, ...props });
const tempo = new Tempo(Testing.app(), 'tempo', {
  namespace: 'traces',
  storage: ObjectStorage.gcs({ bucket: 'traces' }),
});
const relayOf = (chart: OtelCollector, name = AGENT) =>
  parse(objectAt(objectsOf(chart), `ConfigMap/${name}`)['data'].relay, { version: '1.1' });
const portsOf = (chart: OtelCollector): Array<{ name: string; containerPort: number; hostPort?: number }> =>
  podOf(objectsOf(chart), `DaemonSet/${AGENT}`).containers[0].ports;

const all: Required<OtelCollectorProps> = {
  ...allCollectorProps,
  remoteWrite,
  traces: tempo.otlpGrpc,
  externalLabels: { cluster: 'a' },
  scrapeInterval: '30s',
  scrapeTimeout: '10s',
  extraScrapeJobs: [{ job_name: 'other', static_configs: [{ targets: ['other:80'] }] }],
  hostPorts: false,
  config: (base) =>
    defineCollector({
      ...base,
      processors: { ...base.processors, attributes: new OtherComponent({ actions: [] }) },
      exporters: { ...base.exporters, 'otlp/second': { endpoint: 'second:4317' } },
      pipelines: {
        ...base.pipelines,
        'traces/second': { receivers: ['otlp'], processors: ['attributes', 'batch'], exporters: ['otlp/second'] },
      },
    }),
};

describe('by default', () => {
  const chart = collector();
  const objects = objectsOf(chart);
  const relay = relayOf(chart);
  const pod = podOf(objects, `DaemonSet/${AGENT}`);

  test('runs on every node, with its configuration in a ConfigMap', () => {
    expect(objects).toMatchSnapshot();
    expect(complaintsOf(chart)).toEqual([]);
    expect(pod.containers[0].image).toBe('otel/opentelemetry-collector-contrib:0.88.0');
  });

  test('writes its samples to the configured URL, with the name of the node', () => {
    expect(relay.exporters.prometheusremotewrite).toEqual({
      endpoint: remoteWrite.url,
      tls: { insecure: true },
      external_labels: { label_name: '$KUBE_NODE_NAME' },
    });
    expect(relay.service.pipelines.metrics).toEqual({
      receivers: ['prometheus'],
      processors: ['memory_limiter', 'batch'],
      exporters: ['prometheusremotewrite'],
    });
  });

  test('every job keeps only targets on the node of the collector', () => {
    const jobs: Array<{ relabel_configs: Array<{ action: string; regex: unknown }> }> =
      relay.receivers.prometheus.config.scrape_configs;
    expect(jobs).toHaveLength(4);
    for (const { relabel_configs } of jobs)
      expect(relabel_configs.at(-1)).toMatchObject({ action: 'keep', regex: '$KUBE_NODE_NAME' });
    expect(pod.containers[0].env.map(({ name }: { name: string }) => name)).toEqual(['MY_POD_IP', 'KUBE_NODE_NAME']);
  });

  test('has a port on the node for each receiver that listens', () =>
    expect(portsOf(chart).map(({ name, containerPort, hostPort }) => [name, containerPort, hostPort])).toEqual([
      ['jaeger-compact', 6831, 6831],
      ['jaeger-grpc', 14250, 14250],
      ['jaeger-thrift', 14268, 14268],
      ['otlp', 4317, 4317],
      ['otlp-http', 4318, 4318],
      ['zipkin', 9411, 9411],
    ]));

  test('pods are held to "restricted", but for their ports', () =>
    expect(pod).toMatchObject({
      hostNetwork: false,
      securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{ securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } } }],
    }));

  test('may scrape kubelets by way of the API server', () =>
    expect(objectAt(objects, `ClusterRole/${NAME}`)['rules']).toContainEqual(
      expect.objectContaining({ resources: expect.arrayContaining(['nodes/proxy', 'endpoints']) }),
    ));
});

describe('all props', () => {
  const chart = collector(all);
  const objects = objectsOf(chart);

  test('of every program on a node', () => expectAllCollectorProps(objects, 'node-agent-agent'));

  test('of the collector', () => {
    const relay = relayOf(chart, 'node-agent-agent');
    expect(complaintsOf(chart)).toEqual([]);
    expect(relay.exporters).toMatchObject({
      prometheusremotewrite: { external_labels: { cluster: 'a' } },
      otlp: { endpoint: 'tempo-distributor.traces:4317', tls: { insecure: true } },
      'otlp/second': { endpoint: 'second:4317' },
    });
    const { global, scrape_configs } = relay.receivers.prometheus.config;
    expect(global).toEqual({ scrape_interval: '30s', scrape_timeout: '10s' });
    expect(scrape_configs.at(-1)).toEqual(all.extraScrapeJobs[0]);
    expect(relay.processors.attributes).toEqual({ actions: [] });
    expect(relay.service.pipelines['traces/second'].exporters).toEqual(['otlp/second']);
    const { ports } = podOf(objects, 'DaemonSet/node-agent-agent').containers[0];
    expect(ports.filter(({ hostPort }: { hostPort?: number }) => hostPort !== undefined)).toEqual([]);
  });
});

describe('traces', () => {
  test('are sent to Tempo as soon as there is one', () => {
    const { exporters, service } = relayOf(collector({ traces: tempo.otlpGrpc }));
    expect(service.pipelines.traces.exporters).toEqual(['debug', 'otlp']);
    expect(exporters.otlp.endpoint).toBe('tempo-distributor.traces:4317');
  });

  test('have no exporter before', () => expect(relayOf(collector()).exporters).not.toHaveProperty('otlp'));
});

test('a receiver that is taken away takes its ports along', () => {
  const chart = collector({
    config: ({ receivers: { jaeger, zipkin, ...receivers }, ...base }) =>
      defineCollector({
        ...base,
        receivers,
        pipelines: {
          metrics: { receivers: ['prometheus'], exporters: ['prometheusremotewrite'] },
        },
      }),
  });
  expect(complaintsOf(chart)).toEqual([]);
  expect(portsOf(chart).map(({ name }) => name)).toEqual(['otlp', 'otlp-http']);
});

describe('fails if', () => {
  const changed =
    (change: object): OtelCollectorProps['config'] =>
    (base): AnyCollector => ({ ...base, ...change });
  const pipeline = { receivers: ['otlp'], exporters: ['debug'] };

  test.each<[string, object, string]>([
    [
      'a pipeline names a receiver that is not configured',
      { pipelines: { traces: { ...pipeline, receivers: ['oltp'] } } },
      'config.pipelines.traces.receivers[0]: found "oltp" (did you mean "otlp"?), allowed are the configured ones, jaeger, otlp, prometheus, zipkin: configure it, or use one of those',
    ],
    [
      'a pipeline names a processor that is not configured',
      { pipelines: { traces: { ...pipeline, processors: ['attributes'] } } },
      'config.pipelines.traces.processors[0]: found "attributes", allowed are the configured ones, batch, memory_limiter: configure it, or use one of those',
    ],
    [
      'a pipeline sends traces to a Tempo that is not there',
      { pipelines: { traces: { ...pipeline, exporters: ['otlp'] } } },
      'config.pipelines.traces.exporters[0]: found "otlp", allowed are the configured ones, debug, logging, prometheusremotewrite: configure it, or use one of those',
    ],
    [
      'a pipeline has no exporter',
      { pipelines: { traces: { ...pipeline, exporters: [] } } },
      'config.pipelines.traces.exporters: found none, allowed is at least one of debug, logging, prometheusremotewrite: add one',
    ],
    [
      'a pipeline carries what its exporter does not take',
      { pipelines: { logs: { ...pipeline, exporters: ['prometheusremotewrite'] } } },
      'config.pipelines.logs.exporters[0]: found "prometheusremotewrite", which does not support logs, only metrics: move it',
    ],
    [
      'a pipeline is of no signal',
      { pipelines: { spans: pipeline } },
      'config.pipelines: found "spans", allowed are traces, metrics and logs, optionally with "/" and a name: rename it',
    ],
    [
      'there is no pipeline',
      { pipelines: {} },
      'config.pipelines: found none, the collector requires at least one: add one',
    ],
    [
      'a component has no type',
      { exporters: { '/a': {}, debug: {} }, pipelines: { traces: pipeline } },
      'config.exporters: found "/a", allowed is a type, optionally with "/" and a name, such as "otlp/second": rename it',
    ],
    [
      'an exporter names a user that is not configured',
      {
        exporters: { otlphttp: { endpoint: 'http://tempo:4318', auth: { authenticator: 'basicauth/a' } } },
        pipelines: { traces: { ...pipeline, exporters: ['otlphttp'] } },
      },
      'config.exporters.otlphttp.auth.authenticator: found "basicauth/a", allowed are the configured extensions, health_check, memory_ballast: configure it',
    ],
    [
      'nothing answers the probes',
      { extensions: {} },
      'config.extensions: found no health_check, which the probes of the pod require: add it, or set livenessProbe and readinessProbe',
    ],
  ])('%s', (_, change, sentence) => expect(complaintsOf(collector({ config: changed(change) }))).toEqual([sentence]));

  test.each<[string, Partial<OtelCollectorProps>, string]>([
    [
      'a target may take longer than there is time',
      { scrapeInterval: '15s' },
      'scrapeTimeout: found "30s", allowed is at most scrapeInterval, "15s": lower it',
    ],
    [
      'two jobs have one name',
      { extraScrapeJobs: ['a', 'a', 'kubernetes-pods'].map((job_name) => ({ job_name, static_configs: [] })) },
      'extraScrapeJobs[1].job_name: found "a" twice, allowed is once: rename one\nextraScrapeJobs[2].job_name: found "kubernetes-pods" twice, allowed is once: rename one',
    ],
  ])('%s', (_, props, sentences) => expect(complaintsOf(collector(props)).join('\n')).toBe(sentences));

  test('metrics are written to no address', () =>
    expect(sentencesOf(() => collector({ remoteWrite: { url: 'http://mimir-nginx' } }))).toEqual([
      'otel: remoteWrite.url: found "http://mimir-nginx" without a path, allowed is a URL with a path such as "/api/v1/push": add the path',
    ]));

  test('the environment is made with a name that is not configured', () => {
    const app = Testing.app();
    new OtelCollector(app, 'otel', {
      ...required,
      config: changed({ pipelines: { traces: { ...pipeline, exporters: ['a'] } } }),
    });
    expect(render(app, '#').findings.filter(({ id }) => id === 'construct/validation')).toMatchObject([
      { at: 'otel', sentence: expect.stringMatching(/^config\.pipelines\.traces\.exporters\[0\]: found "a"/) },
    ]);
  });
});
