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
  /** Key of the text: a variable, or the flag and the command before an argument. @default - none: it is a file */
  readonly key?: string;
}

/** Configurations, arguments and variables of all pods, and metadata of KEDA triggers. */
export function* textsOf(cluster: Cluster): Generator<Text> {
  for (const object of cluster.of('ConfigMap')) yield* textsIn(object, object.content.data);
  // Base64 values of a Secret are ignored: they are not written by hand.
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
    const words = [...command, ...args];
    for (const [index, text] of words.entries()) {
      const key = [command[0], args[0], words[index - 1]].filter((word) => word !== text).join(' ');
      yield { ...common, at: `${path}.containers[${name}].args`, text, key };
    }
    for (const { name: variable, value: text } of env) {
      if (text !== undefined)
        yield { ...common, at: `${path}.containers[${name}].env[${variable}]`, text, key: variable };
    }
  }
}
