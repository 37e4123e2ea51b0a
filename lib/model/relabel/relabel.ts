/** Actions of rules. */
export const RELABEL_ACTIONS = [
  'replace',
  'keep',
  'drop',
  'keepequal',
  'dropequal',
  'hashmod',
  'labelmap',
  'labeldrop',
  'labelkeep',
  'lowercase',
  'uppercase',
] as const;

/** Action of a rule for a target that it matches. */
export type RelabelAction = (typeof RELABEL_ACTIONS)[number];

/** A rule by which labels of a target are made of others, the same in Prometheus, Promtail, Alloy and the collector. */
export interface RelabelRule {
  /** @default "replace" */
  readonly action?: RelabelAction;
  /** Labels whose values are joined and matched. @default - none */
  readonly source_labels?: readonly string[];
  /** Separator of the joined values. @default ";" */
  readonly separator?: string;
  /** Expression (RE2) that the whole of the joined values has to match. @default "(.*)" */
  readonly regex?: string | true;
  /** New value of the label, with `$1` for a group of the expression. @default "$1" */
  readonly replacement?: string;
  /** Label that is set (`replace`, `hashmod`, `lowercase`, `uppercase`, `keepequal`, `dropequal`). @default - none */
  readonly target_label?: string;
  /** Number by which a hash is divided (`hashmod`). @default - none */
  readonly modulus?: number;
}

/** Kinds of objects that are looked up in the Kubernetes API. */
export type KubernetesRole = 'pod' | 'node' | 'service' | 'endpoints' | 'endpointslice' | 'ingress';

/** Service discovery of targets in the Kubernetes API (`kubernetes_sd_configs`). */
export interface KubernetesDiscovery {
  readonly role: KubernetesRole;
  /** @default - all namespaces */
  readonly namespaces?: { readonly own_namespace?: boolean; readonly names?: readonly string[] };
  /** Filters that the API server applies, so that less is sent. @default - everything */
  readonly selectors?: ReadonlyArray<{
    readonly role: KubernetesRole;
    readonly label?: string;
    readonly field?: string;
  }>;
}
