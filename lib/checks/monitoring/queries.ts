import type { Cluster } from '../cluster';
import { type Fields, fieldsOf, itemsOf, textOf } from '../fields';
import type { ScrapeConfiguration } from './scrapes';

/** A PromQL query of a dashboard or a rule. */
export interface Query {
  /** Identity of the object that it stands in. */
  readonly object: string;
  /** Dashboard or rule, such as `lgtm-loki.json`. */
  readonly at: string;
  /** Type of the object with the query. */
  readonly kind: 'dashboard' | 'rule';
  readonly expr: string;
  /** Series that it records, if it is a recording rule. */
  readonly record?: string | undefined;
}

/** Queries of dashboards and of rules. Rules of Loki, which are LogQL, are none. */
export const queriesIn = (cluster: Cluster, configurations: readonly ScrapeConfiguration[]): Query[] => [
  ...cluster.of('ConfigMap').flatMap(({ identity, content }) =>
    Object.entries(content.data ?? {})
      .filter(([key, text]) => key.endsWith('.json') && text.includes('"panels"'))
      .flatMap(([key, text]) =>
        [...new Set(queriesOfDashboard(cluster, text))].map((expr) => ({
          object: identity,
          at: key,
          kind: 'dashboard' as const,
          expr,
        })),
      ),
  ),
  ...configurations.flatMap(({ configMap, key: own }) =>
    Object.entries(configMap.content.data ?? {})
      .filter(([key]) => key !== own)
      .flatMap(([key, text]) =>
        rulesIn(cluster.texts.read(text)).map((rule) => ({ object: configMap.identity, ...inFile(key, rule) })),
      ),
  ),
  ...cluster
    .of('PrometheusRule')
    .flatMap(({ identity, content }) =>
      rulesIn(content.spec).map((rule) => ({ object: identity, ...inFile('spec', rule) })),
    ),
];

interface Rule {
  readonly name: string;
  readonly expr: string;
  readonly record: string | undefined;
}

const inFile = (file: string, { name, ...rule }: Rule): Omit<Query, 'object'> => ({
  at: `${file}[${name}]`,
  kind: 'rule',
  ...rule,
});

const rulesIn = (file: unknown): Rule[] =>
  itemsOf(fieldsOf(file)['groups']).flatMap((group) =>
    itemsOf(fieldsOf(group)['rules']).flatMap((value) => {
      const rule = fieldsOf(value);
      const expr = textOf(rule['expr']);
      const record = textOf(rule['record']);
      return expr === undefined ? [] : [{ name: textOf(rule['alert']) ?? record ?? '', expr, record }];
    }),
  );

function queriesOfDashboard(cluster: Cluster, text: string): string[] {
  const dashboard = fieldsOf(cluster.texts.read(text));
  const panels = itemsOf(dashboard['panels']).map(fieldsOf);
  // Rows that are folded have their panels inside.
  const all = [...panels, ...panels.flatMap((panel) => itemsOf(panel['panels']).map(fieldsOf))];
  const variables = itemsOf(fieldsOf(dashboard['templating'])['list']).map(fieldsOf);
  return [
    ...all.flatMap((panel) =>
      itemsOf(panel['targets'])
        .map(fieldsOf)
        .flatMap((target) => promqlOf(target, panel)),
    ),
    ...variables.flatMap(({ query }) => /^label_values\((.+),\s*\w+\)$/.exec(textOf(query) ?? '')?.[1] ?? []),
  ];
}

function promqlOf(target: Fields, panel: Fields): string[] {
  const type = textOf(fieldsOf(target['datasource'])['type'] ?? fieldsOf(panel['datasource'])['type']);
  const expr = textOf(target['expr']);
  // Loki's queries are called `expr` too.
  return expr === undefined || (type !== undefined && type !== 'prometheus') ? [] : [withoutVariables(expr)];
}

/** Grafana puts durations in the place of its own variables before it asks. */
const withoutVariables = (expr: string): string => expr.replaceAll(/\$\{?__(rate_interval|interval|range)\}?/g, '5m');
