import type { Mistakes } from '../../values/errors';
import { show } from '../../values/text';

/** A directive of nginx: its name and parameters, up to `;` or `{`. */
interface Directive {
  readonly head: string;
  /** End of the directive; undefined if it is not terminated. */
  readonly end: ';' | '{' | undefined;
}

/** A comment, a quoted text, one of the signs that end something, or a run of anything else. */
const TOKEN = /#[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{};]|[^\s{};"'#]+/g;

/** The top-level directives of a text, and the number of blocks that are not closed. */
function directivesIn(text: string): { readonly directives: readonly Directive[]; readonly open: number } {
  const directives: Directive[] = [];
  let open = 0;
  let words: string[] = [];
  for (const [token] of text.matchAll(TOKEN)) {
    if (token.startsWith('#')) continue;
    if (token === '}') open -= 1;
    if (token === ';' || token === '{') {
      if (open === 0) directives.push({ head: words.join(' '), end: token });
      words = [];
    } else if (token !== '}') words.push(token);
    if (token === '{') open += 1;
  }
  if (words.length > 0) directives.push({ head: words.join(' '), end: undefined });
  return { directives, open };
}

/** Directives that nginx takes more than once in a block. */
const REPEATABLE: ReadonlySet<string> = new Set([
  'access_log',
  'error_log',
  'proxy_set_header',
  'set',
  'include',
  'map',
]);
/** Directives that nginx distinguishes by all their parameters. */
const BY_HEAD: ReadonlySet<string> = new Set(['location', 'listen', 'server', 'upstream']);
/** Directives that nginx distinguishes by their first parameter. */
const BY_WORD: ReadonlySet<string> = new Set(['log_format', 'limit_req_zone']);

/** Key that must be unique among the directives of a block; undefined if the directive may be repeated. */
function keyOf(head: string): string | undefined {
  const [name = '', word = ''] = head.split(' ');
  if (REPEATABLE.has(name)) return undefined;
  if (BY_HEAD.has(name)) return head;
  return BY_WORD.has(name) ? `${name} ${word}` : name;
}

/** Props that set directives, to suggest instead of a snippet. */
const PROPS: Readonly<Record<string, string>> = {
  proxy_read_timeout: 'readTimeout',
  resolver: 'resolver',
  'log_format main': 'logFormat',
  auth_basic: 'basicAuth',
  auth_basic_user_file: 'basicAuth',
};

/**
 * Validates lines that are added to a block; records errors at `at`.
 * @param written other lines of the block
 */
export function checkSnippet(mistakes: Mistakes, at: string, snippet: string, written: string): void {
  const { directives, open } = directivesIn(snippet);
  if (open !== 0) {
    mistakes.add(
      at,
      `found ${open > 0 ? 'a "{" without "}"' : 'a "}" without "{"'}, allowed are complete blocks: add the other brace`,
    );
    return;
  }
  const taken = new Set(directivesIn(written).directives.map(({ head }) => keyOf(head)));
  for (const { head, end } of directives) {
    if (end === undefined) mistakes.add(at, `found ${show(head)} without ";" at its end, nginx requires it: add it`);
    const key = keyOf(head);
    if (key !== undefined && taken.has(key)) {
      const prop = PROPS[key];
      mistakes.add(
        at,
        `found ${show(head)}, but the generated configuration already has ${show(key)}, and nginx rejects duplicates: ${prop ? `set ${prop} instead` : 'remove it'}`,
      );
    }
    taken.add(key);
  }
}
