import type { Endpoint } from '../endpoint';

/** Which requests go where. */
export interface Route {
  /** How `path` is matched: the whole path, its beginning, or a regular expression anywhere in it. */
  readonly match: 'exact' | 'prefix' | 'regex';
  readonly path: string;
  readonly backend: Endpoint;
  /** Path that the backend is asked for. @default - that of the request */
  readonly upstreamPath?: string;
  /** Whether a client may turn the connection into a WebSocket. @default false */
  readonly websocket?: boolean;
}

export interface NginxProps {
  readonly routes: readonly Route[];
  readonly clusterDomain: string;
  /** Host of the DNS server, as the pod itself can resolve it. */
  readonly resolver: string;
  /** Port that nginx listens on. */
  readonly port: number;
  /** Realm of basic authentication, or nothing if nobody is asked who they are. */
  readonly basicAuthRealm?: string;
  /** Tenant of requests that name none. */
  readonly defaultTenant?: string | undefined;
  /** Seconds for which a backend may be silent. */
  readonly readTimeoutSeconds?: number | undefined;
  /** Format of the access log, in parts that are joined. */
  readonly logFormat: readonly string[];
  /** Whether requests that succeed are logged too. */
  readonly verboseLogging: boolean;
  /** Lines to add to the `http` block. */
  readonly httpSnippet?: string;
  /** Lines to add to the `server` block. */
  readonly serverSnippet?: string;
}

/** The folder of the Secret with the users, in the container. */
export const SECRETS_FOLDER = '/etc/nginx/secrets';
/** Its key with the users. */
export const USERS_FILE = '.htpasswd';

/** A block of nginx's configuration, or a line of it. */
type Line = string | { readonly head: string; readonly body: readonly Line[] };

/** `nginx.conf` for a gateway. Backends are looked up when they are asked for, so nginx starts without them. */
export function nginxConf(props: NginxProps): string {
  const { routes, resolver, port, basicAuthRealm, logFormat, verboseLogging, httpSnippet, serverSnippet } = props;
  const auth =
    basicAuthRealm === undefined
      ? []
      : [`auth_basic "${basicAuthRealm}";`, `auth_basic_user_file ${SECRETS_FOLDER}/${USERS_FILE};`];
  return print([
    'worker_processes 5; ## Default: 1',
    'error_log /dev/stderr;',
    'pid /tmp/nginx.pid;',
    'worker_rlimit_nofile 8192;',
    { head: 'events', body: ['worker_connections 4096; ## Default: 1024'] },
    {
      head: 'http',
      body: [
        'client_body_temp_path /tmp/client_temp;',
        'proxy_temp_path /tmp/proxy_temp_path;',
        'fastcgi_temp_path /tmp/fastcgi_temp;',
        'uwsgi_temp_path /tmp/uwsgi_temp;',
        'scgi_temp_path /tmp/scgi_temp;',
        'proxy_http_version 1.1;',
        'default_type application/octet-stream;',
        ...logLines(logFormat),
        ...(verboseLogging ? ['access_log /dev/stderr main;'] : QUIET),
        'sendfile on;',
        'tcp_nopush on;',
        `resolver ${resolver};`,
        ...tenantLines(props.defaultTenant),
        ...(props.readTimeoutSeconds === undefined ? [] : [`proxy_read_timeout ${props.readTimeoutSeconds};`]),
        ...snippet(httpSnippet),
        {
          head: 'server',
          body: [
            `listen ${port};`,
            ...auth,
            ...tenantHeader(props),
            // What probes ask.
            { head: 'location = /', body: ['return 204;', 'auth_basic off;', 'access_log off;'] },
            ...inOrder(routes).map((route) => location(route, props)),
            ...snippet(serverSnippet),
          ],
        },
      ],
    },
  ]);
}

/** Logs what failed and nothing else. */
const QUIET: readonly Line[] = [
  { head: 'map $status $loggable', body: ['~^[23] 0;', 'default 1;'] },
  'access_log /dev/stderr main if=$loggable;',
];

/** Of regular expressions nginx takes the first that matches, so the longer one comes first. */
function inOrder(routes: readonly Route[]): Route[] {
  const weight = ({ match, path }: Route): number => (match === 'regex' ? path.length : Number.MAX_SAFE_INTEGER);
  return [...routes].sort((a, b) => weight(b) - weight(a));
}

const OPERATORS = { exact: '= ', prefix: '', regex: '~ ' } as const;

function location({ match, path, backend, upstreamPath, websocket = false }: Route, props: NginxProps): Line {
  // Only an address in a variable is looked up at run time.
  const variable = `$${path.replace(/^\//, '').replace(/\W+$/, '').replace(/\W+/g, '_')}_backend`;
  return {
    head: `location ${OPERATORS[match]}${path}`,
    body: [
      `set ${variable} http://${backend.fullHost(props.clusterDomain)};`,
      `proxy_pass ${variable}:${backend.port}${upstreamPath === undefined ? '$request_uri' : `${upstreamPath}$is_args$args`};`,
      ...(websocket
        ? [
            // A location with headers of its own has none of the server's.
            ...tenantHeader(props),
            'proxy_set_header Upgrade $http_upgrade;',
            'proxy_set_header Connection "upgrade";',
            // A tail is silent for as long as nothing is logged.
            'proxy_read_timeout 1h;',
          ]
        : []),
    ],
  };
}

const tenantHeader = ({ defaultTenant }: NginxProps): string[] =>
  defaultTenant === undefined ? [] : ['proxy_set_header X-Scope-OrgID $ensured_x_scope_orgid;'];

const tenantLines = (tenant: string | undefined): Line[] =>
  tenant === undefined
    ? []
    : [
        {
          head: 'map $http_x_scope_orgid $ensured_x_scope_orgid',
          body: ['default $http_x_scope_orgid;', `"" "${tenant}";`],
        },
      ];

function logLines(parts: readonly string[]): string[] {
  const quoted = parts.map((part) => `'${part}'`);
  return quoted.map((part, index) =>
    [index === 0 ? 'log_format main ' : '', part, index === quoted.length - 1 ? ';' : ''].join(''),
  );
}

const snippet = (text = ''): string[] => text.split('\n').filter((line) => line.trim() !== '');

const print = (lines: readonly Line[], indent = ''): string =>
  lines
    .map((line) =>
      typeof line === 'string'
        ? `${indent}${line}\n`
        : `${indent}${line.head} {\n${print(line.body, `${indent}  `)}${indent}}\n`,
    )
    .join('');
