import type { Construct } from 'constructs';
import type { Labels, System } from '../../values/system';
import { Memcached } from '../memcached/memcached';
import { createPrometheusRule } from '../monitoring/rule-groups';
import { createServiceMonitor } from '../monitoring/service-monitor';
import type { SystemTls } from '../tls/system-tls';
import { createMetaMonitoring, type MetaMonitoringDefinition } from './meta-monitoring';
import type { MicroservicesProps, MonitoredProps } from './props';

/** A part of a system that has metrics. */
export interface MonitoredPart {
  /** Name of the component. */
  readonly name: string;
  /** Labels of its ServiceMonitor, besides those of the component. @default - none */
  readonly labels?: Labels;
  /** Props of this part alone. @default - none */
  readonly props?: MonitoredProps | false | undefined;
}

/** Input of the monitoring of a system. */
export interface MonitoringDefinition {
  readonly system: System;
  /** Roles that run. Memcacheds with an exporter are found by themselves, and nginx has no metrics. */
  readonly roles: readonly MonitoredPart[];
  /** Name of the port at which roles have their metrics. */
  readonly metricsPort: string;
  /** TLS settings for scraping the roles. @default - plain HTTP */
  readonly tls?: SystemTls | undefined;
  /** Whether metrics carry the namespace and the component as `job`, as the charts of Mimir and Tempo have it. */
  readonly namesJobs: boolean;
  /** Value of the label `cluster` of its metrics. @default - none */
  readonly clusterLabel?: string;
  /** Suffix of the name of the PrometheusRule with rules of the user's own, as in the Helm chart. @default - none */
  readonly ruleSuffix?: string;
  /** Rules and dashboards about the system. */
  readonly meta: Pick<MetaMonitoringDefinition, 'title' | 'rules' | 'dashboards'>;
  readonly props: Pick<MicroservicesProps, 'serviceMonitor' | 'prometheusRule' | 'metaMonitoring'>;
}

/** A part, and where its metrics are. */
interface MeasuredPart extends MonitoredPart {
  readonly port: string;
  readonly tls?: SystemTls | undefined;
}

/** Makes the monitoring of a system that the props enable: ServiceMonitors, rules and dashboards. */
export function createMonitoring(scope: Construct, definition: MonitoringDefinition): void {
  const { system, meta, roles, metricsPort, tls, ruleSuffix, props } = definition;
  const { prometheusRule, metaMonitoring } = props;
  const caches = cachesOf(scope);
  for (const part of [...roles.map((role) => ({ ...role, port: metricsPort, tls })), ...caches]) {
    createMonitor(scope, definition, part);
  }
  if (prometheusRule) {
    const name = ruleSuffix === undefined ? system.names.name : system.objectName(ruleSuffix);
    createPrometheusRule(scope, 'prometheus-rule', { ...system.names, name, props: prometheusRule });
  }
  if (metaMonitoring) {
    createMetaMonitoring(scope, { ...meta, system, hasExporter: caches.length > 0, props: metaMonitoring });
  }
}

/** The memcacheds of a chart that have metrics. */
export const cachesOf = (scope: Construct): MeasuredPart[] =>
  scope.node.children.flatMap((child) =>
    child instanceof Memcached && child.metricsPort !== undefined
      ? [{ name: child.component, port: child.metricsPort }]
      : [],
  );

function createMonitor(
  scope: Construct,
  { system, namesJobs, clusterLabel, props }: MonitoringDefinition,
  { name, port, tls, labels: ownLabels, props: own }: MeasuredPart,
): void {
  const monitor = (own ? own.serviceMonitor : undefined) ?? props.serviceMonitor;
  if (!monitor) return;
  const { objectName, labels, selector } = system.component(name);
  createServiceMonitor(scope, `service-monitor-${name}`, {
    name: objectName,
    namespace: system.namespace,
    labels: { ...ownLabels, ...labels },
    selector,
    port,
    tls,
    job: namesJobs ? `${system.namespace}/${name}` : undefined,
    clusterLabel,
    props: { ...props.serviceMonitor, ...monitor },
  });
}
