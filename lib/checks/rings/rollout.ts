import type { Rollout } from '../../model/ring/deployed-ring';
import { type Cluster, namespaceOf, type Pods } from '../cluster';
import type { WorkloadSpec } from '../objects';

/** The rollout operator replaces the StatefulSets with the same value of this label one after the other. */
const ROLLOUT_GROUP = 'rollout-group';
/** It replaces so many pods of a StatefulSet at the same time. */
export const ROLLOUT_MAX_UNAVAILABLE = 'rollout-max-unavailable';

/** Rollout of a workload after its pod template changed. */
export function rolloutOf({ owner }: Pods, spec: WorkloadSpec, count: number, cluster: Cluster): Rollout {
  const { kind, metadata } = owner.content;
  if (kind === 'Deployment') return { by: 'controller', atOnce: deploymentAtOnce(spec, count) };
  if (spec.updateStrategy?.type !== 'OnDelete') {
    const { maxUnavailable = 1 } = spec.updateStrategy?.rollingUpdate ?? {};
    return { by: 'controller', atOnce: limited(scaled(maxUnavailable, count, Math.ceil), count) };
  }
  if (metadata.labels?.[ROLLOUT_GROUP] === undefined) return { by: 'none' };
  const atOnce = limited(Number(metadata.annotations?.[ROLLOUT_MAX_UNAVAILABLE] ?? 1), count);
  return { by: 'rollout-operator', atOnce, installed: hasRolloutOperator(cluster, namespaceOf(owner)) };
}

/** Old pods stop while new ones start, so that as many stop together as may be missing and as there are new ones. */
function deploymentAtOnce({ strategy = {} }: WorkloadSpec, count: number): number {
  if (strategy.type === 'Recreate') return count;
  const { maxUnavailable = '25%', maxSurge = '25%' } = strategy.rollingUpdate ?? {};
  return limited(scaled(maxUnavailable, count, Math.floor) + scaled(maxSurge, count, Math.ceil), count);
}

const limited = (atOnce: number, count: number): number => Math.min(count, Math.max(1, atOnce || 1));

/** A number of pods that is given as a number or as a percentage. */
export const scaled = (value: number | string, all: number, round: (value: number) => number): number =>
  typeof value === 'number' ? value : round((Number.parseFloat(value) / 100) * all);

const hasRolloutOperator = (cluster: Cluster, namespace: string): boolean =>
  cluster.pods.some(
    (pods) =>
      pods.namespace === namespace && pods.spec.containers.some(({ image }) => image?.includes('rollout-operator')),
  );
