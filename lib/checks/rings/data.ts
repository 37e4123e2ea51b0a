import { writeSlack } from '../../model/ring/model/tolerance';
import type { RuleFinding } from '../catalog';
import type { Pods } from '../cluster';
import { mountAbove } from '../mounts';
import type { ClusterRing } from './find-rings';

/** Seconds that the Helm charts of the systems give a member to flush its data, at least. */
const FLUSH_SECONDS = 240;
/** Default of Kubernetes. */
const DEFAULT_GRACE = 30;

/** Whether data that is not yet in object storage survives restarts and scaling. */
export function* dataAtRisk({ ring, groups, shape }: ClusterRing): Generator<RuleFinding> {
  const { unflushed } = ring;
  if (unflushed === undefined) return;
  for (const { pods, autoscaler } of groups) {
    const object = pods.owner.identity;
    if (autoscaler) {
      yield {
        id: 'ring/autoscaled-data',
        object: autoscaler.identity,
        sentence: `${ring.prop}.autoscaling: found an autoscaler, which removes members with data that is not flushed to object storage yet: scale down by hand, one member at a time, after it has flushed its data (${unflushed.flushEndpoint})`,
      };
    }
    if (!isOnClaim(pods, unflushed.value)) {
      const isLost = writeSlack(shape) <= 0;
      yield {
        id: 'ring/unstored-data',
        object,
        sentence: `${ring.prop}.persistence: found no persistent volume claim at ${unflushed.value} (${unflushed.at}), so that data which is not flushed to object storage yet is lost with its pod${isLost ? ', and there is no other replica of it' : ''}: add a claim`,
      };
    }
    const { terminationGracePeriodSeconds: grace = DEFAULT_GRACE } = pods.spec;
    if (grace < FLUSH_SECONDS) {
      yield {
        id: 'ring/grace-period',
        object,
        sentence: `${ring.prop}.terminationGracePeriodSeconds: found ${grace}, but a member may need minutes to flush its data before it is killed: set at least ${FLUSH_SECONDS}`,
      };
    }
  }
}

/** Whether members keep their tokens over a restart. */
export function* lostTokens({ ring, groups }: ClusterRing): Generator<RuleFinding> {
  const { tokensFile } = ring;
  if (tokensFile === undefined || groups.length === 0 || tokensFile.value) return;
  yield {
    id: 'ring/tokens',
    sentence: `${tokensFile.at}: found no file, so that a member chooses new tokens with each restart, and keys move between members: set a file on its data volume`,
  };
}

/** Whether a folder is on a persistent volume claim. */
function isOnClaim({ spec, workload }: Pods, folder: string): boolean {
  const claimed = new Set([
    ...(workload?.volumeClaimTemplates ?? []).map(({ metadata }) => metadata.name),
    ...(spec.volumes ?? []).filter(({ persistentVolumeClaim }) => persistentVolumeClaim).map(({ name }) => name),
  ]);
  const mount = mountAbove(spec.containers, folder);
  return mount !== undefined && claimed.has(mount.name);
}
