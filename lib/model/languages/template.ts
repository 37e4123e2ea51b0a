/** A part of an action: a text in quotes, a variable, a field, a word, a number, or a sign. */
const TOKEN =
  /\s+|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\\n])+'|:=|\$\w*(?:\.\w+)*|\.\w+(?:\.\w+)*|[+-]?(?:\d[\w.]*|\.\d+)|[A-Za-z_]\w*(?:\.\w+)*|[()|.,=]/y;

/** Functions of every template. */
const BUILT_IN =
  'and or not len index slice print printf println html js urlquery call eq ne lt le gt ge true false nil'.split(' ');

/** Functions of templates in alerts of Prometheus, Mimir and Loki. */
export const ALERT_FUNCTIONS: ReadonlySet<string> = new Set([
  ...BUILT_IN,
  ...'query first label value strvalue args reReplaceAll safeHtml match title toUpper toLower graphLink tableLink sortByLabel stripPort stripDomain humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp pathPrefix externalURL parseDuration parseDurationTime toTime toDuration now urlQueryEscape tmpl'.split(
    ' ',
  ),
]);

/** Variables that the templates of alerts begin with. */
export const ALERT_VARIABLES = ['$labels', '$value', '$externalLabels', '$externalURL'] as const;

/** What a template can use. */
export interface TemplateScope {
  /** @default - any function */
  readonly functions?: ReadonlySet<string>;
  /** @default - none besides `$` */
  readonly variables?: readonly string[];
}

const OPENING: ReadonlySet<string> = new Set(['if', 'range', 'with', 'define', 'block']);
const KEYWORDS: ReadonlySet<string> = new Set([...OPENING, 'else', 'end', 'template', 'break', 'continue']);

/** The error of a template of Go (`text/template`); nothing if it is valid. */
export function templateMistake(text: string, scope: TemplateScope = {}): string | undefined {
  const open: string[] = [];
  const variables = new Set(['$', ...(scope.variables ?? [])]);
  let at = text.indexOf('{{');
  while (at >= 0) {
    const action = actionAt(text, at + 2);
    if (typeof action === 'string') return action;
    const mistake = blocksMistake(action.tokens, open) ?? actionMistake(action.tokens, variables, scope);
    if (mistake !== undefined) return mistake;
    at = text.indexOf('{{', action.end);
  }
  const last = open.at(-1);
  return last === undefined ? undefined : `unexpected EOF: {{${last}}} has no {{end}}`;
}

interface Action {
  readonly tokens: readonly string[];
  readonly end: number;
}

/** The words of an action, or its error. */
function actionAt(text: string, start: number): Action | string {
  const tokens: string[] = [];
  let at = /^-\s/.test(text.slice(start, start + 2)) ? start + 1 : start;
  for (;;) {
    const end = /^(?:\s-)?\}\}/.exec(text.slice(at, at + 4));
    if (end) return { tokens, end: at + end[0].length };
    TOKEN.lastIndex = at;
    const [token] = TOKEN.exec(text) ?? [];
    if (token === undefined) {
      if (at >= text.length) return 'unclosed action: {{ has no }}';
      if (text[at] === '"' || text[at] === '`') return 'unterminated quoted string';
      return `unexpected ${JSON.stringify(text[at])} in operand`;
    }
    at += token.length;
    if (token.trim() !== '' && !token.startsWith('/*')) tokens.push(token);
  }
}

/** Blocks are closed, and `else` stands in one. */
function blocksMistake([keyword = '']: readonly string[], open: string[]): string | undefined {
  if (OPENING.has(keyword)) open.push(keyword);
  if (keyword === 'else' && !['if', 'range', 'with'].includes(open.at(-1) ?? '')) return 'unexpected {{else}}';
  if (keyword === 'end' && open.pop() === undefined) return 'unexpected {{end}}';
  return undefined;
}

/** Functions and variables exist, and parentheses are closed. */
function actionMistake(
  tokens: readonly string[],
  variables: Set<string>,
  { functions }: TemplateScope,
): string | undefined {
  const [keyword = ''] = tokens;
  const operands = KEYWORDS.has(keyword) ? tokens.slice(1) : tokens;
  if (keyword === 'else' && (operands[0] === 'if' || operands[0] === 'with'))
    return actionMistake(operands, variables, { functions });
  if (operands.length === 0) {
    // An action may consist of a comment alone.
    return ['if', 'range', 'with'].includes(keyword) ? `missing value for ${keyword}` : undefined;
  }
  declare(operands, variables);
  let depth = 0;
  for (const [index, token] of operands.entries()) {
    const next = operands[index + 1];
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (depth < 0) return 'unexpected right paren';
    if (token === '|' && (next === undefined || next === '|' || next === ')')) return 'missing value for command';
    if (token === '|' && index === 0) return 'missing value for command';
    const [name = ''] = token.split('.');
    if (token.startsWith('$') && !variables.has(name)) return `undefined variable ${JSON.stringify(name)}`;
    if (/^[A-Za-z_]/.test(token) && functions && !functions.has(name))
      return `function ${JSON.stringify(name)} not defined`;
  }
  return depth > 0 ? 'unclosed left paren' : undefined;
}

/** Variables to the left of `:=`. */
function declare(operands: readonly string[], variables: Set<string>): void {
  const sign = operands.indexOf(':=');
  for (const operand of operands.slice(0, Math.max(sign, 0))) if (operand.startsWith('$')) variables.add(operand);
}
