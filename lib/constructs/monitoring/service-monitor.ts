import type { Construct } from 'constructs';
import {
  ServiceMonitor,
  type ServiceMonitorSpecEndpoints,
  type ServiceMonitorSpecEndpointsMetricRelabelings,
  type ServiceMonitorSpecEndpointsRelabelings,
  ServiceMonitorSpecEndpointsScheme,
  type ServiceMonitorSpecEndpointsTlsConfig,
  type ServiceMonitorSpecNamespaceSelector,
  type ServiceMonitorSpecSelectorMatchExpressions,
} from '../../../imports/monitoring.coreos.com';
import { noneIfEmpty } from '../../values/optional';
import type { Labels } from '../../values/system';

/** ServiceMonitors of a system, for the Prometheus operator. */
export interface ServiceMonitorProps {
  /** Namespace of the ServiceMonitor. @default - that of the installation */
  readonly namespace?: string;
  /** Labels that the operator selects, such as `release: prometheus`. @default - none */
  readonly labels?: Labels;
  /** @default - none */
  readonly annotations?: Labels;
  /** Such as `30s` (`endpoints[].interval`). @default - that of Prometheus */
  readonly interval?: string;
  /** Such as `10s`; at most the interval (`endpoints[].scrapeTimeout`). @default - that of Prometheus */
  readonly scrapeTimeout?: string;
  /** `endpoints[].scheme`. @default "http" */
  readonly scheme?: keyof typeof SCHEMES;
  /** Certificates and names for `https` (`endpoints[].tlsConfig`). @default - none */
  readonly tlsConfig?: ServiceMonitorSpecEndpointsTlsConfig;
  /**
   * Label `cluster` of all metrics, which distinguishes installations with the same name (Mimir's
   * `metaMonitoring.serviceMonitor.clusterLabel`). @default - Mimir: the name of the release; the others: no label
   */
  readonly clusterLabel?: string;
  /** Rules for the labels of targets, after those for `job` and `cluster` (`endpoints[].relabelings`). @default - none */
  readonly relabelings?: readonly ServiceMonitorSpecEndpointsRelabelings[];
  /** Rules for the labels of metrics (`endpoints[].metricRelabelings`). @default - none */
  readonly metricRelabelings?: readonly ServiceMonitorSpecEndpointsMetricRelabelings[];
  /** Additional fields of the endpoint, such as `basicAuth` or `honorLabels`. @default - none */
  readonly endpoint?: Omit<ServiceMonitorSpecEndpoints, EndpointProp>;
  /** Labels of Services that become labels of metrics (`spec.targetLabels`). @default - none */
  readonly targetLabels?: readonly string[];
  /** Conditions besides the installation's own labels (`spec.selector.matchExpressions`). @default - none */
  readonly matchExpressions?: readonly ServiceMonitorSpecSelectorMatchExpressions[];
  /** Namespaces of the Services (`spec.namespaceSelector`). @default - that of the installation */
  readonly namespaceSelector?: ServiceMonitorSpecNamespaceSelector;
}

/** Fields of an endpoint that the chart decides, or that are props of their own. */
type EndpointProp =
  | 'port'
  | 'targetPort'
  | 'path'
  | 'interval'
  | 'scrapeTimeout'
  | 'scheme'
  | 'tlsConfig'
  | 'relabelings'
  | 'metricRelabelings';

const SCHEMES = {
  http: ServiceMonitorSpecEndpointsScheme.HTTP,
  https: ServiceMonitorSpecEndpointsScheme.HTTPS,
} as const;

export interface ServiceMonitorDefinition {
  readonly name: string;
  /** Namespace of the Services. */
  readonly namespace: string;
  readonly labels: Labels;
  /** Labels of the Services. */
  readonly selector: Labels;
  /** Name of the port to scrape. */
  readonly port: string;
  /** Label `job` of the metrics. @default - the name of the Service */
  readonly job?: string | undefined;
  /** Default of the label `cluster` of the metrics. @default - none */
  readonly clusterLabel?: string | undefined;
  /** Secret with the authority of pods that are scraped by TLS, and the name in their certificates. @default - by HTTP */
  readonly tls?: { readonly secretName: string; readonly serverName: string } | undefined;
  readonly props: ServiceMonitorProps;
}

/** On the Service that repeats the pods of another one, which would be scraped twice. */
export const NOT_MONITORED: Labels = { 'prometheus.io/service-monitor': 'false' };

const MONITORED: ServiceMonitorSpecSelectorMatchExpressions = {
  key: 'prometheus.io/service-monitor',
  operator: 'NotIn',
  values: ['false'],
};

/** Has the Services with these labels scraped, each pod once. */
export function createServiceMonitor(scope: Construct, id: string, definition: ServiceMonitorDefinition): void {
  const { name, namespace, labels, selector, port, props } = definition;
  new ServiceMonitor(scope, id, {
    metadata: {
      name,
      namespace: props.namespace ?? namespace,
      labels: { ...props.labels, ...labels },
      annotations: props.annotations,
    },
    spec: {
      namespaceSelector: props.namespaceSelector ?? { matchNames: [namespace] },
      selector: {
        matchLabels: { ...selector },
        matchExpressions: [MONITORED, ...(props.matchExpressions ?? [])],
      },
      targetLabels: props.targetLabels && [...props.targetLabels],
      endpoints: [
        {
          ...props.endpoint,
          port,
          path: '/metrics',
          ...schemeOf(definition),
          interval: props.interval,
          scrapeTimeout: props.scrapeTimeout,
          relabelings: noneIfEmpty(relabelingsOf(definition)),
          metricRelabelings: props.metricRelabelings && [...props.metricRelabelings],
        },
      ],
    },
  });
}

function schemeOf({ tls, props }: ServiceMonitorDefinition): Pick<ServiceMonitorSpecEndpoints, 'scheme' | 'tlsConfig'> {
  const verified = tls && {
    ca: { secret: { name: tls.secretName, key: 'ca.crt' } },
    serverName: tls.serverName,
  };
  return {
    scheme: SCHEMES[props.scheme ?? (tls ? 'https' : 'http')],
    tlsConfig: props.tlsConfig ?? verified,
  };
}

function relabelingsOf({
  job,
  props,
  clusterLabel,
}: ServiceMonitorDefinition): ServiceMonitorSpecEndpointsRelabelings[] {
  const cluster = props.clusterLabel ?? clusterLabel;
  return [
    ...(job === undefined ? [] : [{ sourceLabels: ['job'], targetLabel: 'job', replacement: job }]),
    ...(cluster === undefined ? [] : [{ targetLabel: 'cluster', replacement: cluster }]),
    ...(props.relabelings ?? []),
  ];
}
