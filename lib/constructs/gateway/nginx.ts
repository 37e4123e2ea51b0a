import type { Endpoint } from '../../values/endpoint';
import { Mistakes } from '../../values/errors';
import type { IpFamilies } from '../../values/ip-families';
import { checkSnippet } from './snippet';

/** A route from a path to a backend. */
export interface Route {
  /** Match type of `path`: exact, prefix, or a regular expression anywhere in the path. */
  readonly match: 'exact' | 'prefix' | 'regex';
  readonly path: string;
  readonly backend: Endpoint;
  /** Path of the request to the backend. @default - that of the request */
  readonly upstreamPath?: string;
  /** Whether a client may turn the connection into a WebSocket. @default false */
  readonly websocket?: boolean;
}

export interface NginxProps {
  readonly routes: readonly Route[];
  readonly clusterDomain: string;
  /** Port of backends with TLS, and the name in their certificates. @default - plain HTTP */
  readonly backendTls?: { readonly port: number; readonly serverName: string } | undefined;
  /** Value of `resolver`: DNS servers, resolvable from the pod, and parameters. */
  readonly resolver: string;
  /** Families of addresses that nginx listens on, and looks up. @default - it listens on IPv4 and looks up both */
  readonly ipFamilies?: IpFamilies | undefined;
  /** Path that probes ask for, besides `/`. @default - none */
  readonly probePath?: string | undefined;
  /** Port that nginx listens on. */
  readonly port: number;
  /** Realm of basic authentication. @default - no authentication */
  readonly basicAuthRealm?: string;
  /** Default tenant of requests without one. */
  readonly defaultTenant?: string | undefined;
  /** Read timeout of backends: seconds, or a number with a unit. @default - nginx's own, 60 seconds */
  readonly readTimeout?: NginxTime | undefined;
  /** Format of the access log. */
  readonly logFormat: LogFormat;
  /** Whether requests that succeed are logged too. */
  readonly verboseLogging: boolean;
  /** Lines to add to the `http` block. */
  readonly httpSnippet?: string;
  /** Lines to add to the `server` block. */
  readonly serverSnippet?: string;
}

/** Duration in nginx's format: seconds, or a number with a unit. */
export type NginxTime = number | `${number}${'ms' | 's' | 'm' | 'h'}`;

/** Format of the access log (`log_format`). */
export interface LogFormat {
  /** Parts that are joined, such as `'$remote_addr '`. */
  readonly parts: readonly string[];
  /** Escaping of characters in variables. @default "default" */
  readonly escape?: 'default' | 'json' | 'none';
}

/** The folder of the Secret with the users, in the container. */
export const SECRETS_FOLDER = '/etc/nginx/secrets';
/** Its key with the users. */
export const USERS_FILE = '.htpasswd';

/** The folder of the Secret with the authority of backends, in the container, and its key. */
export const AUTHORITY_FOLDER = '/etc/nginx/authority';
export const AUTHORITY_FILE = 'ca.crt';

/** A block of nginx's configuration, or a line of it. */
type Line = string | { readonly head: string; readonly body: readonly Line[] };

/**
 * `nginx.conf` for a gateway. Backends are resolved at request time, so nginx starts without them.
 * @throws UserError if nginx would reject a snippet
 */
export function nginxConf(props: NginxProps): string {
  const { httpSnippet = '', serverSnippet = '' } = props;
  const http = httpLines(props);
  const server = serverLines(props);
  const mistakes = new Mistakes('');
  checkSnippet(mistakes, 'httpSnippet', httpSnippet, print(http));
  checkSnippet(mistakes, 'serverSnippet', serverSnippet, print(server));
  mistakes.throwIfAny();
  return print([
    'worker_processes 5; ## Default: 1',
    'error_log /dev/stderr;',
    'pid /tmp/nginx.pid;',
    'worker_rlimit_nofile 8192;',
    { head: 'events', body: ['worker_connections 4096; ## Default: 1024'] },
    {
      head: 'http',
      body: [...http, ...snippet(httpSnippet), { head: 'server', body: [...server, ...snippet(serverSnippet)] }],
    },
  ]);
}

const httpLines = ({ logFormat, verboseLogging, defaultTenant, readTimeout, ...props }: NginxProps): Line[] => [
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
  `resolver ${props.resolver}${props.ipFamilies === 'IPv4' ? ' ipv6=off' : ''};`,
  ...tenantLines(defaultTenant),
  ...tlsLines(props),
  ...(readTimeout === undefined ? [] : [`proxy_read_timeout ${readTimeout};`]),
];

/** Backend addresses are variables, so the server name of the certificate must be set explicitly. */
const tlsLines = ({ backendTls }: Pick<NginxProps, 'backendTls'>): string[] =>
  backendTls === undefined
    ? []
    : [
        `proxy_ssl_trusted_certificate ${AUTHORITY_FOLDER}/${AUTHORITY_FILE};`,
        'proxy_ssl_verify on;',
        'proxy_ssl_verify_depth 3;',
        `proxy_ssl_name ${backendTls.serverName};`,
        'proxy_ssl_server_name on;',
      ];

const serverLines = (props: NginxProps): Line[] => [
  ...listenLines(props),
  ...(props.basicAuthRealm === undefined
    ? []
    : [`auth_basic "${props.basicAuthRealm}";`, `auth_basic_user_file ${SECRETS_FOLDER}/${USERS_FILE};`]),
  ...tenantHeader(props),
  ...['/', ...(props.probePath === undefined ? [] : [props.probePath])].map(probed),
  ...inOrder(props.routes).map((route) => location(route, props)),
];

/** Location of probes, without authentication. */
const probed = (path: string): Line => ({
  head: `location = ${path}`,
  body: ['return 204;', 'auth_basic off;', 'access_log off;'],
});

/** `[::]` is IPv6 alone to nginx, whatever the system says. */
const listenLines = ({ port, ipFamilies = 'IPv4' }: NginxProps): string[] => [
  ...(ipFamilies === 'IPv6' ? [] : [`listen ${port};`]),
  ...(ipFamilies === 'IPv4' ? [] : [`listen [::]:${port};`]),
];

/** Logs failed requests only. */
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
  const scheme = backend.port === props.backendTls?.port ? 'https' : 'http';
  // Only an address in a variable is looked up at run time.
  const variable = `$${path.replace(/^\//, '').replace(/\W+$/, '').replace(/\W+/g, '_')}_backend`;
  return {
    head: `location ${OPERATORS[match]}${path}`,
    body: [
      `set ${variable} ${scheme}://${backend.fullHost(props.clusterDomain)};`,
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

function logLines({ parts, escape: escaping }: LogFormat): string[] {
  const quoted = parts.map((part) => `'${part}'`);
  const head = `log_format main ${escaping === undefined ? '' : `escape=${escaping} `}`;
  return quoted.map((part, index) => [index === 0 ? head : '', part, index === quoted.length - 1 ? ';' : ''].join(''));
}

const snippet = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

const print = (lines: readonly Line[], indent = ''): string =>
  lines
    .map((line) =>
      typeof line === 'string'
        ? `${indent}${line}\n`
        : `${indent}${line.head} {\n${print(line.body, `${indent}  `)}${indent}}\n`,
    )
    .join('');
