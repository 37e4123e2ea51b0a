import { listed } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { selects } from '../objects';
import { nodeLabelsOf } from '../scheduling';
import { leastReplicas } from './replicas';

/** Pods that repel each other, and are allowed on fewer nodes or zones than there are pods. */
export function* crowdedPods(cluster: Cluster): Generator<RuleFinding> {
  for (const pods of cluster.pods) {
    const replicas = leastReplicas(cluster, pods) ?? 1;
    const places = nodeLabelsOf(pods.spec);
    const terms = pods.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
    for (const { topologyKey, labelSelector } of terms) {
      const allowed = places.get(topologyKey);
      if (allowed === undefined || labelSelector === undefined || !selects(labelSelector, pods.labels)) continue;
      if (replicas <= allowed.length) continue;
      yield {
        id: 'availability/unschedulable',
        object: pods.owner.identity,
        sentence: `${pods.path}.affinity.podAntiAffinity: found that ${replicas} pods may not share a ${topologyKey}, but they are allowed at ${listed(allowed)} alone, so that ${replicas - allowed.length} of them stay Pending: allow more values, or prefer anti-affinity instead of requiring it`,
      };
      break;
    }
  }
}
