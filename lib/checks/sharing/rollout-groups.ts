import { listed, show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import { type Cluster, namespaceOf } from '../cluster';
import { instancesOf } from '../programs/instances';

const GROUP = 'rollout-group';
const INSTANCE = 'app.kubernetes.io/instance';

/** Rollout operators, and groups of StatefulSets, that get in the way of each other. */
export function* sharedRolloutGroups(cluster: Cluster): Generator<RuleFinding> {
  const groups = new Map<string, { readonly instance: string; readonly object: string }>();
  const said = new Set<string>();
  for (const set of cluster.of('StatefulSet')) {
    const { [GROUP]: group, [INSTANCE]: instance } = set.content.metadata.labels ?? {};
    if (group === undefined || instance === undefined) continue;
    const key = `${namespaceOf(set)} ${group}`;
    const known = groups.get(key) ?? { instance, object: set.identity };
    groups.set(key, known);
    if (known.instance === instance || said.has(key)) continue;
    said.add(key);
    yield {
      id: 'sharing/rollout-group',
      object: set.identity,
      sentence: `metadata.labels[${GROUP}]: found ${show(group)}, which ${known.object} of installation ${show(known.instance)} has too, so that a rollout of one waits for the other: use a namespace for each installation`,
    };
  }
  const operators = new Map<string, string[]>();
  for (const { program, pods } of instancesOf(cluster)) {
    if (program !== 'rollout-operator') continue;
    operators.set(pods.namespace, [...(operators.get(pods.namespace) ?? []), pods.owner.identity]);
  }
  for (const [namespace, [first, ...others]] of operators) {
    if (first === undefined || others.length === 0 || [...said].some((key) => key.startsWith(`${namespace} `)))
      continue;
    yield {
      id: 'sharing/rollout-group',
      object: first,
      sentence: `found a second rollout operator in namespace ${namespace}, ${listed(others)}, and each of them restarts the pods of all groups: set rolloutOperator: false for all installations but one`,
    };
  }
}
