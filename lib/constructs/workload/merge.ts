import type { WorkloadProps } from './props';

type All = Required<WorkloadProps>;
type Key = keyof All;

/** Merge rule of a prop that is set in two layers. */
interface Rule<Value> {
  readonly merge: (below: Value, above: Value) => Value;
  /** Whether the value in `defaults` of an installation applies to its caches and gateway too, or to roles only. */
  readonly holdsFor: 'all pods' | 'roles';
}

/** The upper layer takes the place of the lower one as a whole. */
const replace = <Value>(_below: Value, above: Value): Value => above;

/** Both are one map; of a key that both have, the upper layer's value counts. */
const asMap = <Value extends object>(below: Value, above: Value): Value => ({ ...below, ...above });

/** The upper layer's items follow; of a flag that is given twice the later one counts. An empty list clears the list. */
const asList = <Item>(below: readonly Item[], above: readonly Item[]): readonly Item[] =>
  above.length === 0 ? [] : [...below, ...above];

/** Items are told apart by a key, as Kubernetes does: the upper layer's takes the place of the same one below. An empty list clears the list. */
const asListBy =
  <Item>(keyOf: (item: Item) => unknown) =>
  (below: readonly Item[], above: readonly Item[]): readonly Item[] => {
    if (above.length === 0) return [];
    const keys = new Set(above.map(keyOf));
    return [...below.filter((item) => !keys.has(keyOf(item))), ...above];
  };

const byName = asListBy<{ readonly name: string }>(({ name }) => name);

/** Merge rule of each prop, and scope of its default. A new prop does not compile without a line here. */
const RULES: { readonly [K in Key]: Rule<All[K]> } = {
  replicas: { merge: replace, holdsFor: 'roles' },
  autoscaling: { merge: replace, holdsFor: 'roles' },
  disruptionBudget: { merge: replace, holdsFor: 'all pods' },
  strategy: { merge: replace, holdsFor: 'roles' },
  updateStrategy: { merge: replace, holdsFor: 'roles' },
  podManagementPolicy: { merge: replace, holdsFor: 'roles' },
  minReadySeconds: { merge: replace, holdsFor: 'all pods' },
  revisionHistoryLimit: { merge: replace, holdsFor: 'all pods' },

  image: { merge: replace, holdsFor: 'roles' },
  imagePullPolicy: { merge: replace, holdsFor: 'all pods' },
  imagePullSecrets: { merge: asListBy((name) => name), holdsFor: 'all pods' },
  command: { merge: replace, holdsFor: 'roles' },
  extraArgs: { merge: asList, holdsFor: 'roles' },
  env: { merge: asMap, holdsFor: 'roles' },
  envFrom: { merge: asList, holdsFor: 'roles' },
  resources: { merge: replace, holdsFor: 'roles' },
  livenessProbe: { merge: replace, holdsFor: 'roles' },
  readinessProbe: { merge: replace, holdsFor: 'roles' },
  startupProbe: { merge: replace, holdsFor: 'roles' },
  lifecycle: { merge: replace, holdsFor: 'roles' },
  // The images of caches and gateways run as users of their own.
  podSecurityContext: { merge: replace, holdsFor: 'roles' },
  containerSecurityContext: { merge: replace, holdsFor: 'roles' },

  antiAffinity: { merge: asMap, holdsFor: 'all pods' },
  affinity: { merge: replace, holdsFor: 'all pods' },
  topologySpread: { merge: asListBy(({ topologyKey }) => topologyKey), holdsFor: 'all pods' },
  tolerations: { merge: asList, holdsFor: 'all pods' },
  nodeSelector: { merge: asMap, holdsFor: 'all pods' },
  priorityClassName: { merge: replace, holdsFor: 'all pods' },
  schedulerName: { merge: replace, holdsFor: 'all pods' },
  terminationGracePeriodSeconds: { merge: replace, holdsFor: 'roles' },
  hostAliases: { merge: asListBy(({ ip }) => ip), holdsFor: 'all pods' },
  dnsConfig: { merge: replace, holdsFor: 'all pods' },
  enableServiceLinks: { merge: replace, holdsFor: 'all pods' },

  volumes: { merge: byName, holdsFor: 'roles' },
  volumeMounts: { merge: asListBy(({ mountPath }) => mountPath), holdsFor: 'roles' },
  containers: { merge: byName, holdsFor: 'roles' },
  initContainers: { merge: byName, holdsFor: 'roles' },
  persistence: { merge: replace, holdsFor: 'roles' },

  labels: { merge: asMap, holdsFor: 'all pods' },
  annotations: { merge: asMap, holdsFor: 'all pods' },
  podLabels: { merge: asMap, holdsFor: 'all pods' },
  podAnnotations: { merge: asMap, holdsFor: 'all pods' },
  service: { merge: asMap, holdsFor: 'roles' },
  serviceLabels: { merge: asMap, holdsFor: 'all pods' },
  serviceAnnotations: { merge: asMap, holdsFor: 'all pods' },
  appProtocols: { merge: asMap, holdsFor: 'all pods' },
  serviceAccount: { merge: replace, holdsFor: 'roles' },
};

const isKey = (key: string): key is Key => Object.hasOwn(RULES, key);

/** Props in layers, such as those of a system, of a role, of all of a user's workloads and of one of them. */
export function mergeProps(...layers: readonly WorkloadProps[]): WorkloadProps {
  let merged: WorkloadProps = {};
  for (const layer of layers) merged = over(merged, layer);
  return merged;
}

/**
 * Merges the props of the user over those of the chart. Topology spread and tolerations of the user replace those of
 * the chart, as in Helm.
 */
export const overChart = (chart: WorkloadProps, user: WorkloadProps): WorkloadProps =>
  mergeProps(
    chart,
    { ...(user.topologySpread && { topologySpread: [] }), ...(user.tolerations && { tolerations: [] }) },
    user,
  );

/** The part of `defaults` that holds for every pod of an installation, its caches and gateway too. */
export const forAllPods = (defaults: WorkloadProps): WorkloadProps =>
  Object.fromEntries(Object.entries(defaults).filter(([key]) => isKey(key) && RULES[key].holdsFor === 'all pods'));

type Mutable = { -readonly [K in Key]?: All[K] };

function over(below: WorkloadProps, above: WorkloadProps): WorkloadProps {
  const merged: Mutable = { ...below, ...definedOf(above) };
  for (const key of Object.keys(above).filter(isKey)) mergeKey(key, below, above, merged);
  return merged;
}

function mergeKey<K extends Key>(key: K, below: Partial<All>, above: Partial<All>, merged: Mutable): void {
  const lower = below[key];
  const upper = above[key];
  if (lower !== undefined && upper !== undefined) merged[key] = RULES[key].merge(lower, upper);
}

/** Props that are not undefined; an undefined prop keeps the value of the layer below. */
export const definedOf = <T extends object>(props: T): Partial<T> => {
  const defined: Partial<T> = { ...props };
  for (const key in defined) if (defined[key] === undefined) delete defined[key];
  return defined;
};
