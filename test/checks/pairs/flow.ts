import { JsonPatch } from 'cdk8s';
import { Prometheus, type PrometheusProps } from '../../../charts/prometheus';
import { KubeConfigMap } from '../../../lib/values/k8s';
import { SecretKey } from '../../../lib/values/secret-key';
import type { Change } from '../sound';
import { alloy } from './agents';
import type { Pair } from './pair';

const resources = { requests: { cpu: '10m', memory: '16Mi' } } as const;
const external = [
  { kind: 'StorageClass', name: 'fast' },
  ...['web', 'tls'].map((name) => ({ kind: 'Secret', namespace: 'web', name })),
  { kind: 'Secret', namespace: 'logs', name: 'users' },
  { kind: 'Secret', namespace: 'agents', name: 'password' },
];
const PUSH = 'http://loki-loki-distributed-gateway.logs/loki/api/v1/push';
const CREDENTIALS = { username: 'agent', password: new SecretKey('password', 'password') };

/** A second Prometheus, which sends its samples to a URL. */
const sender = (write: NonNullable<PrometheusProps['remoteWrite']>[number], more: Change = {}): Change => ({
  ...more,
  charts: (app) =>
    new Prometheus(app, 'sender', { namespace: 'web', release: 'sender', resources, remoteWrite: [write] }),
});

/** Data sources of a Grafana that is not made by the chart, as an operator mounts them. */
const datasource = (type: string, url: string): Change => ({
  objects: (chart) =>
    new KubeConfigMap(chart, 'datasources', {
      metadata: { name: 'datasources' },
      data: { 'all.yaml': `datasources:\n  - {name: a, uid: a, type: ${type}, url: "${url}"}\n` },
    }),
  patches: {
    'Deployment/web': [
      JsonPatch.replace('/spec/template/spec/containers/0/image', 'grafana/grafana:10.4.0'),
      JsonPatch.replace('/spec/template/spec/containers/0/args', []),
      JsonPatch.add('/spec/template/spec/volumes/-', { name: 'all', configMap: { name: 'datasources' } }),
    ],
  },
});

const withAlloy = (url: string, more: Change): Change => {
  const agent = alloy({ clients: [{ url }] });
  return { ...agent, ...more, checks: { ...agent.checks, ...more.checks } };
};

export const FLOW_PAIRS: readonly Pair[] = [
  {
    id: 'flow/path',
    what: 'remote write to a Prometheus at the path of Mimir',
    broken: sender({ url: 'http://prometheus.web:9090/api/v1/push' }),
    mended: sender({ url: 'http://prometheus.web:9090/api/v1/write' }),
    sentence: /does not serve remote write at "\/api\/v1\/push", allowed are \/api\/v1\/write/,
  },
  {
    id: 'flow/path',
    what: 'remote write to a role of Mimir that takes none',
    broken: sender({ url: 'http://mimir-querier.logs:8080/api/v1/push', tenant: 'a' }, { mimir: {} }),
    mended: sender({ url: 'http://mimir-distributor.logs:8080/api/v1/push', tenant: 'a' }, { mimir: {} }),
    sentence: /Mimir \(querier\) of .* does not serve remote write/,
  },
  {
    id: 'flow/path',
    what: 'a data source of Mimir without the prefix of its API',
    broken: { mimir: {}, ...datasource('prometheus', 'http://mimir-nginx.logs') },
    mended: { mimir: {}, ...datasource('prometheus', 'http://mimir-nginx.logs/prometheus') },
    sentence:
      /all\.yaml\[a\]\.url: found "http:\/\/mimir-nginx\.logs", but Deployment\/logs\/mimir-nginx passes "\/api\/v1\/query" to no program/,
  },
  {
    id: 'flow/tenant',
    what: 'an Alloy without a tenant, and a Loki with multi-tenancy',
    broken: withAlloy(PUSH, { loki: { multiTenancy: true } }),
    mended: {
      ...withAlloy(PUSH, { loki: { multiTenancy: true } }),
      ...alloy({ clients: [{ url: PUSH, tenant: 'a' }] }),
    },
    sentence: /Loki has multi-tenancy enabled, and no tenant is set: every request gets 401 "no org id"/,
  },
  {
    id: 'flow/tenant',
    what: 'remote write past the gateway that names a default tenant',
    broken: sender({ url: 'http://mimir-distributor.logs:8080/api/v1/push' }, { mimir: {} }),
    mended: sender({ url: 'http://mimir-nginx.logs/api/v1/push' }, { mimir: {} }),
    sentence: /Mimir has multi-tenancy enabled/,
  },
  {
    id: 'flow/credentials',
    what: 'an Alloy without a user, and a gateway with basicAuth',
    broken: withAlloy(PUSH, {
      loki: { gateway: { resources, basicAuth: { secretName: 'users' } } },
      checks: { external },
    }),
    mended: {
      ...withAlloy(PUSH, {}),
      ...alloy({ clients: [{ url: PUSH, credentials: CREDENTIALS }] }),
      loki: { gateway: { resources, basicAuth: { secretName: 'users' } } },
      checks: { external, severity: { 'policy/root': 'off', 'policy/host-path': 'off' } },
    },
    sentence: /asks for a user, and no user is set: every request gets 401/,
  },
  {
    id: 'flow/tls',
    what: 'HTTPS to a gateway without TLS',
    broken: sender({ url: 'https://mimir-nginx.logs:80/api/v1/push' }, { mimir: {} }),
    mended: sender({ url: 'http://mimir-nginx.logs:80/api/v1/push' }, { mimir: {} }),
    sentence: /serves plain HTTP at this port: use http/,
  },
  {
    id: 'flow/timeout',
    what: 'a query timeout above that of the gateway',
    broken: { loki: { config: { limits_config: { query_timeout: '10m' } } } },
    mended: {
      loki: { config: { limits_config: { query_timeout: '10m' } }, gateway: { resources, readTimeout: '10m' } },
    },
    sentence: /query_timeout: found "10m", but .* waits 60s/,
  },
  {
    id: 'flow/listen',
    what: 'HTTP on the loopback address alone',
    broken: { loki: { config: { server: { http_listen_address: '127.0.0.1' } } } },
    mended: { loki: { config: { server: { http_listen_address: '0.0.0.0' } } } },
    sentence: /^server\.http_listen_address: found "127\.0\.0\.1"/,
  },
  {
    id: 'flow/prefix',
    what: 'a prefix of all paths that probes do not have',
    broken: { loki: { config: { server: { http_path_prefix: '/logs' } } } },
    sentence: /^server\.http_path_prefix: found "\/logs", but probes of Loki ask for \/ready/,
  },
  {
    id: 'flow/prefix',
    what: 'another prefix of the API of Prometheus in Mimir',
    broken: { mimir: { config: { api: { prometheus_http_prefix: '/prom' } } } },
    sentence: /^api\.prometheus_http_prefix: found "\/prom", but the gateway Deployment\/logs\/mimir-nginx and clients/,
  },
  {
    id: 'flow/prefix',
    what: 'a prefix of the API of Tempo',
    broken: { tempo: { config: { http_api_prefix: '/tempo' } } },
    sentence: /^http_api_prefix: found "\/tempo"/,
  },
  {
    id: 'flow/port',
    what: 'a port in the arguments of a role',
    broken: { loki: { querier: { extraArgs: ['-server.http-listen-port=3200'] } } },
    mended: { loki: { querier: { extraArgs: ['-server.http-listen-port=3100'] } } },
    sentence: /args: -server\.http-listen-port: found 3200, but probes and Services ask port 3100/,
  },
];
