import { Mistakes } from '../values/errors';
import type { SecretKey } from '../values/secret-key';
import type { ApiEndpoint } from './api/endpoint';
import { TENANT_HEADER } from './api/http-client';
import type { ApiTarget, Identity } from './api/target';
import { checkTarget } from './api/validate-target';

/** A data source for provisioning of Grafana (`datasources[]` of a provisioning file). */
export interface Datasource<Type extends string = string, JsonData extends object = object> {
  readonly name: string;
  /** Identifier that dashboards and other data sources refer to. */
  readonly uid: string;
  readonly type: Type;
  /** `proxy`: requests are sent by the server of Grafana. */
  readonly access: 'proxy';
  readonly url: string;
  readonly isDefault?: boolean;
  readonly editable: boolean;
  /** Whether Grafana names a user. */
  readonly basicAuth?: boolean;
  readonly basicAuthUser?: string;
  readonly jsonData: JsonData;
  /**
   * Values that Grafana encrypts. A key of a Secret in Grafana's namespace becomes an environment variable of its pods;
   * `$NAME` references an environment variable.
   */
  readonly secureJsonData?: Readonly<Record<string, string | SecretKey>>;
}

/** Options of all data sources. */
export interface DatasourceProps extends Identity {
  readonly name?: string;
  readonly uid?: string;
  /** Whether it is the default data source of panels. @default false */
  readonly isDefault?: boolean;
}

/** Options of data sources with links to traces. */
export interface TracedDatasourceProps extends DatasourceProps {
  /** Data source of the traces that its results refer to. @default - no link */
  readonly traces?: Datasource<'tempo'>;
}

/** URL and credentials of a data source. */
export interface DatasourceAccess extends Pick<Datasource, 'url' | 'basicAuth' | 'basicAuthUser' | 'secureJsonData'> {
  readonly jsonData: {
    readonly httpHeaderName1?: string;
    readonly tlsAuthWithCACert?: boolean;
    readonly tlsSkipVerify?: boolean;
    readonly serverName?: string;
  };
}

/**
 * URL, tenant, credentials and certificate authority for Grafana's requests to an API.
 * @param where path of the construct, prefix of each error
 * @throws UserError if the API would reject the requests
 */
export function accessOf(where: string, target: ApiTarget): DatasourceAccess {
  const mistakes = new Mistakes(where);
  checkTarget(mistakes, 'datasource', target, { readsTenants: true });
  mistakes.throwIfAny();
  const { url, tenant, credentials, tls } = target;
  const secrets = {
    ...(tenant !== undefined && { httpHeaderValue1: tenant }),
    ...(credentials && { basicAuthPassword: credentials.password }),
    ...(tls?.ca && { tlsCACert: tls.ca }),
  };
  return {
    url,
    ...(credentials && { basicAuth: true, basicAuthUser: credentials.username }),
    jsonData: {
      ...(tenant !== undefined && { httpHeaderName1: TENANT_HEADER }),
      ...(tls?.ca && { tlsAuthWithCACert: true }),
      ...(tls?.insecureSkipVerify !== undefined && { tlsSkipVerify: tls.insecureSkipVerify }),
      ...(tls?.serverName !== undefined && { serverName: tls.serverName }),
    },
    ...(Object.keys(secrets).length > 0 && { secureJsonData: secrets }),
  };
}

/** Labels in which exemplars name their trace: as OpenTelemetry writes them, and as Tempo's generator does. */
const EXEMPLAR_LABELS = ['trace_id', 'traceID'] as const;

/** A data source that is queried with PromQL. */
export type PrometheusDatasource = Datasource<
  'prometheus',
  DatasourceAccess['jsonData'] & {
    readonly httpMethod: 'POST';
    readonly prometheusType: 'Mimir' | 'Prometheus';
    /** Interval between samples, which is the minimum for rates. */
    readonly timeInterval?: string;
    readonly exemplarTraceIdDestinations?: ReadonlyArray<{ readonly name: string; readonly datasourceUid: string }>;
  }
>;

export interface PrometheusDatasourceProps extends TracedDatasourceProps {
  readonly name: string;
  readonly uid: string;
  /** Implementation of the API, which decides the functions that Grafana offers. */
  readonly prometheusType: 'Mimir' | 'Prometheus';
  readonly timeInterval?: string;
}

/**
 * Data source of a Prometheus-compatible API.
 * @param where path of the construct, prefix of each error
 * @throws UserError if the API would reject Grafana's requests
 */
export function prometheusDatasource(
  where: string,
  api: ApiEndpoint<'prometheus-query'>,
  props: PrometheusDatasourceProps,
): PrometheusDatasource {
  const { name, uid, prometheusType, timeInterval, isDefault, traces, ...identity } = props;
  const { jsonData, ...access } = accessOf(where, api.for(identity));
  return {
    name,
    uid,
    type: 'prometheus',
    access: 'proxy',
    isDefault,
    editable: false,
    ...access,
    jsonData: {
      httpMethod: 'POST',
      prometheusType,
      ...(timeInterval !== undefined && { timeInterval }),
      ...(traces && {
        exemplarTraceIdDestinations: EXEMPLAR_LABELS.map((label) => ({ name: label, datasourceUid: traces.uid })),
      }),
      ...jsonData,
    },
  };
}
