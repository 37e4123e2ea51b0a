import type { Cluster, Pods } from '../cluster';
import { namespaceOf } from '../cluster';

/** A text that a program reads. */
export interface Text {
  /** Identity of the object that it stands in. */
  readonly object: string;
  /** Namespace from which its addresses are asked for. */
  readonly namespace: string;
  readonly at: string;
  readonly text: string;
}

/** Configurations, arguments and variables of all pods. */
export function* textsOf(cluster: Cluster): Generator<Text> {
  for (const { identity, content, ...object } of [...cluster.of('ConfigMap'), ...cluster.of('Secret')]) {
    const namespace = namespaceOf({ identity, content, ...object });
    const texts =
      'stringData' in content ? { ...content.stringData } : content.kind === 'ConfigMap' ? content.data : {};
    for (const [key, text] of Object.entries(texts ?? {})) yield { object: identity, namespace, at: key, text };
  }
  for (const pods of cluster.pods) yield* textsOfPods(pods);
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
