import { parser } from '@grafana/lezer-traceql';
import { regexMistake } from './regex';
import { childrenOf, nodesOf, type Parsed, sourceOf, syntaxError, unquoted } from './tree';

/** The error with which Tempo would reject a query; nothing if it is valid. */
export function traceqlMistake(text: string): string | undefined {
  if (text.trim() === '') return 'the query is empty';
  const query: Parsed = { text, tree: parser.parse(text) };
  return syntaxError(query) ?? expressionMistake(query);
}

/** Regular expressions of comparisons. */
function expressionMistake(query: Parsed): string | undefined {
  for (const expression of nodesOf(query, 'FieldExpression')) {
    const [, operator, value] = childrenOf(expression);
    if (!operator || !value || !['=~', '!~'].includes(sourceOf(query, operator))) continue;
    const literal = sourceOf(query, value);
    const mistake = /^["`]/.test(literal) ? regexMistake(unquoted(literal)) : undefined;
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}
