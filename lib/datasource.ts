/** A data source as Grafana is provisioned with it (`datasources[]` of a provisioning file). */
export interface Datasource<Type extends string = string, JsonData extends object = object> {
  readonly name: string;
  /** What dashboards and other data sources refer to. */
  readonly uid: string;
  readonly type: Type;
  /** Who asks: Grafana's server. */
  readonly access: 'proxy';
  readonly url: string;
  readonly isDefault?: boolean;
  readonly editable: boolean;
  readonly jsonData: JsonData;
  /** What Grafana keeps encrypted; `$NAME` stands for a variable of Grafana's pod. */
  readonly secureJsonData?: Readonly<Record<string, string>>;
}

/** What all data sources can be asked for. */
export interface DatasourceProps {
  readonly name?: string;
  readonly uid?: string;
  /** Whether panels without a data source take this one. @default false */
  readonly isDefault?: boolean;
  /** Tenant in whose name Grafana asks (`X-Scope-OrgID`). @default - none */
  readonly tenant?: string;
}

/** What a data source can be asked for whose results lead to traces. */
export interface TracedDatasourceProps extends DatasourceProps {
  /** Where the traces are that its results name. @default - no link */
  readonly traces?: Datasource<'tempo'>;
}

/** The header that names the tenant, in the two halves in which Grafana has it. */
export function tenantHeader(tenant: string | undefined): {
  readonly jsonData: { readonly httpHeaderName1?: string };
  readonly secureJsonData?: Readonly<Record<string, string>>;
} {
  if (tenant === undefined) return { jsonData: {} };
  return { jsonData: { httpHeaderName1: 'X-Scope-OrgID' }, secureJsonData: { httpHeaderValue1: tenant } };
}

/** Labels in which exemplars name their trace: as OpenTelemetry writes them, and as Tempo's generator does. */
const EXEMPLAR_LABELS = ['trace_id', 'traceID'] as const;

/** A data source that is asked in PromQL. */
export type PrometheusDatasource = Datasource<
  'prometheus',
  {
    readonly httpMethod: 'POST';
    readonly prometheusType: 'Mimir' | 'Prometheus';
    /** How often there is a sample, which is the shortest time over which a rate has a value. */
    readonly timeInterval?: string;
    readonly exemplarTraceIdDestinations?: ReadonlyArray<{ readonly name: string; readonly datasourceUid: string }>;
    readonly httpHeaderName1?: string;
  }
>;

export interface PrometheusDatasourceProps extends TracedDatasourceProps {
  readonly name: string;
  readonly uid: string;
  readonly url: string;
  /** What answers, since it decides which functions Grafana offers. */
  readonly prometheusType: 'Mimir' | 'Prometheus';
  readonly timeInterval?: string;
}

/** The data source of what answers as a Prometheus does. */
export function prometheusDatasource(props: PrometheusDatasourceProps): PrometheusDatasource {
  const { name, uid, url, prometheusType, timeInterval, isDefault, tenant, traces } = props;
  const { jsonData, ...secret } = tenantHeader(tenant);
  return {
    name,
    uid,
    type: 'prometheus',
    access: 'proxy',
    url,
    isDefault,
    editable: false,
    jsonData: {
      httpMethod: 'POST',
      prometheusType,
      ...(timeInterval !== undefined && { timeInterval }),
      ...(traces && {
        exemplarTraceIdDestinations: EXEMPLAR_LABELS.map((label) => ({ name: label, datasourceUid: traces.uid })),
      }),
      ...jsonData,
    },
    ...secret,
  };
}
