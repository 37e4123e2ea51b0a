import { parser } from '@grafana/lezer-logql';
import { type LabelMatcher, matcherMistake, selectsEverything } from './matchers';
import { groupNames, regexMistake } from './regex';
import { templateMistake } from './template';
import { childrenOf, nodesOf, type Parsed, type SyntaxNode, sourceOf, syntaxError, unquoted } from './tree';

const EMPTY =
  'queries require at least one regexp or equality matcher that does not have an empty-compatible value, such as app=~".+"';

/** Range functions that need a number from `unwrap`, those that must not have one, and those that take both. */
const UNWRAPPED: ReadonlySet<string> = new Set([
  'sum_over_time',
  'avg_over_time',
  'max_over_time',
  'min_over_time',
  'stddev_over_time',
  'stdvar_over_time',
  'quantile_over_time',
  'first_over_time',
  'last_over_time',
  'rate_counter',
]);
const NOT_UNWRAPPED: ReadonlySet<string> = new Set(['count_over_time', 'bytes_over_time', 'bytes_rate']);

/** Functions that can be grouped, when their values are unwrapped. */
const GROUPED: ReadonlySet<string> = new Set([
  'avg_over_time',
  'max_over_time',
  'min_over_time',
  'stddev_over_time',
  'stdvar_over_time',
  'quantile_over_time',
  'first_over_time',
  'last_over_time',
]);

const parsed = (text: string): Parsed => ({ text, tree: parser.parse(text) });

/** The error with which Loki would reject a query; nothing if it is valid. */
export function logqlMistake(text: string): string | undefined {
  if (text.trim() === '') return 'the query is empty';
  const query = parsed(text);
  return syntaxError(query) ?? selectorsMistake(query) ?? stagesMistake(query) ?? functionsMistake(query);
}

/** The error with which Loki would reject a query that has to have numbers as its result, as those of rules. */
export function metricLogqlMistake(text: string): string | undefined {
  const mistake = logqlMistake(text);
  if (mistake !== undefined) return mistake;
  const result = parsed(text).tree.topNode.firstChild?.firstChild?.name;
  return result === 'LogExpr'
    ? 'the query returns log lines, a rule needs numbers, such as sum(count_over_time({...}[5m]))'
    : undefined;
}

/** The error of a query for log lines as pipelines of Promtail and Alloy have them, which may select every stream. */
export function logPipelineMistake(text: string): string | undefined {
  if (text.trim() === '') return 'the selector is empty';
  const query = parsed(text);
  const error = syntaxError(query);
  if (error !== undefined) return error;
  if (nodesOf(query, 'MetricExpr').length > 0) return 'only log queries are supported';
  return stagesMistake(query);
}

/** The error of a stream selector, such as that of a `retention_stream`; nothing if it is valid. */
export function logqlSelectorMistake(text: string): string | undefined {
  if (text.trim() === '') return 'the selector is empty';
  const query = parsed(text);
  const error = syntaxError(query);
  if (error !== undefined) return error;
  const [other] = nodesOf(query, 'PipelineExpr', 'MetricExpr');
  if (other !== undefined) return 'only label matchers are supported';
  return selectorsMistake(query);
}

function selectorsMistake(query: Parsed): string | undefined {
  for (const selector of nodesOf(query, 'Selector')) {
    const matchers = nodesBelow(selector, 'Matcher').map((matcher) => matcherOf(query, matcher));
    const mistake = matcherMistake(matchers);
    if (mistake !== undefined) return mistake;
    if (selectsEverything(matchers)) return EMPTY;
  }
  return undefined;
}

function nodesBelow(node: SyntaxNode, name: string): SyntaxNode[] {
  return childrenOf(node).flatMap((child) => [...(child.name === name ? [child] : []), ...nodesBelow(child, name)]);
}

function matcherOf(query: Parsed, matcher: SyntaxNode): LabelMatcher {
  const [label, operator, value] = childrenOf(matcher).map((node) => sourceOf(query, node));
  return { label: label ?? '', operator: operator ?? '', value: unquoted(value ?? '""') };
}

/** Filters, parsers and formats. */
function stagesMistake(query: Parsed): string | undefined {
  for (const filter of nodesOf(query, 'LineFilter')) {
    const [operator, value] = childrenOf(filter);
    if (!operator || value?.name !== 'String' || !['|~', '!~'].includes(sourceOf(query, operator))) continue;
    const mistake = regexMistake(unquoted(sourceOf(query, value)));
    if (mistake !== undefined) return mistake;
  }
  for (const parse of nodesOf(query, 'LabelParser')) {
    const [kind, value] = childrenOf(parse);
    if (kind?.name !== 'Regexp' || !value) continue;
    const expression = unquoted(sourceOf(query, value));
    const mistake = regexMistake(expression);
    if (mistake !== undefined) return mistake;
    if (groupNames(expression).length === 0) return 'at least one named capture must be supplied to regexp';
  }
  for (const matcher of nodesOf(query, 'Matcher')) {
    const mistake = matcherMistake([matcherOf(query, matcher)]);
    if (mistake !== undefined) return mistake;
  }
  for (const format of nodesOf(query, 'LineFormatExpr')) {
    const value = childrenOf(format).find(({ name }) => name === 'String');
    const mistake = value && templateMistake(unquoted(sourceOf(query, value)));
    if (mistake !== undefined) return `line_format: ${mistake}`;
  }
  return undefined;
}

/** Range functions with and without `unwrap`, and with groups. */
function functionsMistake(query: Parsed): string | undefined {
  for (const call of nodesOf(query, 'RangeAggregationExpr')) {
    const [operator] = childrenOf(call);
    if (!operator) continue;
    const name = sourceOf(query, operator);
    const isUnwrapped = nodesBelow(call, 'UnwrapExpr').length > 0;
    if (isUnwrapped && NOT_UNWRAPPED.has(name)) return `invalid aggregation ${name} with unwrap`;
    if (!isUnwrapped && UNWRAPPED.has(name)) return `invalid aggregation ${name} without unwrap`;
    const isGrouped = childrenOf(call).some(({ name: child }) => child === 'Grouping');
    if (isGrouped && !GROUPED.has(name)) return `grouping not allowed for ${name} aggregation`;
  }
  return undefined;
}
