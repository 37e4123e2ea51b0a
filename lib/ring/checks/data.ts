import type { Pods } from '../../checks/cluster';
import type { Finding } from '../../checks/finding';
import { mountAbove } from '../../checks/mounts';
import type { RingMembers } from '../members';
import { writeSlack } from '../model/tolerance';

/** Seconds that the systems' own charts give a member to store what it has, at the least. */
const TO_STORE = 240;
/** What Kubernetes gives a pod that says nothing. */
const DEFAULT_GRACE = 30;

/** What becomes of what members have taken, and not stored yet. */
export function* dataAtRisk({ ring, groups, shape }: RingMembers): Generator<Finding> {
  const { unstored } = ring;
  if (unstored === undefined) return;
  for (const { pods, autoscaler } of groups) {
    const object = pods.owner.identity;
    if (autoscaler) {
      yield {
        id: 'ring/autoscaled-data',
        object: autoscaler.identity,
        sentence: `${ring.prop}.autoscaling: found an autoscaler, which takes members away with what they have not stored yet: scale them by hand, one at a time, after they have stored it`,
      };
    }
    if (!isKept(pods, unstored.value)) {
      const isLost = writeSlack(shape) <= 0;
      yield {
        id: 'ring/unstored-data',
        severity: 'warning',
        object,
        sentence: `${ring.prop}.persistence: found no claim under ${unstored.value} (${unstored.at}), so that what a member has not stored yet is gone with its pod${isLost ? ', and there is no other copy of it' : ''}: give it one`,
      };
    }
    const { terminationGracePeriodSeconds: grace = DEFAULT_GRACE } = pods.spec;
    if (grace < TO_STORE) {
      yield {
        id: 'ring/grace-period',
        severity: 'warning',
        object,
        sentence: `${ring.prop}.terminationGracePeriodSeconds: found ${grace}, and a member may take minutes to store what it has, or to hand over, before it is killed: give it ${TO_STORE} or more`,
      };
    }
  }
}

/** Members without their old tokens take other keys, and the old ones move. */
export function* lostTokens({ ring, groups }: RingMembers): Generator<Finding> {
  const { tokensFile } = ring;
  if (tokensFile === undefined || groups.length === 0 || tokensFile.value) return;
  yield {
    id: 'ring/tokens',
    severity: 'warning',
    sentence: `${tokensFile.at}: found none, so that a member that restarts takes other keys than before, and all others get some of its own: name a file beside its data`,
  };
}

/** Whether a folder is on a claim. */
function isKept({ spec, workload }: Pods, folder: string): boolean {
  const claimed = new Set([
    ...(workload?.volumeClaimTemplates ?? []).map(({ metadata }) => metadata.name),
    ...(spec.volumes ?? []).filter(({ persistentVolumeClaim }) => persistentVolumeClaim).map(({ name }) => name),
  ]);
  const mount = mountAbove(spec.containers, folder);
  return mount !== undefined && claimed.has(mount.name);
}
