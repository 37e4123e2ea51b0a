import type { Topology } from '../../model/ring/deployed-ring';
import type { TopologyLoss } from '../../model/ring/losses';
import type { Tolerance } from '../../model/ring/model/tolerance';
import type { RingReport } from '../../model/ring/report';
import { isRefused, outcome } from './ring-outcome';
import { counted, type Row } from './ring-row';

/** Number of members that may be lost, and the requests that are refused with one more. */
export function lossRows(ring: RingReport): Row[] {
  const { members, keepsNothing, losses, nodeLoss, zoneLoss, zoneAware, readsAll } = ring;
  if (members === 0) return [{ label: 'losses', text: 'there is no member: all requests are refused', isBad: true }];
  if (keepsNothing) {
    const takeover = 'another member takes over its keys; after a crash, once the heartbeat timeout has passed';
    return [{ label: 'losses', text: members === 1 ? 'without the only member its work waits' : takeover }];
  }
  if (losses === null) return [];
  const { writes, reads, oneMore } = losses;
  const rows: Row[] = readsAll
    ? [
        { label: 'writes', ...tolerated(writes, ring) },
        { label: 'reads', ...tolerated(reads, ring) },
      ]
    : [{ label: 'requests', ...tolerated(writes, ring) }];
  if (oneMore !== null) {
    const where = zoneAware && oneMore.members > 1 ? 'each in another zone: ' : '';
    rows.push({ label: `${oneMore.members} lost`, text: `${where}${outcome(oneMore, readsAll)}` });
  }
  if (nodeLoss !== null) rows.push(topologyRow('node', nodeLoss, ring));
  if (zoneLoss !== null) rows.push(topologyRow('zone', zoneLoss, ring));
  return rows;
}

function tolerated(tolerance: Tolerance | null, { zones: all, zoneAware }: RingReport): Omit<Row, 'label'> {
  if (tolerance === null) return { text: 'refused, even with all members available', isBad: true };
  const { members, zones } = tolerance;
  if (members === 0) return { text: 'served only while all members are available', isBad: true };
  const lost = `served with any ${counted(members, 'member')} lost`;
  if (all.length < 2) return { text: lost };
  if (zones === 0) return { text: `${lost}, but not with a whole zone lost` };
  return { text: `${lost}, or ${counted(zones, 'whole zone')}${zoneAware ? '' : ', even the largest'}` };
}

const KEYS: Readonly<Record<Topology, string>> = {
  node: 'kubernetes.io/hostname',
  zone: 'topology.kubernetes.io/zone',
};

function topologyRow(topology: Topology, loss: TopologyLoss, ring: RingReport): Row {
  const { members, workloads, preferred } = loss;
  const names = workloads.map((workload) =>
    workload.members === 1 ? workload.name : `${workload.members} of ${workload.name}`,
  );
  const why = preferred ? 'separation is only preferred' : 'nothing separates them';
  const together = `up to ${counted(members, 'member')} together (${names.join(', ')}), since ${why} by ${KEYS[topology]}`;
  const text = `${members === 1 ? '1 member' : together}: ${outcome(loss, ring.readsAll)}`;
  return { label: `${topology} lost`, text, isBad: isRefused(loss) };
}
