import type { Entries } from './entry';

/** Findings about programs that collect metrics and logs, and show them. */
export const COLLECT = {
  'collect/configuration': {
    severity: 'error',
    found:
      'the configuration of Prometheus, Promtail, Alloy or the OpenTelemetry Collector has a setting that the program rejects or ignores',
    ignored: 'The program ends as it starts, or collects less than it is configured for.',
    fix: 'Change the setting as the sentence says.',
  },
  'collect/timeout': {
    severity: 'error',
    found: 'a scrape timeout is longer than its scrape interval, the global ones included',
    ignored:
      'Prometheus does not start: `scrape timeout greater than scrape interval for scrape config with job name "x"`.',
    fix: 'Lower the timeout, or raise the interval.',
  },
  'collect/header': {
    severity: 'error',
    found: 'remote write or remote read has a header that Prometheus sets itself, such as Authorization',
    ignored:
      'Prometheus does not start: `authorization header must be changed via the basic_auth, authorization, oauth2 or sigv4 parameter`.',
    fix: 'Use `credentials` or `authorization`.',
  },
  'collect/replicas': {
    severity: 'warning',
    found: 'several replicas of Prometheus write to a Mimir that has no HA tracker for their labels',
    ignored: 'Mimir stores each series once for each replica, and queries without the replica label count twice.',
    fix: "Enable Mimir's HA tracker for the labels of the replicas, or run one replica.",
  },
  'collect/repeated-logs': {
    severity: 'warning',
    found: 'two agents read the logs of pods and push them to the same Loki',
    ignored: 'Every line is stored twice, or is rejected with `entry out of order`.',
    fix: 'Remove one of the agents.',
  },
  'collect/journal': {
    severity: 'error',
    found: 'an agent reads a journal whose folder is not mounted from the node',
    ignored: 'No line is read; Promtail says `error creating journal reader`.',
    fix: 'Add the folder to `volumes` and `volumeMounts`.',
  },
  'collect/variable': {
    severity: 'warning',
    found: 'the configuration of a collector names a variable that its container does not have',
    ignored: 'The value is empty: nothing arrives, or the other end answers 401.',
    fix: 'Set it in `env`.',
  },
  'collect/permissions': {
    severity: 'error',
    found: 'jobs look up objects of Kubernetes that their service account may not list and watch',
    ignored:
      'There are no targets; the log says `pods is forbidden: User "system:serviceaccount:..." cannot list resource`.',
    fix: 'Add the rules to the role, such as by leaving `clusterRules` at its default.',
  },
  'grafana/database-host': {
    severity: 'error',
    found: 'Grafana is to use PostgreSQL or MySQL, and no host is set',
    ignored: 'Grafana does not start: `failed to connect to `host=127.0.0.1`: connection refused`.',
    fix: 'Set `config.database.host`, or `GF_DATABASE_HOST`.',
  },
  'grafana/port': {
    severity: 'error',
    found: 'Grafana listens on another port than its probes and its Service ask',
    ignored: 'No pod is ever ready: `Readiness probe failed: connection refused`.',
    fix: 'Remove `GF_SERVER_HTTP_PORT`; the port of the Service is a prop.',
  },
  'grafana/protocol': {
    severity: 'error',
    found: 'Grafana speaks HTTPS and its probes HTTP, or the other way round',
    ignored: 'No pod is ever ready: `Readiness probe failed: HTTP probe failed with statuscode: 400`.',
    fix: 'Set the scheme of the probes, or let the Ingress do TLS.',
  },
} as const satisfies Entries;
