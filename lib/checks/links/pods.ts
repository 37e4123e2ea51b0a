import { listed, show, suggestion } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster, Pods } from '../cluster';
import type { ContainerSpec, Items, KeyReference } from '../objects';

/** Kinds of objects that must exist before a pod starts. */
const IDS = {
  ConfigMap: 'link/config-map',
  Secret: 'link/secret',
  PersistentVolumeClaim: 'link/claim',
  ServiceAccount: 'link/service-account',
} as const;

/** A reference of a pod that must exist before it starts. */
interface Need {
  readonly kind: keyof typeof IDS;
  readonly name: string;
  /** Path of the reference in the pod. */
  readonly at: string;
  /** Keys that must exist in it. @default - none */
  readonly keys?: ReadonlyArray<{ readonly at: string; readonly key: string }>;
}

/** All references of a pod exist, with their keys, and every mount has a volume. */
export function* danglingInPods(cluster: Cluster): Generator<RuleFinding> {
  for (const pods of cluster.pods) {
    for (const need of needsOf(pods)) yield* unmet(cluster, pods, need);
    yield* mountsWithoutVolume(pods);
  }
}

function* unmet(cluster: Cluster, pods: Pods, { kind, name, at, keys = [] }: Need): Generator<RuleFinding> {
  const { namespace } = pods;
  const object = pods.owner.identity;
  if (!cluster.has(kind, namespace, name)) {
    // Kubernetes makes these in every namespace.
    if (kind === 'ServiceAccount' && name === 'default') return;
    if (kind === 'ConfigMap' && name === 'kube-root-ca.crt') return;
    const hint = suggestion(name, cluster.namesOf(kind, namespace));
    yield {
      id: IDS[kind],
      object,
      sentence: `${at}: found ${show(name)}, but namespace ${namespace} has no such ${kind}${hint}, so its pods would not start: create it, or declare it as external`,
    };
    return;
  }
  if (kind !== 'ConfigMap' && kind !== 'Secret') return;
  const held = heldKeys(cluster, kind, namespace, name);
  if (held === undefined) return;
  for (const { at: where, key } of keys) {
    if (held.includes(key)) continue;
    yield {
      id: 'link/key',
      object,
      sentence: `${where}: found ${show(key)}, which ${kind} ${name} does not have${suggestion(key, held)}, allowed are ${listed(held) || 'none, it is empty'}: use one of those, or add it`,
    };
  }
}

/** Keys of an object; undefined if they are unknown. */
function heldKeys(
  cluster: Cluster,
  kind: 'ConfigMap' | 'Secret',
  namespace: string,
  name: string,
): readonly string[] | undefined {
  const holder = cluster.find(kind, namespace, name)?.content;
  if (holder === undefined) return kind === 'Secret' ? cluster.promisedKeys(namespace, name) : undefined;
  return Object.keys({
    ...holder.data,
    ...('stringData' in holder ? holder.stringData : {}),
    ...binaryOf(holder),
  });
}

const binaryOf = (holder: object): object => ('binaryData' in holder ? Object(holder.binaryData) : {});

function* needsOf({ spec, path }: Pods): Generator<Need> {
  const { serviceAccountName, imagePullSecrets = [], volumes = [] } = spec;
  if (serviceAccountName !== undefined) {
    yield { kind: 'ServiceAccount', name: serviceAccountName, at: `${path}.serviceAccountName` };
  }
  for (const [index, { name }] of imagePullSecrets.entries()) {
    if (name !== undefined) yield { kind: 'Secret', name, at: `${path}.imagePullSecrets[${index}].name` };
  }
  for (const { name: volume, configMap, secret, persistentVolumeClaim, projected } of volumes) {
    const at = `${path}.volumes[${volume}]`;
    if (configMap?.name !== undefined && !configMap.optional) {
      const keys = [...itemKeys(`${at}.configMap`, configMap), ...subPaths(spec.containers, path, volume, configMap)];
      yield { kind: 'ConfigMap', name: configMap.name, at: `${at}.configMap.name`, keys };
    }
    if (secret?.secretName !== undefined && !secret.optional) {
      const keys = [...itemKeys(`${at}.secret`, secret), ...subPaths(spec.containers, path, volume, secret)];
      yield { kind: 'Secret', name: secret.secretName, at: `${at}.secret.secretName`, keys };
    }
    if (persistentVolumeClaim) {
      const { claimName } = persistentVolumeClaim;
      yield { kind: 'PersistentVolumeClaim', name: claimName, at: `${at}.persistentVolumeClaim.claimName` };
    }
    for (const [index, source] of (projected?.sources ?? []).entries()) {
      for (const [kind, reference] of [
        ['ConfigMap', source.configMap],
        ['Secret', source.secret],
      ] as const) {
        if (reference?.name === undefined || reference.optional) continue;
        const where = `${at}.projected.sources[${index}]`;
        yield { kind, name: reference.name, at: `${where}.name`, keys: itemKeys(where, reference) };
      }
    }
  }
  for (const [list, containers] of [
    ['containers', spec.containers],
    ['initContainers', spec.initContainers ?? []],
  ] as const) {
    for (const container of containers) yield* variablesOf(container, `${path}.${list}[${container.name}]`);
  }
}

function* variablesOf({ env = [], envFrom = [] }: ContainerSpec, at: string): Generator<Need> {
  for (const { name, valueFrom } of env) {
    for (const [kind, reference] of [
      ['ConfigMap', valueFrom?.configMapKeyRef],
      ['Secret', valueFrom?.secretKeyRef],
    ] as const) {
      if (isNeeded(reference)) yield keyNeed(kind, reference, `${at}.env[${name}]`);
    }
  }
  for (const [index, { configMapRef, secretRef }] of envFrom.entries()) {
    for (const [kind, reference] of [
      ['ConfigMap', configMapRef],
      ['Secret', secretRef],
    ] as const) {
      if (reference?.name !== undefined && !reference.optional) {
        yield { kind, name: reference.name, at: `${at}.envFrom[${index}]` };
      }
    }
  }
}

type Needed = KeyReference & { readonly name: string };

const isNeeded = (reference: KeyReference | undefined): reference is Needed =>
  reference?.name !== undefined && reference.optional !== true;

const keyNeed = (kind: 'ConfigMap' | 'Secret', { name, key }: Needed, at: string): Need => ({
  kind,
  name,
  at,
  keys: [{ at, key }],
});

const itemKeys = (at: string, { items = [] }: Items): Array<{ at: string; key: string }> =>
  items.map(({ key }, index) => ({ at: `${at}.items[${index}].key`, key }));

/** Files of a volume that are mounted one by one: each is a key, unless the volume names its files itself. */
function subPaths(
  containers: readonly ContainerSpec[],
  path: string,
  volume: string,
  { items }: Items,
): Array<{ at: string; key: string }> {
  if (items) return [];
  return containers.flatMap(({ name: container, volumeMounts = [] }) =>
    volumeMounts.flatMap(({ name, subPath, mountPath }) =>
      name === volume && subPath !== undefined
        ? [{ at: `${path}.containers[${container}].volumeMounts[${mountPath}].subPath`, key: subPath }]
        : [],
    ),
  );
}

function* mountsWithoutVolume({ owner, spec, workload, path }: Pods): Generator<RuleFinding> {
  const volumes = [
    ...(spec.volumes ?? []).map(({ name }) => name),
    ...(workload?.volumeClaimTemplates ?? []).map(({ metadata }) => metadata.name),
  ];
  for (const { name: container, volumeMounts = [] } of [...spec.containers, ...(spec.initContainers ?? [])]) {
    for (const { name, mountPath } of volumeMounts) {
      if (volumes.includes(name)) continue;
      yield {
        id: 'link/volume',
        object: owner.identity,
        sentence: `${path}.containers[${container}].volumeMounts[${mountPath}].name: found ${show(name)}${suggestion(name, volumes)}, allowed are the volumes of the pod, ${listed(volumes) || 'which has none'}: add the volume, or use one of those`,
      };
    }
  }
}
