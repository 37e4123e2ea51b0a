import { parser } from '@prometheus-io/lezer-promql';
import { childrenOf, type Parsed, syntaxError } from '../tree';
import { PromqlTypeError, typeOf } from './type-check';

/** A function that Prometheus 3 renamed, which the grammar knows by its new name alone. */
const RENAMED = /\bholt_winters(?=\s*\()/g;

const known = new Map<string, string | undefined>();

/** The error with which Prometheus and Mimir would reject a query; nothing if it is valid. */
export function promqlMistake(query: string): string | undefined {
  if (!known.has(query)) known.set(query, mistakeOf(query));
  return known.get(query);
}

function mistakeOf(text: string): string | undefined {
  if (text.trim() === '') return 'no expression found in input';
  const renamed = text.replaceAll(RENAMED, 'double_exponential_smoothing');
  const query: Parsed = { text: renamed, tree: parser.parse(renamed) };
  const error = syntaxError(query);
  if (error !== undefined) return error;
  const root = childrenOf(query.tree.topNode).find(({ name }) => name !== 'LineComment');
  if (!root) return 'no expression found in input';
  try {
    typeOf(query, root);
  } catch (failure) {
    if (failure instanceof PromqlTypeError) return failure.message;
    throw failure;
  }
  return undefined;
}
