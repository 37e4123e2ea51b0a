import { remembered } from '../../values/remembered';

/** A directive of nginx, with the directives of its block. */
export interface Directive {
  readonly words: readonly string[];
  readonly line: number;
  readonly block?: readonly Directive[];
}

/** A comment, a line break, a text in quotes, a variable in braces, a sign that ends something, or a word. */
const TOKEN = /#[^\n]*|\n|(?:"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|\$\{\w+\}|\\.|[^\s{};"'#\\])+|[{};]|["']/g;

/** Directives that nginx takes once in a block, and otherwise ends with "directive is duplicate". */
const ONCE: ReadonlySet<string> = new Set(
  (
    'auth_basic auth_basic_user_file client_body_timeout client_header_timeout client_max_body_size daemon default_type events gzip ' +
    'http keepalive_requests keepalive_timeout pid proxy_buffering proxy_buffer_size proxy_buffers proxy_cache proxy_connect_timeout ' +
    'proxy_http_version proxy_intercept_errors proxy_next_upstream proxy_pass proxy_read_timeout proxy_redirect_timeout ' +
    'proxy_request_buffering proxy_send_timeout proxy_ssl_verify resolver resolver_timeout root send_timeout sendfile ' +
    'server_tokens ssl_certificate_key_password ssl_ciphers ssl_protocols ssl_session_cache ssl_session_timeout tcp_nodelay tcp_nopush ' +
    'worker_connections worker_processes worker_rlimit_nofile'
  ).split(' '),
);

/** Blocks that are told apart by their words: a second one with the same words is a duplicate. */
const NAMED: ReadonlySet<string> = new Set(['location', 'upstream']);

/** Blocks whose lines are no directives. */
const TABLES: ReadonlySet<string> = new Set(['map', 'geo', 'split_clients', 'types', 'charset_map']);

/** Directives with a value of their own, of which nginx says "invalid number of arguments" without one. */
const WITH_VALUE: ReadonlySet<string> = new Set([
  ...ONCE,
  'listen',
  'server_name',
  'proxy_set_header',
  'return',
  'include',
  'set',
]);

class NginxError extends Error {}

/** The error of a configuration of nginx; nothing if it is valid as far as it is known. */
export const nginxMistake = remembered((text): string | undefined => {
  const directives = parsed(text);
  if (directives instanceof NginxError) return directives.message;
  try {
    check(directives, 'the configuration');
    return undefined;
  } catch (error) {
    if (error instanceof NginxError) return error.message;
    throw error;
  }
});

/** The directives of a configuration; undefined if nginx cannot read it. */
export function parseNginx(text: string): readonly Directive[] | undefined {
  const directives = parsed(text);
  return directives instanceof NginxError ? undefined : directives;
}

const parsed = remembered((text): readonly Directive[] | NginxError => {
  try {
    return directivesIn(text);
  } catch (error) {
    if (error instanceof NginxError) return error;
    throw error;
  }
});

function directivesIn(text: string): readonly Directive[] {
  let line = 1;
  const tokens: Array<{ readonly token: string; readonly line: number }> = [];
  for (const [token] of text.matchAll(TOKEN)) {
    if (token !== '\n' && !token.startsWith('#')) tokens.push({ token, line });
    line += token.split('\n').length - 1;
  }
  let at = 0;
  const block = (depth: number): Directive[] => {
    const directives: Directive[] = [];
    let words: string[] = [];
    let start = 1;
    for (;;) {
      const next = tokens[at];
      at += 1;
      if (next === undefined) {
        if (words.length > 0)
          throw new NginxError(`unexpected end of file after ${quoted(words)}, expecting ";" or "}"`);
        if (depth > 0) throw new NginxError('unexpected end of file, expecting "}"');
        return directives;
      }
      if (words.length === 0) start = next.line;
      if (next.token === ';' || next.token === '{') {
        if (words.length === 0) throw new NginxError(`line ${next.line}: unexpected "${next.token}"`);
        const inner = next.token === '{' ? block(depth + 1) : undefined;
        directives.push({ words, line: start, ...(inner && { block: inner }) });
        words = [];
      } else if (next.token === '}') {
        if (words.length > 0)
          throw new NginxError(`line ${start}: directive ${quoted(words)} is not terminated by ";"`);
        if (depth === 0) throw new NginxError(`line ${next.line}: unexpected "}"`);
        return directives;
      } else words.push(next.token);
    }
  };
  return block(0);
}

const quoted = (words: readonly string[]): string => JSON.stringify(words.join(' '));

function check(directives: readonly Directive[], where: string): void {
  const seen = new Set<string>();
  for (const { words, line, block } of directives) {
    const [name = ''] = words;
    const whole = words.join(' ');
    const key = NAMED.has(name) ? whole : ONCE.has(name) ? name : undefined;
    if (key !== undefined && seen.has(key)) {
      throw new NginxError(
        `line ${line}: ${NAMED.has(name) ? `duplicate ${whole}` : `"${name}" directive is duplicate`} in ${where}`,
      );
    }
    if (key !== undefined) seen.add(key);
    const isForgotten = words.slice(1).some((word) => WITH_VALUE.has(word) && word.includes('_'));
    if (block === undefined && WITH_VALUE.has(name) && (words.length === 1 || isForgotten)) {
      throw new NginxError(
        `line ${line}: ${words.length === 1 ? `"${name}" directive has no value` : `directive ${quoted(words)} holds another one, a ";" is missing`}`,
      );
    }
    if (block && !TABLES.has(name)) check(block, whole);
  }
}
