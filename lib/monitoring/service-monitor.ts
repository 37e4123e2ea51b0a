import type { Construct } from 'constructs';
import {
  ServiceMonitor,
  type ServiceMonitorSpecEndpoints,
  type ServiceMonitorSpecEndpointsRelabelings,
  ServiceMonitorSpecEndpointsScheme,
  type ServiceMonitorSpecSelectorMatchExpressions,
} from '../../imports/monitoring.coreos.com';
import { noneIfEmpty } from '../none';
import type { Labels } from '../system';

/** How Prometheus' operator has a system scraped. */
export interface ServiceMonitorProps {
  /** Namespace of the ServiceMonitor. @default - that of the installation */
  readonly namespace?: string;
  /** Labels by which an operator finds it, such as `release: prometheus`. @default - none */
  readonly labels?: Labels;
  /** @default - none */
  readonly annotations?: Labels;
  /** Such as `30s`. @default - that of Prometheus */
  readonly interval?: string;
  /** Such as `10s`. @default - that of Prometheus */
  readonly scrapeTimeout?: string;
  /** Further fields of the endpoint, such as `scheme`, `tlsConfig` or `metricRelabelings`. @default - none */
  readonly endpoint?: Omit<ServiceMonitorSpecEndpoints, 'port' | 'path' | 'interval' | 'scrapeTimeout'>;
  /** Labels of Services that become labels of metrics (`spec.targetLabels`). @default - none */
  readonly targetLabels?: readonly string[];
  /** Conditions besides the installation's own labels. @default - none */
  readonly matchExpressions?: readonly ServiceMonitorSpecSelectorMatchExpressions[];
}

export interface ServiceMonitorDefinition {
  readonly name: string;
  /** Namespace of the Services. */
  readonly namespace: string;
  readonly labels: Labels;
  /** Labels of the Services. */
  readonly selector: Labels;
  /** Names of ports to scrape. */
  readonly ports: readonly string[];
  /** What metrics carry as `job`. @default - the name of the Service */
  readonly job?: string;
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
  const { name, namespace, labels, selector, ports, props } = definition;
  new ServiceMonitor(scope, id, {
    metadata: {
      name,
      namespace: props.namespace ?? namespace,
      labels: { ...props.labels, ...labels },
      annotations: props.annotations,
    },
    spec: {
      namespaceSelector: { matchNames: [namespace] },
      selector: {
        matchLabels: { ...selector },
        matchExpressions: [MONITORED, ...(props.matchExpressions ?? [])],
      },
      targetLabels: props.targetLabels && [...props.targetLabels],
      endpoints: ports.map((port) => ({
        port,
        path: '/metrics',
        ...schemeOf(definition),
        interval: props.interval,
        scrapeTimeout: props.scrapeTimeout,
        ...props.endpoint,
        relabelings: noneIfEmpty([...jobRelabeling(definition.job), ...(props.endpoint?.relabelings ?? [])]),
      })),
    },
  });
}

const schemeOf = ({ tls }: ServiceMonitorDefinition): Pick<ServiceMonitorSpecEndpoints, 'scheme' | 'tlsConfig'> =>
  tls === undefined
    ? { scheme: ServiceMonitorSpecEndpointsScheme.HTTP }
    : {
        scheme: ServiceMonitorSpecEndpointsScheme.HTTPS,
        tlsConfig: { ca: { secret: { name: tls.secretName, key: 'ca.crt' } }, serverName: tls.serverName },
      };

const jobRelabeling = (job: string | undefined): ServiceMonitorSpecEndpointsRelabelings[] =>
  job === undefined ? [] : [{ sourceLabels: ['job'], targetLabel: 'job', replacement: job }];
