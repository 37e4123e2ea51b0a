import { show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { scaled } from '../rings/rollout';
import { leastReplicas } from './replicas';

/** Rollouts that stop all pods of a workload at the same time. Those of ring members have a rule of their own. */
export function* completeOutages(cluster: Cluster, isMember: (object: string) => boolean): Generator<RuleFinding> {
  for (const pods of cluster.pods) {
    const { owner, workload } = pods;
    const replicas = leastReplicas(cluster, pods) ?? 1;
    if (workload === undefined || replicas < 2 || isMember(owner.identity)) continue;
    const setting = outageOf(workload, replicas);
    if (setting === undefined) continue;
    yield {
      id: 'availability/rollout',
      object: owner.identity,
      sentence: `${setting}, so that a rollout stops all ${replicas} pods at the same time: use RollingUpdate with fewer unavailable pods`,
    };
  }
}

function outageOf(
  { strategy, updateStrategy }: NonNullable<Cluster['pods'][number]['workload']>,
  replicas: number,
): string | undefined {
  if (strategy?.type === 'Recreate') return 'spec.strategy.type: found "Recreate"';
  for (const [at, settings] of Object.entries({ strategy, updateStrategy })) {
    const maxUnavailable = settings?.rollingUpdate?.maxUnavailable;
    if (maxUnavailable === undefined || scaled(maxUnavailable, replicas, Math.floor) < replicas) continue;
    return `spec.${at}.rollingUpdate.maxUnavailable: found ${show(maxUnavailable)}`;
  }
  return undefined;
}
