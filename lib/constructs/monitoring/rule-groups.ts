import type { Construct } from 'constructs';
import { PrometheusRule, PrometheusRuleSpecGroupsRulesExpr } from '../../../imports/monitoring.coreos.com';
import type { PrometheusDuration } from '../../model/config/types';
import type { Labels } from '../../values/system';

/** Raises an alert while the expression has results. */
export interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  /** Duration for which it must have results before the alert fires. @default 0 */
  readonly for?: PrometheusDuration;
  /** Duration for which the alert keeps firing without results. @default 0 */
  readonly keepFiringFor?: PrometheusDuration;
  /** @default - none */
  readonly labels?: Labels;
  /** @default - none */
  readonly annotations?: Labels;
}

/** Records the results of the expression as a new series. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  /** @default - none */
  readonly labels?: Labels;
}

/** Rules that are evaluated one after the other. */
export interface RuleGroup {
  readonly name: string;
  /** Evaluation interval. @default - that of the ruler */
  readonly interval?: PrometheusDuration;
  /** Maximum number of results of a rule. @default - no limit */
  readonly limit?: number;
  readonly rules: ReadonlyArray<AlertingRule | RecordingRule>;
}

/** A file of rules, as rulers of Prometheus, Mimir and Loki read it. */
export const ruleFile = (groups: readonly RuleGroup[]): object => ({
  groups: groups.map(({ rules, ...group }) => ({
    ...group,
    rules: rules.map((rule) => {
      if ('record' in rule) return rule;
      const { keepFiringFor, ...rest } = rule;
      return { ...rest, ...(keepFiringFor !== undefined && { keep_firing_for: keepFiringFor }) };
    }),
  })),
});

/** Rules about a system, for Prometheus' operator. */
export interface PrometheusRuleProps {
  readonly groups: readonly RuleGroup[];
  /** Labels by which an operator finds them, such as `release: prometheus`. @default - none */
  readonly labels?: Labels;
  /** @default - none */
  readonly annotations?: Labels;
  /** @default - that of the installation */
  readonly namespace?: string;
}

export interface PrometheusRuleDefinition {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly props: PrometheusRuleProps;
}

/** Makes a PrometheusRule. */
export function createPrometheusRule(
  scope: Construct,
  id: string,
  { name, namespace, labels, props }: PrometheusRuleDefinition,
): void {
  new PrometheusRule(scope, id, {
    metadata: {
      name,
      namespace: props.namespace ?? namespace,
      labels: { ...props.labels, ...labels },
      annotations: props.annotations,
    },
    spec: {
      groups: props.groups.map(({ rules, ...group }) => ({
        ...group,
        rules: rules.map(({ expr, ...rule }) => ({
          ...rule,
          expr: PrometheusRuleSpecGroupsRulesExpr.fromString(expr),
        })),
      })),
    },
  });
}
