import { type Cluster, namespaceOf, type Pods } from '../cluster';
import type { ManifestObject } from '../manifest';

/** A text that a program reads. */
export interface Text {
  /** Identity of the object that it stands in. */
  readonly object: string;
  /** Namespace from which its addresses are asked for. */
  readonly namespace: string;
  readonly at: string;
  readonly text: string;
}

/** Configurations, arguments and variables of all pods, and what triggers of KEDA ask. */
export function* textsOf(cluster: Cluster): Generator<Text> {
  for (const object of cluster.of('ConfigMap')) yield* textsIn(object, object.content.data);
  // What a Secret has in base64 nobody wrote by hand.
  for (const object of cluster.of('Secret')) yield* textsIn(object, object.content.stringData);
  for (const scaler of cluster.of('ScaledObject')) {
    for (const [index, { metadata }] of scaler.content.spec.triggers.entries()) {
      yield* textsIn(scaler, metadata, `spec.triggers[${index}].metadata.`);
    }
  }
  for (const pods of cluster.pods) yield* textsOfPods(pods);
}

function* textsIn(object: ManifestObject, texts: Readonly<Record<string, string>> = {}, path = ''): Generator<Text> {
  for (const [key, text] of Object.entries(texts)) {
    yield { object: object.identity, namespace: namespaceOf(object), at: `${path}${key}`, text };
  }
}

function* textsOfPods({ owner, namespace, spec, path }: Pods): Generator<Text> {
  for (const { name, command = [], args = [], env = [] } of [...spec.containers, ...(spec.initContainers ?? [])]) {
    const common = { object: owner.identity, namespace };
    for (const text of [...command, ...args]) yield { ...common, at: `${path}.containers[${name}].args`, text };
    for (const { name: variable, value: text } of env) {
      if (text !== undefined) yield { ...common, at: `${path}.containers[${name}].env[${variable}]`, text };
    }
  }
}
