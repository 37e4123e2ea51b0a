import type { Entries } from './entry';

/** Findings about requests between programs. */
export const FLOW = {
  'flow/path': {
    severity: 'error',
    found: 'a client is given a URL whose path the server, or the gateway before it, does not serve for this API',
    ignored: 'Every request fails: 404 "page not found", 405 "Method Not Allowed".',
    fix: 'Pass the API of the system, such as `mimir.remoteWrite` or `loki.push`, or correct the path.',
  },
  'flow/tenant': {
    severity: 'error',
    found: 'a client sends no tenant to a system with multi-tenancy, and no gateway sets a default one',
    ignored: 'Every request fails: 401 "no org id".',
    fix: 'Set the tenant of the client (header `X-Scope-OrgID`).',
  },
  'flow/credentials': {
    severity: 'error',
    found: 'a client sends no user and password to a gateway with `basicAuth`',
    ignored: 'Every request fails: 401 "Authorization Required".',
    fix: 'Set the credentials of the client.',
  },
  'flow/tls': {
    severity: 'error',
    found: 'a client uses HTTPS for a port that serves plain HTTP, or HTTP for one with TLS',
    ignored:
      'Every request fails: "server gave HTTP response to HTTPS client", "client sent an HTTP request to an HTTPS server".',
    fix: 'Use the scheme of the server.',
  },
  'flow/timeout': {
    severity: 'warning',
    found: 'a gateway waits less long for an answer than the system behind it may take for a query',
    ignored: 'Long queries fail with 504 "Gateway Time-out".',
    fix: 'Raise the read timeout of the gateway (`gateway.readTimeout`), or lower the query timeout.',
  },
  'flow/listen': {
    severity: 'error',
    found: 'a program listens on the loopback address alone',
    ignored: 'Probes and other pods cannot connect: "connection refused".',
    fix: 'Remove the listen address.',
  },
  'flow/prefix': {
    severity: 'error',
    found: 'a prefix of HTTP paths is configured that probes, gateways or clients do not use',
    ignored: 'Probes and requests get 404, and pods are never ready.',
    fix: 'Remove the prefix, or add it to every path that the finding names.',
  },
  'flow/port': {
    severity: 'error',
    found: 'a program listens on another port than its container, Service and probes have',
    ignored: 'Probes and other pods cannot connect: "connection refused".',
    fix: 'Set the port by the prop of the chart instead of the configuration or an argument.',
  },
} as const satisfies Entries;
