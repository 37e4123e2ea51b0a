import type { Construct } from 'constructs';
import { createPrometheusRule } from '../monitoring/rules';
import { createServiceMonitor } from '../monitoring/service-monitor';
import type { Labels, System } from '../system';
import type { MicroservicesProps } from './props';

/** What the monitoring of a system goes by. */
export interface MonitoringDefinition {
  readonly system: System;
  /** Names of ports with metrics. */
  readonly metricsPorts: readonly string[];
  /** Components with a ServiceMonitor of their own. @default - one for all */
  readonly components?: ReadonlyArray<{ readonly name: string; readonly labels?: Labels }>;
  readonly props: Pick<MicroservicesProps, 'serviceMonitor' | 'prometheusRule'>;
}

/** Makes what watches a system, as far as it is asked for. */
export function createMonitoring(scope: Construct, definition: MonitoringDefinition): void {
  const { system, metricsPorts, components, props } = definition;
  const { serviceMonitor, prometheusRule } = props;
  if (serviceMonitor) {
    if (components === undefined) {
      createServiceMonitor(scope, 'service-monitor', {
        ...system.names,
        selector: system.selector,
        ports: metricsPorts,
        props: serviceMonitor,
      });
    }
    for (const { name, labels: own } of components ?? []) {
      const { objectName, labels, selector } = system.component(name);
      createServiceMonitor(scope, `service-monitor-${name}`, {
        name: objectName,
        namespace: system.namespace,
        labels: { ...own, ...labels },
        selector,
        ports: metricsPorts,
        job: `${system.namespace}/${name}`,
        props: serviceMonitor,
      });
    }
  }
  if (prometheusRule) createPrometheusRule(scope, 'prometheus-rule', { ...system.names, props: prometheusRule });
}
