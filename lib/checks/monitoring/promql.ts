import { parser } from '@prometheus-io/lezer-promql';
import { remembered } from '../../values/remembered';

/** A condition on a label. */
export interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

/** A selection of series in a query. */
export interface SeriesSelector {
  /** Names of the metric; several where an expression lists them, none where it says anything else. */
  readonly metrics: readonly string[];
  readonly matchers: readonly Matcher[];
}

/** Everything that a query of PromQL selects. */
export const selectorsIn = remembered((query): readonly SeriesSelector[] => parsed(query));

function parsed(query: string): SeriesSelector[] {
  const found: { name: string | undefined; matchers: Matcher[] }[] = [];
  let label = '';
  let operator = '';
  parser.parse(query).iterate({
    enter: ({ name, from, to }) => {
      const text = query.slice(from, to);
      const selector = found.at(-1);
      if (name === 'VectorSelector') found.push({ name: undefined, matchers: [] });
      if (name === 'Identifier' && selector && selector.matchers.length === 0) selector.name ??= text;
      if (name === 'UnquotedLabelMatcher') label = '';
      if (name === 'LabelName') label = text;
      if (name === 'MatchOp') operator = text;
      if (name === 'StringLiteral' && label !== '') {
        selector?.matchers.push({ label, operator, value: unquoted(text) });
        label = '';
      }
    },
  });
  return found.map(({ name, matchers }) => ({
    metrics: name === undefined ? namesIn(matchers) : [name],
    matchers,
  }));
}

const unquoted = (literal: string): string => literal.slice(1, -1).replaceAll('\\\\', '\\');

function namesIn(matchers: readonly Matcher[]): string[] {
  const { operator, value = '' } = matchers.find(({ label }) => label === '__name__') ?? {};
  if (operator === '=') return [value];
  return operator === '=~' && /^[\w:|]+$/.test(value) ? value.split('|') : [];
}

/** Whether a value meets a condition. Any value meets invalid regular expressions and variables. */
export function meets({ operator, value }: Matcher, found: string): boolean {
  if (value.includes('$')) return true;
  if (operator === '=') return found === value;
  if (operator === '!=') return found !== value;
  try {
    return new RegExp(`^(?:${value})$`, 's').test(found) === (operator === '=~');
  } catch {
    return true;
  }
}
