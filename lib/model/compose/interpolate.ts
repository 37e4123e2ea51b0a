import { UserError } from '../../values/errors';
import { listed, lookUp, show } from '../../values/text';

/** Values for `${NAME}`. */
export type Variables = Readonly<Record<string, string>>;

const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;

/**
 * Replaces the variables of a text as Compose does: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`,
 * `${NAME:?message}`, `${NAME?message}`, `${NAME:+other}`, `${NAME+other}`, nested ones too; `$$` is a `$`.
 *
 * Compose replaces an unset variable by nothing and warns; here it is an error, since the warning would be missed.
 *
 * @throws UserError if a variable has no value, or the text has no legal form
 */
export const interpolate = (text: string, variables: Variables): string => replaced(text, variables, 0);

/** Maximum nesting of variables: each level takes a part of the call stack. */
const DEEPEST = 50;

/** @param depth number of variables that the text is nested in */
function replaced(text: string, variables: Variables, depth: number): string {
  if (depth > DEEPEST) {
    throw new UserError(`found variables nested more than ${DEEPEST} levels deep: write the default value in full`);
  }
  let result = '';
  let rest = text;
  for (let at = rest.indexOf('$'); at >= 0; at = rest.indexOf('$')) {
    result += rest.slice(0, at);
    const [value, after] = substitution(rest.slice(at + 1), text, variables, depth);
    result += value;
    rest = after;
  }
  return result + rest;
}

/** The value of the variable after a `$`, and the text behind it. */
function substitution(rest: string, text: string, variables: Variables, depth: number): [string, string] {
  if (rest.startsWith('$')) return ['$', rest.slice(1)];
  if (rest.startsWith('{')) {
    const end = closingBrace(rest);
    if (end < 0) throw malformed(text);
    return [expand(rest.slice(1, end), text, variables, depth), rest.slice(end + 1)];
  }
  const [name] = NAME.exec(rest) ?? [];
  if (name === undefined) throw malformed(text);
  return [required(name, variables), rest.slice(name.length)];
}

/** Position of the closing brace of the text, past the braces of nested variables. */
function closingBrace(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{' && (at === 0 || text[at - 1] === '$')) depth++;
    if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

function expand(expression: string, text: string, variables: Variables, depth: number): string {
  const [name] = NAME.exec(expression) ?? [];
  if (name === undefined) throw malformed(text);
  const [, colon, operator, word = ''] = /^(:?)([-+?])(.*)$/s.exec(expression.slice(name.length)) ?? [];
  if (operator === undefined) {
    if (expression !== name) throw malformed(text);
    return required(name, variables);
  }
  const value = lookUp(variables, name);
  // With a colon, an empty value counts as none.
  const isSet = value !== undefined && (colon === '' || value !== '');
  if (operator === '+') return isSet ? replaced(word, variables, depth + 1) : '';
  if (isSet) return value;
  if (operator === '-') return replaced(word, variables, depth + 1);
  throw new UserError(`variable ${name} is required${word === '' ? '' : `: ${replaced(word, variables, depth + 1)}`}`);
}

function required(name: string, variables: Variables): string {
  const value = lookUp(variables, name);
  if (value !== undefined) return value;
  const known = listed(Object.keys(variables));
  throw new UserError(
    `variable ${name} has no value, known variables are: ${known || 'none'}: set it in "variables", or write \${${name}:-default}`,
  );
}

const malformed = (text: string): UserError =>
  new UserError(
    `found ${show(text)}, allowed are \${NAME}, \${NAME:-default}, \${NAME:?message}, \${NAME:+other}, and $$ for a dollar sign`,
  );
