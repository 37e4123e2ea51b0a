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
    checkTop(directives);
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
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    // Within a word a quote is a character as any other.
    if ((token === '"' || token === "'") && /^$|[\s{};]/.test(text[index - 1] ?? '')) {
      throw new NginxError(`line ${line}: unexpected end of file, expecting the end of a text in quotes`);
    }
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

/** A file with a block `http` is the whole configuration, and others are included somewhere. */
function checkTop(directives: readonly Directive[]): void {
  const names = new Set(directives.map(({ words: [name] }) => name));
  if (!names.has('http')) return;
  if (!names.has('events') && !names.has('include')) throw new NginxError('no "events" section in configuration');
  checkPlaces(directives, 'main');
}

/** The blocks in which a block may stand. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  http: ['main'],
  events: ['main'],
  server: ['http', 'stream', 'mail'],
  location: ['server', 'location'],
  upstream: ['http', 'stream'],
};

function checkPlaces(directives: readonly Directive[], parent: string): void {
  for (const {
    words: [name = ''],
    line,
    block,
  } of directives) {
    if (block === undefined) continue;
    const places = Object.hasOwn(PLACES, name) ? PLACES[name] : undefined;
    if (places !== undefined && !places.includes(parent)) {
      throw new NginxError(`line ${line}: "${name}" directive is not allowed here, but in ${places.join(' or ')}`);
    }
    // Blocks of modules may hold anything.
    if (places !== undefined || name === 'stream' || name === 'mail') checkPlaces(block, name);
  }
}

/** Forms of values, by the directives that take them. */
const FORMS: ReadonlyArray<readonly [directive: RegExp, form: RegExp, allowed: string]> = [
  [
    /^(?:(?:proxy|grpc|fastcgi|uwsgi)_(?:connect|read|send)|client_body|client_header|send|resolver|keepalive)_timeout$/,
    /^(?:\d+(?:ms|[yMwdhms])?)+$/,
    'a time such as "60s" or "10m"',
  ],
  [
    /^(?:client_max_body_size|client_body_buffer_size|client_header_buffer_size|proxy_buffer_size)$/,
    /^\d+[kKmMgG]?$/,
    'a size such as "64m"',
  ],
];

/** The values of one directive. */
function checkValues({ words, line }: Directive): void {
  const [name = '', value = ''] = words;
  const plain = value.replaceAll(/^["']|["']$/g, '');
  for (const [directive, form, allowed] of FORMS) {
    if (!directive.test(name) || form.test(plain) || plain.includes('$')) continue;
    throw new NginxError(
      `line ${line}: "${name}" directive invalid value ${JSON.stringify(plain)}, allowed is ${allowed}`,
    );
  }
}

function check(directives: readonly Directive[], where: string): void {
  const seen = new Set<string>();
  for (const directive of directives) {
    const { words, line, block } = directive;
    const [name = ''] = words;
    const whole = words.join(' ');
    if (block === undefined) checkValues(directive);
    if (name === 'proxy_pass' && where.startsWith('location') && !/^["']?https?:|\$/.test(words[1] ?? 'http:')) {
      throw new NginxError(
        `line ${line}: invalid URL prefix in ${JSON.stringify(words[1])}, allowed are "http://" and "https://"`,
      );
    }
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
