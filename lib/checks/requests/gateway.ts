import { type Directive, parseNginx } from '../../model/languages/nginx';
import type { Instance } from '../programs/instances';

/** Answer of nginx to a path. */
export interface Passed {
  /** URL of the backend with the path that it is asked for; undefined if nginx answers by itself. */
  readonly upstream?: string;
  readonly asksForUser: boolean;
  /** Whether it names a tenant for requests without one. */
  readonly namesTenant: boolean;
  /** Seconds that it waits for an answer. */
  readonly readTimeout: number;
}

interface Server {
  /** Directives of `http` and of `server`. */
  readonly common: readonly Directive[];
  readonly locations: ReadonlyArray<{
    readonly operator: string;
    readonly path: string;
    readonly body: readonly Directive[];
  }>;
  readonly usesTls: boolean;
}

const known = new WeakMap<Instance, Server | undefined>();

/** The first server of a configuration; undefined if it is unknown. */
export function serverOf(instance: Instance): Server | undefined {
  if (!known.has(instance)) known.set(instance, read(instance.config?.text ?? ''));
  return known.get(instance);
}

function read(text: string): Server | undefined {
  const http = parseNginx(text)?.find(({ words }) => words[0] === 'http')?.block ?? [];
  const [server, ...others] = http.filter(({ words, block }) => words[0] === 'server' && block !== undefined);
  // Of several servers the host of a request decides.
  if (server?.block === undefined || others.length > 0) return undefined;
  const isLocation = ({ words }: Directive): boolean => words[0] === 'location';
  return {
    common: [...http.filter(({ block }) => block === undefined), ...server.block.filter((line) => !isLocation(line))],
    locations: server.block.filter(isLocation).map(({ words, block = [] }) => {
      const [, first = '', second] = words;
      return { operator: second === undefined ? '' : first, path: second ?? first, body: block };
    }),
    usesTls: server.block.some(({ words }) => words[0] === 'listen' && words.includes('ssl')),
  };
}

/** The last value of a directive, of which the innermost block counts. */
const valueOf = (name: string, ...blocks: ReadonlyArray<readonly Directive[]>): readonly string[] | undefined => {
  for (const block of blocks) {
    const found = block.findLast(({ words }) => words[0] === name);
    if (found !== undefined) return found.words.slice(1);
  }
  return undefined;
};

const DEFAULT_READ_TIMEOUT = 60;

/** What becomes of a request; undefined if no location takes its path. */
export function passed({ common, locations }: Server, path: string): Passed | undefined {
  const location = locationOf(locations, path);
  if (location === undefined) return undefined;
  const { body } = location;
  const own = body.filter(({ words }) => words[0] === 'proxy_set_header');
  // A location with headers of its own has none of the server's.
  const headers = own.length > 0 ? own : common.filter(({ words }) => words[0] === 'proxy_set_header');
  const tenant = headers.find(({ words }) => words[1]?.toLowerCase() === 'x-scope-orgid')?.words[2];
  const upstream = upstreamOf(body, common, path, location.operator === '' ? location.path : undefined);
  return {
    ...(upstream !== undefined && { upstream }),
    asksForUser: (valueOf('auth_basic', body, common)?.[0] ?? 'off') !== 'off',
    namesTenant: tenant !== undefined && tenant !== '$http_x_scope_orgid',
    readTimeout: seconds(valueOf('proxy_read_timeout', body, common)?.[0]),
  };
}

type Location = Server['locations'][number];

/** The location of a path, in the order of nginx: exact, `^~`, regular expressions, the longest prefix. */
function locationOf(all: readonly Location[], path: string): Location | undefined {
  const exact = all.find(({ operator, path: own }) => operator === '=' && own === path);
  if (exact) return exact;
  const [longest] = all
    .filter(({ operator, path: own }) => (operator === '' || operator === '^~') && path.startsWith(own))
    .sort((one, other) => other.path.length - one.path.length);
  if (longest?.operator === '^~') return longest;
  return all.find(({ operator, path: own }) => operator.startsWith('~') && matches(own, operator, path)) ?? longest;
}

function matches(pattern: string, operator: string, path: string): boolean {
  try {
    return new RegExp(pattern, operator === '~*' ? 'i' : '').test(path);
  } catch {
    return false;
  }
}

function upstreamOf(
  body: readonly Directive[],
  common: readonly Directive[],
  path: string,
  prefix: string | undefined,
): string | undefined {
  const target = valueOf('proxy_pass', body)?.[0];
  if (target === undefined) return undefined;
  const variables = new Map(
    [...common, ...body].flatMap(({ words: [name, variable = '', value = ''] }) =>
      name === 'set' ? [[variable, value] as const] : [],
    ),
  );
  const text = target
    .replaceAll(/\$(?:\w+|\{\w+\})/g, (variable) => {
      const name = variable.replace(/[{}]/g, '');
      if (name === '$request_uri' || name === '$uri') return path;
      if (name === '$is_args' || name === '$args') return '';
      return variables.get(name) ?? variable;
    })
    .replace(/\.(?=:\d)/, '');
  if (text.includes('$')) return undefined;
  const hasPath = /^\w+:\/\/[^/]+\//.test(text);
  if (!hasPath) return `${text}${path}`;
  // A path in place of the prefix of the location.
  return target.includes('$') || prefix === undefined ? text : `${text}${path.slice(prefix.length)}`;
}

const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86400 };

function seconds(text: string | undefined): number {
  const [, number, unit = 's'] = /^(\d+)(ms|s|m|h|d)?$/.exec(text ?? '') ?? [];
  return number === undefined ? DEFAULT_READ_TIMEOUT : Number(number) * (UNITS[unit] ?? 1);
}
