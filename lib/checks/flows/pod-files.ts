import { type Cluster, namespaceOf, type Pods } from '../cluster';
import type { PodSpec } from '../objects';

/** A text that programs read, with the pods that read it. */
export interface ReadText {
  /** Such as `ConfigMap/logs/loki`. */
  readonly object: string;
  /** Key of the file, or where in the pod it stands. */
  readonly at: string;
  readonly text: string;
  readonly readers: readonly Pods[];
}

/** Every text that pods are started with: files of ConfigMaps and Secrets, arguments and variables. */
export function* readTexts(cluster: Cluster): Generator<ReadText> {
  const readers = readersOf(cluster);
  for (const object of [...cluster.of('ConfigMap'), ...cluster.of('Secret')]) {
    const { kind, metadata } = object.content;
    const pods = readers.get(`${kind}/${namespaceOf(object)}/${metadata.name}`);
    if (pods === undefined) continue;
    const texts = 'stringData' in object.content ? object.content.stringData : undefined;
    const files = kind === 'ConfigMap' ? object.content.data : texts;
    for (const [at, text] of Object.entries(files ?? {})) yield { object: object.identity, at, text, readers: pods };
  }
  for (const pods of cluster.pods) {
    const { owner, spec, path } = pods;
    for (const { name, command = [], args = [], env = [] } of [...spec.containers, ...(spec.initContainers ?? [])]) {
      const common = { object: owner.identity, readers: [pods] };
      for (const text of [...command, ...args]) yield { ...common, at: `${path}.containers[${name}].args`, text };
      for (const { name: variable, value } of env) {
        if (value !== undefined) yield { ...common, at: `${path}.containers[${name}].env[${variable}]`, text: value };
      }
    }
  }
}

function readersOf(cluster: Cluster): ReadonlyMap<string, Pods[]> {
  const readers = new Map<string, Pods[]>();
  for (const pods of cluster.pods) {
    for (const name of new Set(namesIn(pods.spec))) {
      const [kind, own] = name;
      const key = `${kind}/${pods.namespace}/${own}`;
      const known = readers.get(key) ?? [];
      if (!known.includes(pods)) readers.set(key, [...known, pods]);
    }
  }
  return readers;
}

function* namesIn({ volumes = [], containers, initContainers = [] }: PodSpec): Generator<readonly [string, string]> {
  for (const { configMap, secret, projected } of volumes) {
    if (configMap?.name !== undefined) yield ['ConfigMap', configMap.name];
    if (secret?.secretName !== undefined) yield ['Secret', secret.secretName];
    for (const source of projected?.sources ?? []) {
      if (source.configMap?.name !== undefined) yield ['ConfigMap', source.configMap.name];
      if (source.secret?.name !== undefined) yield ['Secret', source.secret.name];
    }
  }
  for (const { envFrom = [] } of [...containers, ...initContainers]) {
    for (const { configMapRef, secretRef } of envFrom) {
      if (configMapRef?.name !== undefined) yield ['ConfigMap', configMapRef.name];
      if (secretRef?.name !== undefined) yield ['Secret', secretRef.name];
    }
  }
}
