import { parse } from 'yaml';
import type { Cluster } from '../../lib/checks/cluster';
import { fieldsOf, itemsOf, textOf } from '../../lib/checks/fields';
import { type Launch, launchesOf } from '../launch';
import type { Headers } from './ask';
import type { Entrance } from './system';

export const TENANT = 'x-scope-orgid';
const GRAFANA = /(^|\/)grafana\/grafana$/;
const PROVISIONING = /\/provisioning\/datasources(\/|$)/;

/** Credentials of a data source of Grafana. */
export interface DatasourceClient {
  readonly name: string;
  /** Namespace of Grafana, by which names of Services are resolved. */
  readonly namespace: string;
  readonly type: string;
  readonly tenant: string | undefined;
  readonly entrance: Entrance;
}

/** The header of basic authentication. */
export const basicAuth = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/** Every data source provisioned in Grafana, with its user and its tenant. */
export const datasourceClients = (cluster: Cluster): DatasourceClient[] =>
  launchesOf(cluster, GRAFANA).flatMap((launch) =>
    launch.mounts
      .filter(({ path }) => PROVISIONING.test(path))
      .flatMap(({ files }) => Object.values(files))
      .flatMap((text) => itemsOf(fieldsOf(parse(text))['datasources']))
      .map((item) => clientOf(launch, fieldsOf(item))),
  );

function clientOf({ env, namespace }: Launch, source: ReturnType<typeof fieldsOf>): DatasourceClient {
  const [json, secure] = [fieldsOf(source['jsonData']), fieldsOf(source['secureJsonData'])];
  const secret = (key: string): string =>
    (textOf(secure[key]) ?? '').replaceAll(/\$\{?(\w+)\}?/g, (found, name: string) => env[name] ?? found);
  const header = textOf(json['httpHeaderName1'])?.toLowerCase();
  const headers: Headers = {
    ...(source['basicAuth'] === true && {
      authorization: basicAuth(textOf(source['basicAuthUser']) ?? '', secret('basicAuthPassword')),
    }),
    ...(header !== undefined && { [header]: secret('httpHeaderValue1') }),
  };
  return {
    name: textOf(source['name']) ?? '',
    namespace,
    type: textOf(source['type']) ?? '',
    tenant: headers[TENANT],
    entrance: { url: textOf(source['url']) ?? '', headers },
  };
}
