import { Testing } from 'cdk8s';
import { parse } from 'yaml';
import { Alloy } from '../../../../charts/alloy';
import { Grafana } from '../../../../charts/grafana';
import { Loki } from '../../../../charts/loki';
import { OtelCollector } from '../../../../charts/otel-collector';
import { Prometheus } from '../../../../charts/prometheus';
import { Promtail } from '../../../../charts/promtail';
import { Tempo } from '../../../../charts/tempo';
import type { ApiTarget, GrpcTarget } from '../../../../lib/constructs/api/target';
import type { Datasource } from '../../../../lib/constructs/datasource';
import { ObjectStorage } from '../../../../lib/values/object-storage';
import { type KubernetesObject, objectAt, objectsOf, podOf } from '../../../objects';

/** Whom a server sees, by what a client's rendered objects say. */
export interface Seen {
  readonly url: string;
  readonly tenant?: string;
  readonly user?: string;
  /** `secret/key` that the password is read from. */
  readonly password?: string;
  /** `secret/key` of the authority. */
  readonly ca?: string;
}

// A client's configuration and pods are read as the program reads them, whatever their type.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any;

const storage = ObjectStorage.gcs({ bucket: 'data' });
const namespace = 'front';

/** The key of a Secret that is the file at this path of a pod's main container. */
function fileOf(pod: Any, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  for (const { name, mountPath } of pod.containers[0].volumeMounts) {
    const { projected } = pod.volumes.find((volume: Any) => volume.name === name) ?? {};
    for (const { secret } of projected?.sources ?? []) {
      for (const item of secret.items) {
        if (path === `${mountPath}/${item.path}`) return `${secret.name}/${item.key}`;
      }
    }
  }
  throw new Error(`${path} is mounted nowhere`);
}

/** The key of a Secret that this variable of a pod's main container holds. */
function variableOf(pod: Any, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const { valueFrom } = pod.containers[0].env.find((variable: Any) => variable.name === name);
  return `${valueFrom.secretKeyRef.name}/${valueFrom.secretKeyRef.key}`;
}

const defined = (seen: Record<keyof Seen, string | undefined>): Seen => JSON.parse(JSON.stringify(seen));

const fromHttpClient = (pod: Any, { url, headers, tenant_id, basic_auth, tls_config }: Any): Seen =>
  defined({
    url,
    tenant: tenant_id ?? headers?.['X-Scope-OrgID'],
    user: basic_auth?.username,
    password: fileOf(pod, basic_auth?.password_file),
    ca: fileOf(pod, tls_config?.ca_file),
  });

const fromExporter = (pod: Any, relay: Any, exporter: string): Seen => {
  const { endpoint, headers, auth, tls } = relay.exporters[exporter];
  const { client_auth } = relay.extensions[auth?.authenticator] ?? {};
  const [, variable] = /^\$\{env:(\w+)\}$/.exec(client_auth?.password ?? '') ?? [];
  if (auth && !relay.service.extensions.includes(auth.authenticator)) throw new Error('the extension does not run');
  return defined({
    url: endpoint,
    tenant: headers?.['X-Scope-OrgID'],
    user: client_auth?.username,
    password: variableOf(pod, variable),
    ca: fileOf(pod, tls?.ca_file),
  });
};

export const asPromtail = (target: ApiTarget<'loki-push'>): Seen => {
  const chart = new Promtail(Testing.app(), 'client', { namespace, clients: [target] });
  return fromHttpClient(podOf(objectsOf(chart), 'DaemonSet/promtail'), chart.config.clients[0]);
};

export const asAlloy = (target: ApiTarget<'loki-push'>): Seen => {
  const objects = objectsOf(new Alloy(Testing.app(), 'client', { namespace, clients: [target] }));
  const text: string = objectAt(objects, 'ConfigMap/alloy')['data']['config.alloy'];
  const value = (name: string): string | undefined => new RegExp(`\\b${name} += "([^"]*)"`).exec(text)?.[1];
  const pod = podOf(objects, 'DaemonSet/alloy');
  return defined({
    url: value('url'),
    tenant: value('tenant_id'),
    user: value('username'),
    password: fileOf(pod, value('password_file')),
    ca: fileOf(pod, value('ca_file')),
  });
};

export const asPrometheus = (target: ApiTarget<'remote-write'>): Seen => {
  const chart = new Prometheus(Testing.app(), 'client', { namespace, remoteWrite: [target] });
  return fromHttpClient(podOf(objectsOf(chart), 'StatefulSet/prometheus'), chart.config.remote_write?.[0]);
};

const collectorOf = (remoteWrite: ApiTarget<'remote-write'>, traces?: GrpcTarget<'otlp-grpc'>): [Any, Any] => {
  const objects = objectsOf(new OtelCollector(Testing.app(), 'client', { namespace, remoteWrite, traces }));
  const key = Object.keys(objects).find((each) => each.startsWith('DaemonSet/')) ?? '';
  const config = Object.values(objects).find(({ kind }) => kind === 'ConfigMap');
  return [podOf(objects, key), parse(config?.['data'].relay)];
};

export const asCollector = (target: ApiTarget<'remote-write'>): Seen =>
  fromExporter(...collectorOf(target), 'prometheusremotewrite');

export const asTracingCollector = (target: GrpcTarget<'otlp-grpc'>): Seen =>
  fromExporter(...collectorOf({ url: 'http://mimir/api/v1/push' }, target), 'otlp');

/** The generator of a Tempo that has one tenant. */
export const asGenerator = (target: ApiTarget<'remote-write'>): Seen => {
  const chart = new Tempo(Testing.app(), 'client', {
    namespace,
    storage,
    metricsGenerator: { remoteWrite: [target] },
  });
  const pod = podOf(objectsOf(chart), 'Deployment/tempo-metrics-generator');
  return fromHttpClient(pod, chart.config.metrics_generator?.storage?.remote_write?.[0]);
};

/** The ruler of a Loki, which always names the tenant of a rule: `fake` where there is one tenant. */
export const asRuler = (target: ApiTarget<'remote-write'>): Seen => {
  const chart = new Loki(Testing.app(), 'client', {
    namespace,
    storage,
    schema: [{ from: '2024-01-01' }],
    ruler: { remoteWrite: [target] },
  });
  const pod = podOf(objectsOf(chart), 'Deployment/loki-loki-distributed-ruler');
  const { enabled, clients = {} } = chart.config.ruler?.remote_write ?? {};
  if (!enabled) throw new Error('remote write is off');
  return { ...fromHttpClient(pod, Object.values(clients)[0]), tenant: 'fake' };
};

/** Grafana, by the file that it is provisioned with. */
export const asGrafana = (datasource: Datasource): Seen => {
  const objects: Record<string, KubernetesObject> = objectsOf(
    new Grafana(Testing.app(), 'client', { namespace, datasources: [datasource] }),
  );
  const file = parse(objectAt(objects, 'ConfigMap/grafana')['data']['datasources.yaml']);
  const { url, basicAuth, basicAuthUser, jsonData, secureJsonData = {} } = file.datasources[0];
  const pod = podOf(objects, 'Deployment/grafana');
  const variable = (value: string | undefined) => variableOf(pod, value?.replace(/^\$/, ''));
  return defined({
    url,
    tenant: jsonData.httpHeaderName1 === 'X-Scope-OrgID' ? secureJsonData.httpHeaderValue1 : undefined,
    user: basicAuth ? basicAuthUser : undefined,
    password: variable(secureJsonData.basicAuthPassword),
    ca: jsonData.tlsAuthWithCACert ? variable(secureJsonData.tlsCACert) : undefined,
  });
};
