import { search } from 'jmespath';

/** Errors of the syntax; others are those of a value, which is not known here. */
const SYNTAX: ReadonlySet<string> = new Set(['ParserError', 'LexerError']);

/** The error of a JMESPath expression; nothing if it is valid. */
export function jmespathMistake(expression: string): string | undefined {
  // The name of the value is the expression.
  if (expression === '') return undefined;
  try {
    search(null, expression);
    return undefined;
  } catch (error) {
    return error instanceof Error && SYNTAX.has(error.name) ? error.message : undefined;
  }
}
