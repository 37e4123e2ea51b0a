import { rolloutBatches } from '../../model/ring/rollouts';
import { listed, show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { ClusterGroup, ClusterRing } from './find-rings';
import { ROLLOUT_MAX_UNAVAILABLE } from './rollout';
import { membersText, needsMembers, toleranceAtFullSize } from './tolerance';

/** Whether a rollout replaces no more members at the same time than the ring tolerates, and replaces them at all. */
export function* wrongRollouts(deployed: ClusterRing): Generator<RuleFinding> {
  if (!needsMembers(deployed)) return;
  const { ring, groups } = deployed;
  // A ring that tolerates no loss has to be restarted, too: one member at a time is the best that can be had.
  const tolerated = Math.max(1, toleranceAtFullSize(deployed));
  const unavailable = (some: readonly ClusterGroup[]): number =>
    Math.max(0, ...rolloutBatches(some).map((batch) => inUnits(batch, ring.zoneAware)));
  const unit = ring.zoneAware ? 'zones' : 'members';
  const limit = `with replication factor ${ring.replicationFactor} the ring tolerates the loss of ${membersText(toleranceAtFullSize(deployed))}`;
  const tooMany = groups.filter((group) => unavailable([group]) > tolerated);
  for (const group of tooMany) {
    yield {
      id: 'ring/rollout',
      object: group.workload,
      sentence: `${settingOf(group)}, so that a rollout replaces ${unavailable([group])} ${ring.name}s at the same time, but ${limit}: lower it to ${tolerated}`,
    };
  }
  const byController = groups.filter(({ rollout }) => rollout.by === 'controller');
  const together = unavailable(byController);
  if (tooMany.length === 0 && together > tolerated) {
    yield {
      id: 'ring/rollout',
      sentence: `${ring.prop}.updateStrategy: found "RollingUpdate" for ${listed(byController.map(({ name }) => name))}, which are replaced at the same time, so that members of ${together} ${unit} are unavailable, but ${limit}: set "OnDelete" and use the rollout operator, which replaces them one after the other`,
    };
  }
  for (const { workload, rollout } of groups) {
    if (rollout.by === 'controller' || (rollout.by === 'rollout-operator' && rollout.installed)) continue;
    yield {
      id: 'ring/rollout-stuck',
      object: workload,
      sentence: `spec.updateStrategy.type: found "OnDelete", and ${rollout.by === 'none' ? 'no label "rollout-group" for a rollout operator' : 'no rollout operator in the namespace'}, so that pods keep their old version until they are deleted by hand: ${rollout.by === 'none' ? 'set "RollingUpdate"' : 'deploy the rollout operator, or set "RollingUpdate"'}`,
    };
  }
}

/** Number of unavailable members, or of zones if the ring is zone-aware. */
const inUnits = (batch: ReadonlyArray<{ readonly zone: string }>, zoneAware = false): number =>
  zoneAware ? new Set(batch.map(({ zone }) => zone)).size : batch.length;

/** The setting that decides how many pods of a workload are replaced at the same time. */
function settingOf({ pods: { owner }, spec, rollout }: ClusterGroup): string {
  if (rollout.by === 'rollout-operator') {
    const value = owner.content.metadata.annotations?.[ROLLOUT_MAX_UNAVAILABLE];
    return `metadata.annotations[${ROLLOUT_MAX_UNAVAILABLE}]: found ${show(value)}`;
  }
  if (owner.content.kind === 'StatefulSet') {
    return `spec.updateStrategy.rollingUpdate.maxUnavailable: found ${show(spec.updateStrategy?.rollingUpdate?.maxUnavailable)}`;
  }
  const { type, rollingUpdate = {} } = spec.strategy ?? {};
  if (type === 'Recreate') return 'spec.strategy.type: found "Recreate"';
  const { maxUnavailable = '25%', maxSurge = '25%' } = rollingUpdate;
  return `spec.strategy.rollingUpdate: found maxUnavailable ${show(maxUnavailable)} and maxSurge ${show(maxSurge)}`;
}
