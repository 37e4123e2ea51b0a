import { fnv1, fnv1a } from './hash';

/**
 * Key of a Loki stream.
 * @param tenant `fake` without multi-tenancy
 * @param labels as Loki writes them, sorted by name, such as `{app="nginx", namespace="default"}`
 */
export const lokiStreamKey = (tenant: string, labels: string): number => fnv1(tenant, labels);

/**
 * Key of a trace, for ingesters and metrics-generators of Tempo.
 * @param tenant `single-tenant` without multi-tenancy
 * @param traceId its 16 bytes
 */
export const tempoTraceKey = (tenant: string, traceId: Uint8Array): number => fnv1(tenant, traceId);

/**
 * Key of a series in Mimir.
 * @param tenant `anonymous` without multi-tenancy
 * @param labels of the series, `__name__` among them, in any order
 */
export function mimirSeriesKey(tenant: string, labels: Readonly<Record<string, string>>): number {
  const names = Object.keys(labels).sort();
  return fnv1(tenant, ...names.flatMap((name) => [name, labels[name] ?? '']));
}

/** Key of the metadata of a metric in Mimir, such as its unit. */
export const mimirMetadataKey = (tenant: string, metric: string): number => fnv1(tenant, metric);

/** Key of a block, for store-gateways of Mimir. @param ulid the 16 bytes of its ULID */
export const blockKey = (ulid: Uint8Array): number => fnv1(ulid);

/** Key of a rule group, for rulers of Loki and Mimir. */
export const ruleGroupKey = (tenant: string, namespace: string, group: string): number =>
  fnv1a(`${tenant}/${namespace}/${group}`);

/** Key of a compactor job, by its job string, and of an alertmanager, by its tenant. */
export const jobKey = (job: string): number => fnv1a(job);
