import type { Construct } from 'constructs';
import { KubeConfigMap } from '../../values/k8s';
import type { Labels, System } from '../../values/system';
import type { SystemRulesProps } from '../monitoring/alerts/alert';
import type { SystemRules } from '../monitoring/alerts/system-rules';
import type { DashboardOptions, MetricsDatasource } from '../monitoring/dashboards';
import { createPrometheusRule, type PrometheusRuleProps, type RuleGroup } from '../monitoring/rule-groups';

/** Rules about an installation as a PrometheusRule of their own. */
export interface MetaRulesProps extends Omit<PrometheusRuleProps, 'groups'> {}

export interface MetaAlertsProps extends MetaRulesProps, Pick<SystemRulesProps, 'runbookUrl' | 'volumes'> {
  /** Labels of all alerts besides `severity`. @default - none */
  readonly alertLabels?: Labels;
}

/** Dashboards as ConfigMaps, which the sidecar of Grafana's chart finds by a label. */
export interface MetaDashboardsProps extends DashboardOptions {
  /** Namespace of the ConfigMaps. @default - that of the installation */
  readonly namespace?: string;
  /** By which the sidecar finds them (`sidecar.dashboards.label`). @default - `grafana_dashboard: "1"` */
  readonly labels?: Labels;
  /** @default - `k8s-sidecar-target-directory`, a folder with the name of the system */
  readonly annotations?: Labels;
  /** Data source of all panels. @default - chosen at the top of the dashboard */
  readonly datasource?: MetricsDatasource;
}

/** Monitoring of an installation itself, as Helm's `metaMonitoring` of mimir-distributed; the same for all systems. */
export interface MetaMonitoringProps {
  /** A PrometheusRule with alerts (`metaMonitoring.prometheusRule.mimirAlerts`). @default false */
  readonly alerts?: boolean | MetaAlertsProps;
  /** A PrometheusRule with recording rules (`metaMonitoring.prometheusRule.mimirRules`). @default false */
  readonly rules?: boolean | MetaRulesProps;
  /** ConfigMaps with dashboards (`metaMonitoring.dashboards`). @default false */
  readonly dashboards?: boolean | MetaDashboardsProps;
}

export interface MetaMonitoringDefinition {
  readonly system: System;
  /** Such as `Mimir`, for the folder of the dashboards. */
  readonly title: string;
  readonly rules: SystemRules;
  readonly dashboards: ReadonlyArray<
    (metrics: MetricsDatasource | undefined, options: DashboardOptions) => { readonly uid?: string | null }
  >;
  /** Whether a memcached has an exporter. */
  readonly hasExporter: boolean;
  readonly props: MetaMonitoringProps;
}

/** Options of the rules about one installation; all other options follow from the installation. */
export type InstallationRulesProps = Pick<SystemRulesProps, 'labels' | 'runbookUrl' | 'volumes'>;

/** Selectors by which rules match the series of an installation. */
export const rulesOf = (system: System, memcached: boolean, props: InstallationRulesProps): SystemRulesProps => ({
  ...props,
  namespace: system.namespace,
  pods: `${system.fullName}-.+`,
  memcached,
});

/** Makes the rules and dashboards that are enabled. */
export function createMetaMonitoring(scope: Construct, definition: MetaMonitoringDefinition): void {
  const { system, rules, hasExporter, props } = definition;
  if (props.alerts) {
    const { alertLabels, runbookUrl, volumes, ...meta } = props.alerts === true ? {} : props.alerts;
    const own = {
      ...(alertLabels && { labels: alertLabels }),
      ...(runbookUrl !== undefined && { runbookUrl }),
      ...(volumes !== undefined && { volumes }),
    };
    createRules(scope, system, 'alerts', meta, rules.alerts(rulesOf(system, hasExporter, own)));
  }
  if (props.rules) {
    const meta = props.rules === true ? {} : props.rules;
    createRules(scope, system, 'rules', meta, rules.recordings(rulesOf(system, hasExporter, {})));
  }
  if (props.dashboards) createDashboards(scope, definition, props.dashboards === true ? {} : props.dashboards);
}

const createRules = (
  scope: Construct,
  system: System,
  suffix: string,
  meta: MetaRulesProps,
  groups: readonly RuleGroup[],
): void =>
  createPrometheusRule(scope, `meta-monitoring-${suffix}`, {
    ...system.names,
    name: system.objectName(suffix),
    props: { ...meta, groups },
  });

function createDashboards(
  scope: Construct,
  { system, title, dashboards }: MetaMonitoringDefinition,
  { namespace, labels, annotations, datasource, ...options }: MetaDashboardsProps,
): void {
  for (const make of dashboards) {
    const dashboard = make(datasource, options);
    const uid = dashboard.uid ?? title.toLowerCase();
    new KubeConfigMap(scope, `dashboard-${uid}`, {
      metadata: {
        name: system.objectName(`dashboard-${uid}`),
        namespace: namespace ?? system.namespace,
        labels: { ...(labels ?? { grafana_dashboard: '1' }), ...system.labels },
        annotations: { ...(annotations ?? { 'k8s-sidecar-target-directory': `/tmp/dashboards/${title}` }) },
      },
      data: { [`${uid}.json`]: JSON.stringify(dashboard) },
    });
  }
}
