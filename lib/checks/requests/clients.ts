import { type AlloyLiteral, type AlloyNode, parseAlloy } from '../../model/languages/alloy';
import type { Cluster, Pods } from '../cluster';
import { type Fields, fieldsOf, itemsOf, textOf } from '../fields';
import { datasourcesIn } from '../monitoring/datasources';
import { type Instance, instancesOf } from '../programs/instances';
import type { Request, RequestedApi } from './request';

type Found = Omit<Request, 'from' | 'object'>;

/** Every request that the configurations of known clients ask for. */
export function* requestsIn(cluster: Cluster): Generator<Request> {
  for (const instance of instancesOf(cluster)) {
    const { config, pods: from } = instance;
    if (config === undefined) continue;
    for (const found of CLIENTS[instance.program]?.(config.content, instance) ?? []) {
      yield { ...found, object: config.object, from };
    }
  }
  for (const { object, at, type, url, jsonData, entry } of datasourcesIn(cluster)) {
    const api = DATASOURCES[type];
    const from = readersOf(cluster, object);
    if (api === undefined || url === '' || from === undefined) continue;
    const headers = Object.entries(jsonData).flatMap(([key, name]) => (key.startsWith('httpHeaderName') ? [name] : []));
    yield {
      api,
      url,
      from,
      object,
      at: `${at}.url`,
      hasTenant: headers.some(isTenantHeader),
      hasCredentials: entry['basicAuth'] === true || headers.some(isAuthorization) || hasUser(url),
    };
  }
}

const DATASOURCES: Readonly<Record<string, RequestedApi>> = {
  loki: 'loki-query',
  prometheus: 'prometheus-query',
  tempo: 'tempo-query',
};

const readersOf = (cluster: Cluster, object: string): Pods | undefined =>
  instancesOf(cluster).find(
    ({ program, pods }) =>
      program === 'Grafana' &&
      (pods.spec.volumes ?? []).some(
        ({ configMap }) => configMap?.name !== undefined && object === `ConfigMap/${pods.namespace}/${configMap.name}`,
      ),
  )?.pods;

const isTenantHeader = (name: unknown): boolean => String(name).toLowerCase() === 'x-scope-orgid';
const isAuthorization = (name: unknown): boolean => String(name).toLowerCase() === 'authorization';
const hasUser = (url: string): boolean => /^\w+:\/\/[^/@]+@/.test(url);

/** Settings of the HTTP client of Prometheus, which most programs have. */
function client(api: RequestedApi, at: string, value: unknown, hasTenant = false): Found[] {
  const fields = fieldsOf(value);
  const url = textOf(fields['url']);
  if (url === undefined) return [];
  const headers = Object.keys(fieldsOf(fields['headers']));
  const isKnown = ['basic_auth', 'authorization', 'bearer_token', 'bearer_token_file', 'oauth2', 'sigv4'];
  return [
    {
      api,
      url,
      at: `${at}.url`,
      hasTenant: hasTenant || headers.some(isTenantHeader) || textOf(fields['tenant_id']) !== undefined,
      hasCredentials: isKnown.some((key) => key in fields) || headers.some(isAuthorization) || hasUser(url),
    },
  ];
}

const remoteWrites = (value: unknown, at: string, hasTenant = false): Found[] =>
  itemsOf(value).flatMap((write, index) => client('remote-write', `${at}[${index}]`, write, hasTenant));

/** Requests by the program that sends them. */
const CLIENTS: Readonly<Record<string, (config: Fields, instance: Instance) => Found[]>> = {
  Prometheus: (config) => remoteWrites(config['remote_write'], 'remote_write'),
  Promtail: (config) =>
    itemsOf(config['clients']).flatMap((value, index) => {
      // A stage may name the tenant of each line.
      const isStaged = JSON.stringify(config['scrape_configs'] ?? '').includes('"tenant"');
      return client('loki-push', `clients[${index}]`, value, isStaged);
    }),
  Alloy: (_, { config }) => alloyClients(config?.text ?? ''),
  'OpenTelemetry Collector': (config) => exporters(fieldsOf(config['exporters'])),
  Tempo: (config, { role }) => {
    if (role !== 'metrics-generator') return [];
    const storage = fieldsOf(fieldsOf(config['metrics_generator'])['storage']);
    // With multi-tenancy it sends the tenant of the spans.
    const hasTenant = config['multitenancy_enabled'] === true && storage['remote_write_add_org_id_header'] !== false;
    return remoteWrites(storage['remote_write'], 'metrics_generator.storage.remote_write', hasTenant);
  },
  Loki: (config, { role }) => {
    if (role !== 'ruler') return [];
    const write = fieldsOf(fieldsOf(config['ruler'])['remote_write']);
    if (write['enabled'] !== true) return [];
    const hasTenant = write['add_org_id_header'] !== false;
    return Object.entries({
      ...fieldsOf(write['clients']),
      ...(write['client'] ? { '': write['client'] } : {}),
    }).flatMap(([name, value]) =>
      client(
        'remote-write',
        name === '' ? 'ruler.remote_write.client' : `ruler.remote_write.clients.${name}`,
        value,
        hasTenant,
      ),
    );
  },
};

const EXPORTERS: Readonly<Record<string, RequestedApi>> = {
  prometheusremotewrite: 'remote-write',
  loki: 'loki-push',
  otlphttp: 'other',
  otlp: 'other',
};

const exporters = (all: Fields): Found[] =>
  Object.entries(all).flatMap(([name, value]) => {
    const api = EXPORTERS[name.split('/')[0] ?? ''];
    const { endpoint, headers, auth } = fieldsOf(value);
    const url = textOf(endpoint);
    if (api === undefined || url === undefined) return [];
    const names = Object.keys(fieldsOf(headers));
    return [
      {
        api,
        url: url.includes('://') ? url : `grpc://${url}`,
        at: `exporters.${name}.endpoint`,
        // An extension may set any header.
        hasTenant: auth !== undefined || names.some(isTenantHeader),
        hasCredentials: auth !== undefined || names.some(isAuthorization),
      },
    ];
  });

const ALLOY: Readonly<Record<string, RequestedApi>> = {
  'loki.write': 'loki-push',
  'prometheus.remote_write': 'remote-write',
};

function alloyClients(text: string): Found[] {
  const nodes = parseAlloy(text);
  if (typeof nodes === 'string') return [];
  const isStaged = text.includes('stage.tenant');
  return nodes.flatMap((node) => {
    const api = ALLOY[node.name];
    if (api === undefined) return [];
    return node.blocks
      .filter(({ name }) => name === 'endpoint')
      .flatMap((endpoint) => client(api, `${node.name}.${node.label ?? ''}.endpoint`, settingsOf(endpoint), isStaged));
  });
}

/** Attributes and blocks are the same to a client; an expression is a value that is set. */
const settingsOf = ({
  attributes,
  blocks,
}: AlloyNode): Readonly<Record<string, AlloyLiteral | object | undefined>> => ({
  ...attributes,
  ...Object.fromEntries(blocks.map((block) => [block.name, settingsOf(block)])),
});
