import { fieldsOf, itemsOf, textOf } from '../fields';
import type { Phrase, Reading } from './phrase';

/** Languages of the queries of data sources, and the field of a query. */
const QUERIES: Readonly<Record<string, readonly [field: string, language: Phrase['language']]>> = {
  prometheus: ['expr', 'promql'],
  loki: ['expr', 'logql'],
  tempo: ['query', 'traceql'],
};

/** Queries of the panels and annotations of a dashboard, by the type of their data source. */
export function* dashboardQueries(content: unknown): Reading {
  const dashboard = fieldsOf(content);
  for (const [index, value] of itemsOf(dashboard['panels']).entries()) yield* panelQueries(value, `panels[${index}]`);
  for (const [index, value] of itemsOf(fieldsOf(dashboard['annotations'])['list']).entries()) {
    yield* queryOf(value, undefined, `annotations.list[${index}]`);
  }
}

function* panelQueries(value: unknown, at: string): Reading {
  const panel = fieldsOf(value);
  for (const [index, target] of itemsOf(panel['targets']).entries()) {
    yield* queryOf(target, panel['datasource'], `${at}.targets[${index}]`);
  }
  // Rows that are folded have their panels inside.
  for (const [index, inner] of itemsOf(panel['panels']).entries()) yield* panelQueries(inner, `${at}.panels[${index}]`);
}

function* queryOf(value: unknown, ofPanel: unknown, at: string): Reading {
  const target = fieldsOf(value);
  const type = textOf(fieldsOf(target['datasource'])['type']) ?? textOf(fieldsOf(ofPanel)['type']);
  // The language builder of Grafana writes no text, and other languages are none of these.
  if (type === 'tempo' && target['queryType'] !== 'traceql') return;
  const query = type === undefined ? undefined : Object.hasOwn(QUERIES, type) ? QUERIES[type] : undefined;
  if (query === undefined) return;
  const [field, language] = query;
  const text = textOf(target[field]);
  if (text !== undefined && text.trim() !== '') yield { language, at: `${at}.${field}`, text };
}

/** A variable of Grafana: `$name`, `${name}`, `${name:format}` or `[[name]]`. */
const VARIABLE = /\$\{[^}]+\}|\$\w+|\[\[\w+(?::\w+)?\]\]/g;
const QUOTED = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`/g;

/** A variable in the place of a matcher, such as `{$filters}`, and what is before it. */
const MATCHER = /([{,]\s*)(?:\$\{[^}]+\}|\$\w+|\[\[\w+(?::\w+)?\]\])(?=\s*[,}])/g;

/** What a variable may stand for: a name, a number or a duration. */
const VALUES = ['x', '1', '5m'] as const;
/** With more variables there are too many ways to replace them. */
const MOST_VARIABLES = 4;

/**
 * The queries that a query with variables may become; none if there are too many ways. The query is valid if any of
 * them is.
 */
export function withValues(query: string): string[] {
  const plain = query
    // In texts any value will do, and templates have variables of their own.
    .replaceAll(QUOTED, (quoted) => (quoted.includes('{{') ? quoted : quoted.replaceAll(VARIABLE, 'x')))
    // Between braces, a whole matcher.
    .replaceAll(MATCHER, '$1x="x"')
    .replaceAll(/\[\s*(?:\$\{[^}]+\}|\$\w+|\[\[\w+\]\])/g, '[5m')
    .replaceAll(/:\s*(?:\$\{[^}]+\}|\$\w+)\s*\]/g, ':1m]')
    .replaceAll(/\$\{?__(?:rate_interval|interval|range)(?:_ms|_s)\}?/g, '1')
    .replaceAll(/\$\{?__(?:rate_interval|interval|range|auto)\}?/g, '5m');
  // A name may be the beginning of another one.
  const variables = [...new Set(outsideOfQuotes(plain).match(VARIABLE) ?? [])].sort((a, b) => b.length - a.length);
  if (variables.length > MOST_VARIABLES) return [];
  return variables.reduce<string[]>(
    (queries, variable) => queries.flatMap((text) => VALUES.map((value) => text.replaceAll(variable, value))),
    [plain],
  );
}

const outsideOfQuotes = (text: string): string => text.replaceAll(QUOTED, '""');
