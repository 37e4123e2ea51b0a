import { isMap } from '../../values/data';
import type { Mistakes } from '../../values/errors';
import { imageReference } from '../../values/image';
import { dnsSubdomain, environmentVariable } from '../../values/names';
import { show } from '../../values/text';
import { CONTROLLER_KINDS, type ControllerKind } from './controller-kind';
import { checkKeda } from './keda';
import { SEPARATIONS, type WorkloadProps } from './props';

/** Validates the basic types of props; input may bypass the compiler. */
export function checkForms(props: WorkloadProps, mistakes: Mistakes): void {
  const { autoscaling, serviceAccount, persistence, disruptionBudget, affinity, antiAffinity } = props;
  checkBlock('persistence', persistence, mistakes);
  checkBlock('disruptionBudget', disruptionBudget, mistakes);
  if (typeof disruptionBudget === 'object' && disruptionBudget !== null) {
    const set = ['maxUnavailable', 'minAvailable'].filter((key) => Object.hasOwn(disruptionBudget, key));
    if (set.length !== 1) {
      mistakes.add(
        'disruptionBudget',
        `found ${show(disruptionBudget)}, allowed is maxUnavailable or minAvailable: ${set.length === 0 ? 'set one' : 'remove one'}`,
      );
    }
  }
  checkBlock('antiAffinity', antiAffinity, mistakes);
  for (const field of ['hosts', 'zones'] as const) {
    checkWord(`antiAffinity.${field}`, antiAffinity?.[field], SEPARATIONS, mistakes);
  }
  checkBlock('affinity', affinity, mistakes);
  for (const field of isMap(affinity) ? Object.keys(affinity) : []) checkWord('affinity', field, AFFINITIES, mistakes);
  checkBlock('autoscaling', autoscaling, mistakes);
  checkBlock('serviceAccount', serviceAccount, mistakes);
}

/** Validates props that do not depend on other objects; each error contains the prop. */
export function checkProps(props: WorkloadProps, kind: ControllerKind | 'DaemonSet', mistakes: Mistakes): void {
  const { replicas, autoscaling, image, env = {}, serviceAccount, persistence } = props;
  if (kind !== 'DaemonSet') checkWord('kind', kind, CONTROLLER_KINDS, mistakes);
  if (image) mistakes.attempt('', () => imageReference(image), '');
  for (const name of Object.keys(env)) mistakes.attempt('env', () => environmentVariable(name), name);
  const account = serviceAccount?.name;
  if (account !== undefined) mistakes.attempt('serviceAccount.name', () => dnsSubdomain(account), account);
  checkCount('replicas', replicas, 0, mistakes);
  if (autoscaling?.keda) checkKeda(autoscaling.keda, mistakes);
  else if (autoscaling) {
    const { minReplicas = 1, maxReplicas = 3 } = autoscaling;
    const isMin = checkCount('autoscaling.minReplicas', minReplicas, 1, mistakes);
    const isMax = checkCount('autoscaling.maxReplicas', maxReplicas, 1, mistakes);
    if (isMin && isMax && minReplicas > maxReplicas) {
      mistakes.add(
        'autoscaling',
        `found minReplicas ${minReplicas} above maxReplicas ${maxReplicas}: raise maxReplicas, or lower minReplicas`,
      );
    }
  }
  if (kind === 'DaemonSet' && persistence && 'claims' in persistence) {
    mistakes.add(
      'persistence.claims',
      'found on a DaemonSet, whose pods would share the claims: use a hostPath volume',
    );
  }
  if (kind === 'Deployment' && persistence && 'claims' in persistence && persistence.retentionPolicy) {
    mistakes.add(
      'persistence.retentionPolicy',
      'found on a Deployment, whose claims are never deleted: remove it, or use a StatefulSet',
    );
  }
}

const AFFINITIES = ['nodeAffinity', 'podAffinity', 'podAntiAffinity'];

function checkWord(where: string, word: unknown, allowed: readonly unknown[], mistakes: Mistakes): void {
  if (word === undefined || allowed.includes(word)) return;
  mistakes.add(where, `found ${show(word)}, allowed are ${allowed.map(show).join(', ')}: use one of those`);
}

/** Values that bypass the compiler: null, a string or `true` instead of a map. */
function checkBlock(where: string, value: unknown, mistakes: Mistakes): void {
  if (
    value === undefined ||
    value === false ||
    (typeof value === 'object' && value !== null && !Array.isArray(value))
  ) {
    return;
  }
  mistakes.add(where, `found ${show(value)}, allowed is a map: set one, or remove it`);
}

function checkCount(where: string, count: number | undefined, least: number, mistakes: Mistakes): boolean {
  if (count === undefined || (Number.isSafeInteger(count) && count >= least)) return true;
  mistakes.add(where, `found ${show(count)}, allowed is a whole number of at least ${least}`);
  return false;
}

/** A name that two volumes of a pod have, since Kubernetes takes it once. */
export function checkVolumeNames(names: readonly string[], mistakes: Mistakes): void {
  for (const name of new Set(names.filter((candidate, index) => names.indexOf(candidate) !== index))) {
    mistakes.add('volumes', `found "${name}" twice, another volume or a claim has this name: rename yours`);
  }
}
