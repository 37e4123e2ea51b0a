import { styleText } from 'node:util';
import type { RingReport } from '../../model/ring/report';
import { broken, type Layout } from './report';
import { changeRows } from './ring-changes';
import { lossRows } from './ring-losses';
import type { Row } from './ring-row';
import { sharesRows } from './ring-shares';
import { tenantRows } from './ring-tenants';

/** A ring with the path of its picture. */
export interface ShownRing extends RingReport {
  /** Null without a picture. */
  readonly picture: string | null;
}

const WIDTH = 100;
const LABELS = 16;

/** The rings of an environment as lines of text, grouped by system. */
export function ringLines(environment: string, rings: readonly ShownRing[], layout: Layout = {}): string[] {
  if (rings.length === 0) return [`${environment}: no rings`];
  // Whether the stream supports colours is already decided in the layout.
  const paint = (format: 'bold' | 'yellow', text: string): string =>
    layout.color ? styleText(format, text, { validateStream: false }) : text;
  const width = Math.min(layout.width ?? WIDTH, WIDTH);
  const lines: string[] = [];
  let system = '';
  for (const ring of rings) {
    const heading = `${environment}: ${ring.system} in namespace ${ring.namespace}`;
    if (heading !== system) lines.push(...(system === '' ? [] : ['']), paint('bold', heading));
    system = heading;
    lines.push('', `  ${paint('bold', ring.ring)}`);
    for (const { label, text, isBad } of rowsOf(ring)) {
      const [first = '', ...rest] = broken(text, ' '.repeat(LABELS), width);
      const said = [`${`    ${label}`.padEnd(LABELS)}${first.trimStart()}`, ...rest];
      lines.push(...(isBad ? said.map((line) => paint('yellow', line)) : said));
    }
  }
  return lines;
}

function rowsOf(ring: ShownRing): Row[] {
  const rows: Row[] = [{ label: 'members', text: membersText(ring) }];
  if (ring.purpose !== null) return [...rows, { label: 'purpose', text: ring.purpose }];
  if (ring.zones.some(({ name }) => name !== '')) rows.push({ label: 'zones', text: zonesText(ring) });
  rows.push({ label: 'replicas', text: replicasText(ring) }, { label: 'tokens', text: tokensText(ring) });
  if (ring.shares !== null) rows.push(...sharesRows(ring.shares));
  rows.push(...lossRows(ring), ...changeRows(ring), ...tenantRows(ring));
  if (ring.picture !== null) rows.push({ label: 'picture', text: ring.picture });
  return rows;
}

function membersText({ members, workloads }: RingReport): string {
  if (members === 0) return 'none';
  const least = workloads.some(({ autoscaled }) => autoscaled) ? 'at least ' : '';
  const each = workloads.map((workload) =>
    workloads.length === 1 ? workload.name : `${workload.name} ${workload.members}`,
  );
  return `${least}${members}: ${each.join(', ')}`;
}

const zonesText = ({ zones, zoneAware }: RingReport): string =>
  `${zones.map(({ name, members }) => `${name || 'none'} ${members}`).join(', ')}; ${zoneAware ? 'zone-aware: each replica of a key is in another zone' : 'not zone-aware: replicas of a key may be in the same zone'}`;

function replicasText(ring: RingReport): string {
  const { replicationFactor, replicas, answersRequired, strategy, keepsNothing, zoneAware } = ring;
  if (keepsNothing) return 'none: one member works on each key, and holds no data';
  const what = zoneAware ? 'zone' : 'member';
  const few = replicas < replicationFactor ? `, but only ${replicas} ${what}${replicas === 1 ? '' : 's'}` : '';
  const all = `${replicationFactor} of each key${few}`;
  if (strategy === 'ignore-unhealthy') return `${all}; 1 has to answer`;
  if (strategy === 'tempo-rf2') return `${all}; 1 has to answer a write`;
  return `${all}; ${answersRequired} ${answersRequired === 1 ? 'has' : 'have'} to answer`;
}

const tokensText = ({ tokens, tokenGeneration }: RingReport): string =>
  `${tokens} per member, ${tokenGeneration === 'random' ? 'random' : 'spread-minimizing'}`;
