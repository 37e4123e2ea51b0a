import { headersOf } from '../../lib/constructs/api/http-client';
import type { PrometheusDuration } from '../../lib/model/config/types';
import type { IpFamilies } from '../../lib/values/ip-families';
import { authOf, basicAuthOf, tlsOf } from './clients';
import { OtherComponent } from './config-components';
import type { DefaultCollectorProps } from './default-props';
import { type AnyCollector, type Collector, type ComponentMap, defineCollector } from './define';
import { SCRAPE_JOBS } from './scrape-jobs';

/** Components of the default configuration; `otlp` is exported if there is a Tempo. */
export type DefaultCollector = Collector<
  'otlp' | 'jaeger' | 'zipkin' | 'prometheus',
  'memory_limiter' | 'batch',
  'debug' | 'logging' | 'prometheusremotewrite' | 'otlp',
  'health_check' | 'memory_ballast' | 'basicauth/metrics' | 'basicauth/traces'
>;

export const SCRAPE_INTERVAL: PrometheusDuration = '60s';
export const SCRAPE_TIMEOUT: PrometheusDuration = '30s';

/** Receivers listen at the address of the pod, which host ports lead to, and at no other. */
const listener =
  (ipFamilies: IpFamilies | undefined) =>
  (port: number): { readonly endpoint: string } => ({
    endpoint: ipFamilies === 'IPv6' ? `[\${env:MY_POD_IP}]:${port}` : `\${env:MY_POD_IP}:${port}`,
  });

/** The configuration before the user changes it. */
export function defaultCollector(props: DefaultCollectorProps): DefaultCollector {
  const at = listener(props.ipFamilies);
  return defineCollector({
    receivers: {
      otlp: { protocols: { grpc: at(4317), http: at(4318) } },
      jaeger: { protocols: { grpc: at(14250), thrift_compact: at(6831), thrift_http: at(14268) } },
      zipkin: at(9411),
      prometheus: {
        config: {
          global: {
            scrape_interval: props.scrapeInterval ?? SCRAPE_INTERVAL,
            scrape_timeout: props.scrapeTimeout ?? SCRAPE_TIMEOUT,
          },
          scrape_configs: [...SCRAPE_JOBS, ...(props.extraScrapeJobs ?? [])],
        },
      },
    },
    processors: {
      memory_limiter: { check_interval: '1s', limit_percentage: 75, spike_limit_percentage: 15 },
      batch: { send_batch_size: 10000, timeout: '10s' },
    },
    exporters: {
      debug: {},
      logging: {},
      prometheusremotewrite: {
        endpoint: props.remoteWrite.url,
        ...headersOf(props.remoteWrite),
        ...authOf('metrics', props.remoteWrite),
        tls: tlsOf(props.remoteWrite),
        // Without the node, two collectors would write the same series.
        external_labels: props.externalLabels ?? { label_name: '$KUBE_NODE_NAME' },
      },
      otlp: props.traces && {
        endpoint: props.traces.address,
        ...headersOf(props.traces),
        ...authOf('traces', props.traces),
        tls: tlsOf(props.traces),
      },
    },
    extensions: {
      health_check: {},
      memory_ballast: { size_in_percentage: 40 },
      'basicauth/metrics': basicAuthOf('metrics', props.remoteWrite),
      'basicauth/traces': basicAuthOf('traces', props.traces),
    },
    pipelines: {
      logs: { receivers: ['otlp'], processors: PROCESSORS, exporters: ['debug'] },
      metrics: { receivers: ['prometheus'], processors: PROCESSORS, exporters: ['prometheusremotewrite'] },
      traces: {
        receivers: ['otlp', 'jaeger', 'zipkin'],
        processors: PROCESSORS,
        exporters: ['debug', ...(props.traces ? (['otlp'] as const) : [])],
      },
    },
  });
}

/** Order of processors: the memory limiter must come before batching. */
const PROCESSORS = ['memory_limiter', 'batch'] as const;

/** Port of the collector's own metrics. */
export const METRICS_PORT = 8888;

/** The configuration as the collector reads it. */
export const relayOf = (
  { pipelines, extensions, ...components }: AnyCollector,
  ipFamilies?: IpFamilies,
): Readonly<Record<string, unknown>> => ({
  receivers: settings(components.receivers),
  processors: settings(components.processors),
  exporters: settings(components.exporters),
  extensions: settings(extensions),
  service: {
    extensions: Object.keys(settings(extensions)),
    pipelines: Object.fromEntries(Object.entries(pipelines).filter(([, pipeline]) => pipeline !== undefined)),
    telemetry: { metrics: { address: listener(ipFamilies)(METRICS_PORT).endpoint } },
  },
});

const settings = (components: ComponentMap): Readonly<Record<string, object>> =>
  Object.fromEntries(
    Object.entries(components).flatMap(([name, component]) =>
      component === undefined ? [] : [[name, component instanceof OtherComponent ? component.settings : component]],
    ),
  );
