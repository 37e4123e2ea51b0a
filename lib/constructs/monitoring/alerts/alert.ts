import type { PrometheusDuration } from '../../../model/config/types';
import type { Labels } from '../../../values/system';
import type { AlertingRule } from '../rule-groups';

/** Options of the rules about an installation. */
export interface SystemRulesProps {
  /** Namespaces of the installation, as an expression (RE2). @default - any */
  readonly namespace?: string;
  /** Pods of the installation, as an expression (RE2), such as `loki-.+`. @default - any */
  readonly pods?: string;
  /** Labels of all alerts besides `severity`, such as `{ team: 'observability' }`. @default - none */
  readonly labels?: Labels;
  /**
   * URL of a copy of `docs/runbooks.md`; alerts get the annotation `runbook_url` with the link to their section.
   * @default - none: the annotation `runbook` contains the text
   */
  readonly runbookUrl?: string;
  /** Whether memcacheds have an exporter that is scraped. @default false */
  readonly memcached?: boolean;
  /** Whether kubelets are scraped, which export the usage of claims (`kubelet_volume_stats_*`). @default false */
  readonly volumes?: boolean;
}

/** Selects series of one installation. */
export type Series = (metric: string, ...matchers: readonly string[]) => string;

/** Series selector of the props, by namespace and pods. */
export function seriesOf({ namespace, pods }: SystemRulesProps): Series {
  const own = [
    ...(namespace === undefined ? [] : [`namespace=~"${namespace}"`]),
    ...(pods === undefined ? [] : [`pod=~"${pods}"`]),
  ];
  return (metric, ...matchers) => {
    const all = [...own, ...matchers];
    return all.length === 0 ? metric : `${metric}{${all.join(', ')}}`;
  };
}

/**
 * A counter that has increased, also if it did not exist before: `increase` ignores the first scraped value, which
 * counts events during the start of a program.
 */
export const increased = (counter: string, window: PrometheusDuration): string =>
  `(increase(${counter}[${window}]) > 0 or (${counter} > 0 unless ${counter} offset ${window}))`;

/** An alert, before it is known which installation it is about. */
export interface AlertDefinition {
  /** Name without that of the system, such as `CompactorNotRun`. */
  readonly name: string;
  /** `critical` should page an operator; `warning` can wait. */
  readonly severity: 'critical' | 'warning';
  /** Duration for which the expression must have results. */
  readonly for: PrometheusDuration;
  readonly expr: (series: Series) => string;
  /** Summary of the problem, with the labels of the alert. */
  readonly summary: string;
  /** Meaning of the alert, places to look, and actions to take. */
  readonly runbook: string;
}

/** Labels that distinguish installations; a label that no series has is omitted. */
export const INSTALLATION = 'cluster, namespace';

/** The alert of a system. */
export function alertOf(system: string, definition: AlertDefinition, props: SystemRulesProps): AlertingRule {
  const { name, severity, expr, summary, runbook } = definition;
  const alert = `${system}${name}`;
  const { labels, runbookUrl } = props;
  return {
    alert,
    expr: expr(seriesOf(props)),
    for: definition.for,
    labels: { ...labels, severity },
    annotations: {
      summary,
      runbook,
      ...(runbookUrl !== undefined && { runbook_url: `${runbookUrl}#${alert.toLowerCase()}` }),
    },
  };
}
