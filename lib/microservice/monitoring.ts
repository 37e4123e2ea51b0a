import type { Construct } from 'constructs';
import { createPrometheusRule } from '../monitoring/rules';
import { createServiceMonitor } from '../monitoring/service-monitor';
import { NetworkPolicies } from '../network-policies';
import type { Labels, System } from '../system';
import type { SystemTls } from '../tls/system-tls';
import type { MicroservicesProps } from './props';

/** What the monitoring of a system goes by. */
export interface MonitoringDefinition {
  readonly system: System;
  /** Names of ports with metrics. */
  readonly metricsPorts: readonly string[];
  /** Components that take requests from outside, and the name of their port. */
  readonly entrances: readonly string[];
  readonly entrancePort: string;
  /** Components with a ServiceMonitor of their own. @default - one for all */
  readonly components?: ReadonlyArray<{
    readonly name: string;
    readonly labels?: Labels;
    /** How its pods are scraped by TLS. @default - by HTTP */
    readonly tls?: SystemTls | undefined;
  }>;
  readonly props: Pick<MicroservicesProps, 'serviceMonitor' | 'prometheusRule' | 'networkPolicy'>;
}

/** Makes what watches a system and what closes it, as far as it is asked for. */
export function createMonitoring(scope: Construct, definition: MonitoringDefinition): void {
  const { system, metricsPorts, entrances, entrancePort, components, props } = definition;
  const { serviceMonitor, prometheusRule, networkPolicy } = props;
  if (serviceMonitor) {
    if (components === undefined) {
      createServiceMonitor(scope, 'service-monitor', {
        ...system.names,
        selector: system.selector,
        ports: metricsPorts,
        props: serviceMonitor,
      });
    }
    for (const { name, labels: own, tls } of components ?? []) {
      const { objectName, labels, selector } = system.component(name);
      createServiceMonitor(scope, `service-monitor-${name}`, {
        name: objectName,
        namespace: system.namespace,
        labels: { ...own, ...labels },
        selector,
        ports: metricsPorts,
        job: `${system.namespace}/${name}`,
        tls,
        props: serviceMonitor,
      });
    }
  }
  if (prometheusRule) createPrometheusRule(scope, 'prometheus-rule', { ...system.names, props: prometheusRule });
  if (networkPolicy) {
    new NetworkPolicies(scope, 'network-policies', {
      system,
      entrances,
      entrancePort,
      metricsPorts,
      props: networkPolicy,
    });
  }
}
