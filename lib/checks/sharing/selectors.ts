import { show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';

/** Controllers whose selector matches pods of another controller. */
export function* sharedSelectors(cluster: Cluster): Generator<RuleFinding> {
  const found = new Set<string>();
  for (const { owner, namespace, workload } of cluster.pods) {
    const selector = workload?.selector;
    // A Job gets a selector of its own from the API server.
    if (selector === undefined || owner.content.kind === 'Job') continue;
    for (const other of cluster.podsWith(namespace, selector)) {
      const { kind } = other.owner.content;
      const pair = [owner.identity, other.owner.identity].sort().join(' ');
      if (other.owner === owner || kind === 'Job' || kind === 'CronJob' || kind === 'Pod' || found.has(pair)) continue;
      // A StatefulSet adopts only pods that have its name, so a wider selector is harmless, such as while zones are added.
      const isSet = kind === 'StatefulSet' && owner.content.kind === 'StatefulSet';
      if (isSet && !cluster.podsWith(namespace, other.workload?.selector ?? {}).some((pods) => pods.owner === owner))
        continue;
      found.add(pair);
      yield {
        id: 'sharing/selector',
        object: owner.identity,
        sentence: `spec.selector: found ${show(selector.matchLabels ?? selector)}, which matches the pods of ${other.owner.identity} too: add a label that only its own pods have`,
      };
    }
  }
}
