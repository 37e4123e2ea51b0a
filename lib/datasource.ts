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
