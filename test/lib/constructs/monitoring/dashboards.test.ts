import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { parser as logql } from '@grafana/lezer-logql';
import { parser as traceql } from '@grafana/lezer-traceql';
import { parser as promql } from '@prometheus-io/lezer-promql';
import {
  lokiDashboard,
  type MetricsDatasource,
  mimirDashboard,
  nodeDashboard,
  ringsDashboard,
  tempoDashboard,
} from '../../../../lib/constructs/monitoring/dashboards';

const metrics: MetricsDatasource = {
  name: 'Metrics',
  uid: 'metrics',
  type: 'prometheus',
  access: 'proxy',
  url: 'http://metrics',
  editable: false,
  jsonData: {},
};
/** As much of a parser as is needed here; two of the packages bring types of their own. */
interface Grammar {
  parse(text: string): {
    iterate(spec: { enter(node: { readonly type: { readonly isError: boolean }; readonly from: number }): void }): void;
  };
}

const GRAMMARS: Readonly<Record<string, Grammar>> = { prometheus: promql, loki: logql, tempo: traceql };

/** Where a query stops being one, or nothing. */
function errorIn(grammar: Grammar, query: string): string | undefined {
  let found: string | undefined;
  grammar.parse(query).iterate({
    enter: ({ type, from }) => {
      if (type.isError) found ??= query.slice(from);
    },
  });
  return found;
}

/** What Grafana puts in before it asks. */
const asAsked = (query: string): string => query.replaceAll('$__rate_interval', '5m');

interface Asked {
  readonly title: string;
  readonly type: string;
  readonly query: string;
}

/** Every query of every panel. */
function queriesOf({ panels = [] }: Dashboard): Asked[] {
  return panels.flatMap((panel) => {
    if (!('targets' in panel)) return [];
    const { title = '', datasource, targets = [] } = panel;
    return targets.map((target) => ({ title, type: datasource?.type ?? '', query: textOf(target) }));
  });
}

function textOf(target: object): string {
  if ('expr' in target && typeof target.expr === 'string') return target.expr;
  throw new Error(`no query: ${JSON.stringify(target)}`);
}

test.each<readonly [Grammar, string, string]>([
  [promql, 'sum(rate(a{b="c"}[5m]))', 'sum(rate(a{b="c"}[5m])'],
  [logql, '{a="b"} |= "c"', '{a="b"} |= '],
  [traceql, '{ .a = "b" }', '{ .a = }'],
])('the grammar rejects invalid queries', (grammar, query, broken) => {
  expect(errorIn(grammar, query)).toBeUndefined();
  expect(errorIn(grammar, broken)).toBeDefined();
});

describe.each([
  ['rings', ringsDashboard(metrics)],
  ['Loki', lokiDashboard(metrics)],
  ['Mimir', mimirDashboard(metrics)],
  ['Tempo', tempoDashboard(metrics)],
  ['nodes', nodeDashboard(metrics)],
])('%s', (_, dashboard) => {
  const queries = queriesOf(dashboard);

  test.each(queries.map((query) => [query.title, query] as const))('%s: is asked in its language', (_title, query) => {
    const grammar = GRAMMARS[query.type];
    expect(grammar && errorIn(grammar, asAsked(query.query))).toBeUndefined();
    expect(grammar).toBeDefined();
  });

  test('every panel queries the given data source, and has a description and a size', () => {
    for (const panel of dashboard.panels ?? []) {
      if (panel.type === 'row') continue;
      expect(panel).toMatchObject({
        datasource: { uid: 'metrics' },
        description: expect.stringMatching(/\.$/),
        gridPos: { w: 8, h: 8 },
      });
    }
  });

  test('every query uses the selected variables', () => {
    const chosen = dashboard.templating?.list?.map(({ name }) => name);
    expect(chosen).toHaveLength(1);
    for (const { query } of queries) expect(query).toContain(`$${chosen?.[0]}`);
  });

  test('panels do not cover each other', () => {
    const cells = (dashboard.panels ?? []).flatMap(({ gridPos }) => {
      const { x = 0, y = 0, w = 0, h = 0 } = gridPos ?? {};
      return Array.from({ length: w * h }, (__, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`);
    });
    expect(new Set(cells).size).toBe(cells.length);
  });
});

test('rings show members, unhealthy ones and ownership of all three systems', () => {
  const titles = queriesOf(ringsDashboard(metrics)).map(({ title }) => title);
  for (const title of ['Members by state', 'Unhealthy members']) {
    expect(titles.filter((found) => found === title)).toHaveLength(3);
  }
  expect(titles.filter((title) => title.startsWith('Ownership'))).toHaveLength(3);
});
