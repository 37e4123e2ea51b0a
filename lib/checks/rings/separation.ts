import type { Topology } from '../../model/ring/deployed-ring';
import { toleratedMembers, topologyLoss } from '../../model/ring/losses';
import type { RuleFinding } from '../catalog';
import type { ClusterRing } from './find-rings';

const KEYS = { node: 'kubernetes.io/hostname', zone: 'topology.kubernetes.io/zone' } as const;

/** Whether the loss of one node, and of one zone of a zone-aware ring, is tolerated. */
export function* sharedNodes(deployed: ClusterRing): Generator<RuleFinding> {
  // A ring that tolerates no loss at all is reported by rules of its own.
  if (deployed.groups.length === 0 || toleratedMembers(deployed) < 1) return;
  const node = lossIn(deployed, 'node');
  if (node) yield node;
  else if (deployed.ring.zoneAware) {
    const zone = lossIn(deployed, 'zone');
    if (zone) yield zone;
  }
}

function lossIn(deployed: ClusterRing, topology: Topology): RuleFinding | undefined {
  const { ring } = deployed;
  const { members, workloads, preferred, writesRefused, readsRefused } = topologyLoss(deployed, topology);
  if (writesRefused === 0 && readsRefused === 0) return undefined;
  const zones = ring.zoneAware ? ` of ${workloads.length} zones of the ring` : '';
  const why = preferred
    ? `their separation by ${KEYS[topology]} is only preferred`
    : `nothing separates them by ${KEYS[topology]}`;
  const fix = ring.zoneAware
    ? `give each zone nodes of its own (${ring.prop}.zones[].nodeSelector), or a required anti-affinity to the other zones (${ring.prop}.zones[].affinity)`
    : `require anti-affinity (${ring.prop}.antiAffinity)`;
  return {
    id: topology === 'node' ? 'ring/node-separation' : 'ring/zone-separation',
    sentence: `${ring.prop}: found that one ${topology} may run ${members} members${zones} (${workloads.map(({ name }) => name).join(', ')}), since ${why}, but the ring tolerates the loss of ${toleratedMembers(deployed)}: losing this ${topology} breaks ${writesRefused > 0 ? 'writes and ' : ''}queries. To separate them, ${fix}`,
  };
}
