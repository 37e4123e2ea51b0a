import { Alloy } from '../../../charts/alloy';
import { Grafana, type GrafanaProps } from '../../../charts/grafana';
import { Namespaces } from '../../../charts/namespaces';
import { OtelCollector } from '../../../charts/otel-collector';
import { Promtail } from '../../../charts/promtail';
import type { Change } from '../sound';
import { AGENT_POLICIES, promtail } from './agents';
import type { Pair } from './pair';

const resources = { requests: { cpu: '10m', memory: '16Mi' } } as const;

const ownJob = { job_name: 'own', static_configs: [{ targets: ['localhost:9090'] }] } as const;

/** A Prometheus that writes to an address elsewhere. */
const writing = (header: string): Change => ({
  prometheus: { remoteWrite: [{ url: 'https://metrics.example.com/api/v1/push', headers: { [header]: 'a' } }] },
});

/** Replicas of Prometheus beside a Mimir, which they write to. */
const replicas = (mimir: NonNullable<Change['mimir']>, labels: Readonly<Record<string, string>> = {}): Change => ({
  mimir,
  prometheus: {
    replicas: 2,
    disruptionBudget: { maxUnavailable: 1 },
    externalLabels: { cluster: 'a', ...labels },
    remoteWrite: [{ url: 'http://mimir-nginx.logs.svc/api/v1/push', tenant: 'a' }],
  },
});

const tracker = {
  config: {
    limits: { accept_ha_samples: true, ha_replica_label: 'prometheus_replica' },
    distributor: {
      ha_tracker: {
        enable_ha_tracker: true,
        kvstore: { store: 'consul', consul: { host: 'consul.example.com:8500' } },
      },
    },
  },
} as const;

const lookUp = (clusterRules?: readonly []): Change => ({
  prometheus: {
    scrapeConfigs: [ownJob, { job_name: 'kubelets', kubernetes_sd_configs: [{ role: 'node' }] }],
    ...(clusterRules && { clusterRules }),
  },
});

export const grafana = (props: Partial<GrafanaProps>): Change => ({
  charts: (app) => new Grafana(app, 'grafana', { namespace: 'web', resources, admin: { secretName: 'web' }, ...props }),
});

/** Promtail, and perhaps Alloy beside it. */
const agents = (hasAlloy: boolean): Change => ({
  charts: (app, { loki }) => {
    const agent = { namespace: 'agents', clients: [loki.push], resources };
    new Namespaces(app, '_agents', { namespaces: { agents: 'privileged' } });
    new Promtail(app, 'promtail', agent);
    if (hasAlloy) new Alloy(app, 'alloy', agent);
  },
  checks: { severity: AGENT_POLICIES },
});

const journal = { extraScrapeConfigs: [{ job_name: 'journal', journal: {} }] } as const;

/** A collector that writes to an address elsewhere, with a header from a variable. */
const collector = (env: Readonly<Record<string, string>>, scrapeTimeout: '30s' | '90s' = '30s'): Change => ({
  charts: (app) => {
    new Namespaces(app, '_agents', { namespaces: { agents: 'privileged' } });
    new OtelCollector(app, 'collector', {
      namespace: 'agents',
      resources,
      env,
      hostPorts: false,
      scrapeTimeout,
      remoteWrite: { url: 'https://metrics.example.com/api/v1/push' },
      externalLabels: { region: '${env:REGION}' },
    });
  },
  checks: { severity: { 'policy/*': 'off' } },
});

/** Broken collectors, and a Grafana that does not listen where it is asked. */
export const COLLECT_PAIRS: readonly Pair[] = [
  {
    id: 'collect/timeout',
    what: 'a short interval in the configuration, and the default timeout',
    broken: { prometheus: { config: { global: { scrape_interval: '5s' } } } },
    mended: { prometheus: { config: { global: { scrape_interval: '5s', scrape_timeout: '5s' } } } },
    sentence: /global\.scrape_timeout: found "10s", allowed is at most global\.scrape_interval, "5s"/,
  },
  {
    id: 'collect/timeout',
    what: 'a job with a longer timeout than the interval of the configuration',
    broken: {
      prometheus: {
        config: { global: { scrape_interval: '20s' } },
        scrapeConfigs: [{ ...ownJob, scrape_timeout: '30s' }],
      },
    },
    mended: { prometheus: { scrapeConfigs: [{ ...ownJob, scrape_interval: '1m', scrape_timeout: '30s' }] } },
    sentence: /scrape_configs\[own\]\.scrape_timeout: found "30s", allowed is at most the interval of the job, "20s"/,
  },
  {
    id: 'collect/timeout',
    what: 'a collector',
    broken: collector({ REGION: 'eu' }, '90s'),
    mended: collector({ REGION: 'eu' }),
    sentence: /receivers\.prometheus\.config\.global\.scrape_timeout: found "90s"/,
  },
  {
    id: 'collect/header',
    what: 'the user agent of remote write',
    broken: writing('User-Agent'),
    mended: writing('X-Cluster'),
    sentence: /remote_write\[0\]\.headers: found "User-Agent"/,
  },
  {
    id: 'collect/replicas',
    what: 'a Mimir without HA tracker',
    broken: replicas({}),
    mended: replicas(tracker),
    sentence: /found 2 replicas, whose samples a Mimir without HA tracker keeps all/,
  },
  {
    id: 'collect/repeated-logs',
    what: 'Promtail and Alloy',
    broken: agents(true),
    mended: agents(false),
    sentence: /^found it beside DaemonSet\/agents\/\w+, both read the logs of all pods/,
  },
  {
    id: 'collect/journal',
    what: 'a journal that is not mounted',
    broken: promtail(journal),
    mended: promtail({
      ...journal,
      volumes: [{ name: 'journal', hostPath: { path: '/var/log/journal' } }],
      volumeMounts: [{ name: 'journal', mountPath: '/var/log/journal', readOnly: true }],
    }),
    sentence: /scrape_configs\[journal\]\.journal: found the folder "\/var\/log\/journal"/,
  },
  {
    id: 'collect/variable',
    what: 'a label of the collector',
    broken: collector({}),
    mended: collector({ REGION: 'eu' }),
    sentence: /found the variable "REGION"/,
  },
  {
    id: 'collect/permissions',
    what: 'a Prometheus without permissions',
    broken: lookUp([]),
    mended: lookUp(),
    sentence: /kubernetes_sd_configs: found jobs that look up nodes, which ServiceAccount "web\/prometheus" may not/,
  },
  {
    id: 'collect/configuration',
    what: 'two jobs of one name',
    broken: { prometheus: { scrapeConfigs: [ownJob, ownJob] } },
    mended: { prometheus: { scrapeConfigs: [ownJob, { ...ownJob, job_name: 'second' }] } },
    sentence: /scrapeConfigs\[1\]\.job_name: found "own" twice/,
  },
  {
    id: 'grafana/database-host',
    what: 'PostgreSQL without a host',
    broken: grafana({ config: { database: { type: 'postgres' } } }),
    mended: grafana({ config: { database: { type: 'postgres', host: 'db.example.com:5432' } } }),
    sentence: /config\.database\.host: found none for "postgres"/,
  },
  {
    id: 'grafana/port',
    what: 'a port by a variable',
    broken: grafana({ env: { GF_SERVER_HTTP_PORT: '8080' } }),
    mended: grafana({ env: { GF_SERVER_HTTP_PORT: '3000' } }),
    sentence: /env\[GF_SERVER_HTTP_PORT\]: found 8080, but readinessProbe and the Service ask port 3000/,
  },
  {
    id: 'grafana/protocol',
    what: 'HTTPS with probes of HTTP',
    broken: grafana({ config: { server: { protocol: 'https' } } }),
    mended: grafana({ config: { server: { protocol: 'http' } } }),
    sentence: /grafana\.ini\[server\.protocol\]: found "https", but readinessProbe asks by HTTP/,
  },
];
