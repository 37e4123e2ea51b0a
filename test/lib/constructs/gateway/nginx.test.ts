import fc from 'fast-check';
import { type NginxProps, nginxConf, type Route } from '../../../../lib/constructs/gateway/nginx';
import { Endpoint } from '../../../../lib/values/endpoint';
import { sentencesOf } from '../../../sentences';

const backend = (service: string, port = 3100) => new Endpoint({ service, namespace: 'logs', port });
const route = (match: Route['match'], path: string, service = 'querier'): Route => ({
  match,
  path,
  backend: backend(service),
});

const conf = (props: Partial<NginxProps> = {}): string =>
  nginxConf({
    routes: [],
    clusterDomain: 'example.local',
    resolver: 'kube-dns.kube-system.svc.example.local',
    port: 8080,
    logFormat: { parts: ['$remote_addr ', '$status'] },
    verboseLogging: true,
    ...props,
  });

/** Lines of a configuration without their indentation. */
const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim());

/** What stands directly in the first block of this head. */
function block(text: string, head: string): string[] {
  const lines = linesOf(text);
  const start = lines.indexOf(`${head} {`) + 1;
  if (start === 0) throw new Error(`there is no ${head}`);
  const body: string[] = [];
  let depth = 0;
  for (const line of lines.slice(start)) {
    if (line === '}' && depth === 0) return body;
    if (depth === 0) body.push(line);
    if (line.endsWith('{')) depth += 1;
    if (line === '}') depth -= 1;
  }
  throw new Error(`${head} does not end`);
}

/** Heads of the locations, in their order. */
const locationsOf = (text: string): string[] =>
  linesOf(text).flatMap((line) => /^location (.*) \{$/.exec(line)?.[1] ?? []);

test('blocks and lines are terminated, and indented by their block', () => {
  const lines = conf({ routes: [route('exact', '/a')], defaultTenant: 't', verboseLogging: false }).split('\n');
  expect(lines.pop()).toBe('');
  let depth = 0;
  for (const line of lines) {
    if (line.trim() === '}') depth -= 1;
    expect(line.length - line.trimStart().length).toBe(2 * depth);
    if (line.endsWith('{')) depth += 1;
  }
  expect(depth).toBe(0);
});

describe('a location', () => {
  test.each<[Route['match'], string]>([
    ['exact', '= /api/push'],
    ['prefix', '/api/push'],
    ['regex', '~ /api/push'],
  ])('that matches %s is written %j', (match, head) =>
    expect(locationsOf(conf({ routes: [route(match, '/api/push')] }))).toEqual(['= /', head]),
  );

  test('looks its backend up when it is asked for, in the domain of the cluster', () =>
    expect(
      block(
        conf({ routes: [{ match: 'exact', path: '/loki/api/v1/push', backend: backend('distributor', 80) }] }),
        'location = /loki/api/v1/push',
      ),
    ).toEqual([
      'set $loki_api_v1_push_backend http://distributor.logs.svc.example.local;',
      'proxy_pass $loki_api_v1_push_backend:80$request_uri;',
    ]));

  test('may ask its backend for another path', () =>
    expect(
      block(
        conf({ routes: [{ ...route('exact', '/jaeger/api/traces'), upstreamPath: '/api/traces' }] }),
        'location = /jaeger/api/traces',
      ),
    ).toContainEqual(expect.stringMatching(/^proxy_pass \$jaeger_api_traces_backend:3100\/api\/traces\b/)));

  test.each([
    ['/api/prom/.*', '$api_prom_backend'],
    ['/a-b/c.d', '$a_b_c_d_backend'],
    ['/alertmanager', '$alertmanager_backend'],
  ])('names the variable of %s so that nginx takes it', (path, variable) =>
    expect(block(conf({ routes: [route('regex', path)] }), `location ~ ${path}`)[0]).toBe(
      `set ${variable} http://querier.logs.svc.example.local;`,
    ),
  );

  test('of a probe needs no backend', () =>
    expect(block(conf(), 'location = /')).toEqual(['return 204;', 'auth_basic off;', 'access_log off;']));

  test('allows an upgrade of the connection to a WebSocket only where it is enabled', () => {
    const headers = [
      'proxy_set_header Upgrade $http_upgrade;',
      'proxy_set_header Connection "upgrade";',
      'proxy_read_timeout 1h;',
    ];
    const text = conf({ routes: [{ ...route('exact', '/tail'), websocket: true }, route('exact', '/push')] });
    expect(block(text, 'location = /tail')).toEqual(expect.arrayContaining(headers));
    for (const line of headers) expect(block(text, 'location = /push')).not.toContain(line);
  });
});

describe('the order of locations', () => {
  test('has regular expressions last, the longer one first', () =>
    expect(
      locationsOf(
        conf({
          routes: [
            route('regex', '/api/.*'),
            route('exact', '/api/push'),
            route('regex', '/api/v1/rules.*'),
            route('prefix', '/ui'),
            route('regex', '/api/v1/.*'),
            route('exact', '/b'),
          ],
        }),
      ),
    ).toEqual(['= /', '= /api/push', '/ui', '= /b', '~ /api/v1/rules.*', '~ /api/v1/.*', '~ /api/.*']));

  const anyRoute = fc
    .tuple(fc.constantFrom('exact', 'prefix', 'regex'), fc.stringMatching(/^(\/[a-z]{1,3}){1,4}$/))
    .map(([match, path]) => route(match, path));
  const headOf = ({ match, path }: Route) => ({ exact: `= ${path}`, prefix: path, regex: `~ ${path}` })[match];

  test('keeps every route, and never has a regular expression before a longer one or before anything else', () =>
    fc.assert(
      fc.property(fc.array(anyRoute), (routes) => {
        const [probe, ...heads] = locationsOf(conf({ routes }));
        expect(probe).toBe('= /');
        expect([...heads].sort()).toEqual(routes.map(headOf).sort());
        const patterns = heads.filter((head) => head.startsWith('~ '));
        expect(heads.slice(heads.length - patterns.length)).toEqual(patterns);
        const lengths = patterns.map((pattern) => pattern.length);
        expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
      }),
    ));

  test('leads a path to the most particular of the prefixes that it begins with', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^(\/[ab]){1,4}$/), { minLength: 1 }),
        fc.stringMatching(/^(\/[ab]){1,5}$/),
        (prefixes, path) => {
          const text = conf({ routes: prefixes.map((prefix) => route('regex', `${prefix}.*`)) });
          const first = locationsOf(text).find(
            (head) => head.startsWith('~ ') && RegExp(`^${head.slice(2)}`).test(path),
          );
          const [longest] = prefixes.filter((prefix) => path.startsWith(prefix)).sort((a, b) => b.length - a.length);
          expect(first).toBe(longest && `~ ${longest}.*`);
        },
      ),
    ));
});

describe('the server', () => {
  test('listens on its port', () => expect(block(conf({ port: 8081 }), 'server')).toContain('listen 8081;'));

  test('requires authentication only if there is a realm, and never for a probe', () => {
    expect(conf()).not.toMatch(/auth_basic (?!off)|auth_basic_user_file/);
    const text = conf({ basicAuthRealm: 'Loki' });
    expect(block(text, 'server')).toEqual(
      expect.arrayContaining(['auth_basic "Loki";', 'auth_basic_user_file /etc/nginx/secrets/.htpasswd;']),
    );
    expect(block(text, 'location = /')).toContain('auth_basic off;');
  });

  test('names a tenant for requests that name none, if there is one', () => {
    expect(conf()).not.toMatch(/orgid/i);
    const text = conf({ defaultTenant: 'anonymous' });
    expect(block(text, 'map $http_x_scope_orgid $ensured_x_scope_orgid')).toEqual([
      'default $http_x_scope_orgid;',
      '"" "anonymous";',
    ]);
    expect(block(text, 'server')).toContain('proxy_set_header X-Scope-OrgID $ensured_x_scope_orgid;');
  });
});

describe('the http block', () => {
  test('uses the configured resolver', () =>
    expect(block(conf({ resolver: '10.0.0.10' }), 'http')).toContain('resolver 10.0.0.10;'));

  test('has the configured timeout, else the default of nginx', () => {
    expect(conf()).not.toContain('proxy_read_timeout');
    expect(block(conf({ readTimeout: 300 }), 'http')).toContain('proxy_read_timeout 300;');
  });

  test('has the parts of the format of the log one after the other', () => {
    const format = (...parts: string[]) => {
      const lines = block(conf({ logFormat: { parts } }), 'http');
      const start = lines.findIndex((line) => line.startsWith('log_format'));
      return lines.slice(start, start + parts.length);
    };
    expect(format('$a ', '$b ', '$c')).toEqual(["log_format main '$a '", "'$b '", "'$c';"]);
    expect(format('$a')).toEqual(["log_format main '$a';"]);
  });

  test('logs all requests, or those that failed', () => {
    const [verbose, quiet] = [true, false].map((verboseLogging) => conf({ verboseLogging }));
    expect(verbose).toContain('access_log /dev/stderr main;');
    expect(verbose).not.toContain('$loggable');
    expect(quiet).toContain('access_log /dev/stderr main if=$loggable;');
    expect(quiet).not.toContain('access_log /dev/stderr main;');
    expect(block(quiet ?? '', 'map $status $loggable')).toEqual(['~^[23] 0;', 'default 1;']);
  });
});

describe('families of addresses', () => {
  const listening = (ipFamilies: NginxProps['ipFamilies']) =>
    block(conf({ ipFamilies }), 'server').filter((line) => line.startsWith('listen'));

  test.each<[NginxProps['ipFamilies'], string[]]>([
    [undefined, ['listen 8080;']],
    ['IPv4', ['listen 8080;']],
    ['IPv6', ['listen [::]:8080;']],
    ['dual-stack', ['listen 8080;', 'listen [::]:8080;']],
  ])('%s: %j', (ipFamilies, lines) => expect(listening(ipFamilies)).toEqual(lines));

  test('of IPv4 alone are looked up alone', () => {
    const resolver = 'resolver kube-dns.kube-system.svc.example.local';
    expect(block(conf({ ipFamilies: 'IPv4' }), 'http')).toContain(`${resolver} ipv6=off;`);
    expect(block(conf({ ipFamilies: 'dual-stack' }), 'http')).toContain(`${resolver};`);
  });
});

describe('snippets', () => {
  test.each<[string, Partial<NginxProps>, string]>([
    [
      'repeat a timeout',
      { readTimeout: 300, httpSnippet: 'proxy_read_timeout 600;' },
      'httpSnippet: found "proxy_read_timeout 600", but the generated configuration already has "proxy_read_timeout", and nginx rejects duplicates: set readTimeout instead',
    ],
    [
      'repeat what has no prop',
      { httpSnippet: 'gzip on;\nsendfile off;' },
      'httpSnippet: found "sendfile off", but the generated configuration already has "sendfile", and nginx rejects duplicates: remove it',
    ],
    [
      'repeat the format of the log',
      { httpSnippet: "log_format main '$status';" },
      `httpSnippet: found "log_format main '$status'", but the generated configuration already has "log_format main", and nginx rejects duplicates: set logFormat instead`,
    ],
    [
      'repeat a location',
      { serverSnippet: 'location = / { return 200; }' },
      'serverSnippet: found "location = /", but the generated configuration already has "location = /", and nginx rejects duplicates: remove it',
    ],
    [
      'repeat themselves',
      { httpSnippet: 'gzip on; gzip off;' },
      'httpSnippet: found "gzip off", but the generated configuration already has "gzip", and nginx rejects duplicates: remove it',
    ],
    [
      'do not end',
      { httpSnippet: 'gzip on' },
      'httpSnippet: found "gzip on" without ";" at its end, nginx requires it: add it',
    ],
    [
      'open a block',
      { serverSnippet: 'location /a {' },
      'serverSnippet: found a "{" without "}", allowed are complete blocks: add the other brace',
    ],
    [
      'close a block',
      { serverSnippet: '}' },
      'serverSnippet: found a "}" without "{", allowed are complete blocks: add the other brace',
    ],
  ])('fail if they %s', (_, props, sentence) => expect(sentencesOf(() => conf(props))).toEqual([sentence]));

  test.each<[string, Partial<NginxProps>]>([
    ['a timeout that is not written', { httpSnippet: 'proxy_read_timeout 600;' }],
    [
      'a location with a timeout of its own',
      { readTimeout: 300, serverSnippet: 'location /a { proxy_read_timeout 1h; }' },
    ],
    ['headers', { httpSnippet: 'proxy_set_header A "a;b";\nproxy_set_header B b; # proxy_set_header' }],
    ['another format of the log', { httpSnippet: "log_format other '{$status}';" }],
  ])('may hold %s', (_, props) => expect(() => conf(props)).not.toThrow());

  const lines = '\ngzip on;\n\n  etag on;\n';

  test('stand in the block that they are for, without empty lines', () => {
    const http = conf({ httpSnippet: lines });
    expect(block(http, 'http')).toEqual(expect.arrayContaining(['gzip on;', 'etag on;']));
    expect(block(http, 'server')).not.toContain('gzip on;');
    const server = conf({ serverSnippet: lines });
    expect(block(server, 'server')).toEqual(expect.arrayContaining(['gzip on;', 'etag on;']));
    expect(block(server, 'http')).not.toContain('gzip on;');
    expect(http).not.toMatch(/\n\s*\n/);
    expect(server).not.toMatch(/\n\s*\n/);
  });

  test.each(['', ' \n '])('are ignored if they are %j', (text) =>
    expect(conf({ httpSnippet: text, serverSnippet: text })).toBe(conf()),
  );
});

test('a WebSocket keeps the tenant of requests that name none', () =>
  expect(
    block(conf({ defaultTenant: 't', routes: [{ ...route('exact', '/tail'), websocket: true }] }), 'location = /tail'),
  ).toContain('proxy_set_header X-Scope-OrgID $ensured_x_scope_orgid;'));

test('a path of its own at the backend keeps the query', () =>
  expect(block(conf({ routes: [{ ...route('exact', '/a'), upstreamPath: '/b' }] }), 'location = /a').at(-1)).toBe(
    'proxy_pass $a_backend:3100/b$is_args$args;',
  ));
