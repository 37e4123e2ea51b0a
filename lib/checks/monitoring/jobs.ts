import { type KubernetesRole, RELABEL_ACTIONS, type RelabelRule } from '../../model/relabel/relabel';
import { relabeling } from '../../model/relabel/relabeling';
import type { Labels } from '../../values/system';
import type { Cluster, Pods } from '../cluster';
import { type Fields, fieldsOf, itemsOf, textOf, textsOf } from '../fields';
import { discovered, NODE } from './discovery';

/** A target that a job keeps, with the labels that its metrics get. */
export interface JobTarget {
  readonly labels: Labels;
  /** Type of service discovery that found the target. */
  readonly from: KubernetesRole | 'static' | 'other';
}

/** Default path of metrics. */
export const METRICS_PATH = '/metrics';

const ROLES: readonly KubernetesRole[] = ['pod', 'node', 'service', 'endpoints', 'endpointslice', 'ingress'];

/** A rule as `scrape_configs` have it, or as ServiceMonitors do. */
export function ruleOf(value: unknown): RelabelRule {
  const fields = fieldsOf(value);
  const text = (...keys: readonly string[]): string | undefined =>
    keys.map((key) => textOf(fields[key])).find((found) => found !== undefined);
  const action = RELABEL_ACTIONS.find((candidate) => candidate === text('action')?.toLowerCase());
  const separator = text('separator');
  const regex = text('regex');
  const replacement = text('replacement');
  const target = text('target_label', 'targetLabel');
  return {
    ...(action !== undefined && { action }),
    source_labels: textsOf(fields['source_labels'] ?? fields['sourceLabels']),
    ...(separator !== undefined && { separator }),
    ...(regex !== undefined && { regex }),
    ...(replacement !== undefined && { replacement }),
    ...(target !== undefined && { target_label: target }),
  };
}

/** The targets that a job of `scrape_configs` finds among the objects, and keeps. */
export function targetsOf(cluster: Cluster, job: Fields): JobTarget[] {
  const rules = itemsOf(job['relabel_configs']).map(ruleOf);
  const defaults: Labels = {
    job: textOf(job['job_name']) ?? '',
    __metrics_path__: textOf(job['metrics_path']) ?? METRICS_PATH,
    __scheme__: textOf(job['scheme']) ?? 'http',
  };
  const relabel = relabeling(rules, defaults);
  const kept: JobTarget[] = [];
  for (const { labels, from } of candidatesOf(cluster, job)) {
    const after = relabel(labels);
    if (after !== undefined) kept.push({ labels: after, from });
  }
  return kept;
}

function candidatesOf(cluster: Cluster, job: Fields): JobTarget[] {
  const found = itemsOf(job['kubernetes_sd_configs']).flatMap((value): JobTarget[] => {
    const discovery = fieldsOf(value);
    const role = ROLES.find((candidate) => candidate === textOf(discovery['role']));
    if (role === undefined) return [];
    const namespaces = textsOf(fieldsOf(discovery['namespaces'])['names']);
    const isWatched = (labels: Labels): boolean =>
      namespaces.length === 0 || namespaces.includes(labels['__meta_kubernetes_namespace'] ?? '');
    return discovered(cluster, role)
      .filter(isWatched)
      .map((labels) => ({ labels, from: role }));
  });
  const fixed = itemsOf(job['static_configs']).flatMap((value): JobTarget[] => {
    const group = fieldsOf(value);
    const own = Object.fromEntries(
      Object.entries(fieldsOf(group['labels'])).map(([key, text]) => [key, textOf(text) ?? '']),
    );
    return textsOf(group['targets']).map((address) => ({ labels: { ...own, __address__: address }, from: 'static' }));
  });
  // The targets of these are not in any manifest.
  const others = ['consul_sd_configs', 'dns_sd_configs', 'file_sd_configs', 'http_sd_configs', 'ec2_sd_configs'];
  const unknown = others.some((key) => key in job) ? [{ labels: { __address__: '' }, from: 'other' } as const] : [];
  return [...found, ...fixed, ...unknown];
}

/** A configuration with the variables of a collector's pod in their places; `$$` is a sign that stays. */
export function withVariables(value: unknown, pods: Pods): unknown {
  if (typeof value === 'string') return value.includes('$') ? expanded(value, pods) : value;
  if (Array.isArray(value)) return value.map((item) => withVariables(item, pods));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withVariables(item, pods)]));
}

const expanded = (text: string, { spec }: Pods): string =>
  text.replaceAll(
    /\$\$|\$\{(?:env:)?(\w+)\}|\$([A-Za-z_]\w*)/g,
    (found, long: string | undefined, short: string | undefined) => {
      if (found === '$$') return '$';
      const name = long ?? short;
      const variable = spec.containers.flatMap(({ env = [] }) => env).find((candidate) => candidate.name === name);
      if (variable === undefined) return found;
      return variable.value ?? NODE;
    },
  );
