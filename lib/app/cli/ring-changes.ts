import { percent } from '../../model/ring/percent';
import type { DrainReport, RingReport } from '../../model/ring/report';
import type { RolloutReport } from '../../model/ring/rollouts';
import type { ScalingStep } from '../../model/ring/scaling';
import { isRefused, outcome } from './ring-outcome';
import { counted, type Row } from './ring-row';

/** Effects of drains, rollouts and scaling. */
export function changeRows(ring: RingReport): Row[] {
  const { drain, rollout, scaling } = ring;
  return [
    ...(drain ? [drainRow(drain, ring)] : []),
    ...(rollout ? [rolloutRow(rollout, ring)] : []),
    ...(scaling?.up ? [scaleUpRow(scaling.up, ring)] : []),
    ...(scaling?.down ? [scaleDownRow(scaling.down, ring)] : []),
  ];
}

function drainRow(drain: DrainReport, { readsAll }: RingReport): Row {
  const result = outcome(drain, readsAll);
  if (drain.allowed === 0) {
    return { label: 'drain', text: 'blocked: the disruption budget allows no eviction', isBad: true };
  }
  const text =
    drain.allowed === null
      ? `no disruption budget, a drain evicts all members of a node (up to ${drain.members}) at once: ${result}`
      : `${drain.allowed} at a time by the disruption budget: ${result}`;
  return { label: 'drain', text, isBad: isRefused(drain) };
}

function rolloutRow(rollout: RolloutReport, { readsAll }: RingReport): Row {
  const { atOnce, zonesAtOnce, by, operatorMissing } = rollout;
  const label = 'rollout';
  if (by.length === 1 && by[0] === 'none') {
    return {
      label,
      text: 'none: with updateStrategy OnDelete pods are replaced when they are deleted by hand',
      isBad: true,
    };
  }
  const who = by.includes('rollout-operator')
    ? ` by the rollout operator${operatorMissing ? ', which is not in the environment' : ''}, one zone after the other`
    : '';
  const zones = zonesAtOnce > 1 ? ` in ${zonesAtOnce} zones` : '';
  const text = `${atOnce} at a time${zones}${who}: ${outcome(rollout, readsAll)}`;
  return { label, text, isBad: operatorMissing || isRefused(rollout) };
}

function scaleUpRow(step: ScalingStep, ring: RingReport): Row {
  return {
    label: 'scale up',
    text: `${sizes(step)}: ${moved(step)}; ${meanwhile(step, ring)}`,
    isBad: isBad(step, ring),
  };
}

function scaleDownRow(step: ScalingStep, ring: RingReport): Row {
  const { unflushed, unregisters, keepsNothing } = ring;
  const parts = [`${sizes(step)}: ${moved(step)}; ${meanwhile(step, ring)}`];
  if (!keepsNothing) {
    const { toleratedAfter: left } = step;
    if (left === null) parts.push('afterwards requests are refused');
    else parts.push(`afterwards ${left === 0 ? 'no member may' : `${counted(left, 'member')} may`} be lost`);
  }
  if (!unregisters && !keepsNothing) {
    parts.push(`${step.member} stays in the ring as unhealthy until it is forgotten on the ring page`);
  }
  if (unflushed && !unflushed.flushOnShutdown.value) {
    parts.push(
      `data that ${step.member} has not flushed stays on its volume, and queries miss it: call its ${unflushed.flushEndpoint} first`,
    );
  }
  if (step.inParallel && step.to > 1) {
    parts.push('a scale-down by more removes all those members at once, so take one step after the other');
  }
  return { label: 'scale down', text: parts.join('; '), isBad: isBad(step, ring) };
}

const sizes = ({ from, to, workload }: ScalingStep): string => `${from} to ${to} (${workload})`;

function moved({ keysMoved, replicasMoved, replicasAfter }: ScalingStep): string {
  if (keysMoved === 0) return `no key moves, each has ${counted(replicasAfter, 'replica')}`;
  if (keysMoved === replicasMoved) return `${percent(keysMoved)} of the keys move`;
  return `${percent(keysMoved)} of the keys get another replica, ${percent(replicasMoved)} of all replicas move`;
}

const meanwhile = (step: ScalingStep, { readsAll }: RingReport): string => `meanwhile ${outcome(step, readsAll)}`;

/** A ring that refuses requests anyway is not made worse by scaling. */
const isBad = (step: ScalingStep, { losses }: RingReport): boolean => losses?.writes != null && isRefused(step);
