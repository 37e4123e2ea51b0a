import { styleText } from 'node:util';
import type { RingReport } from '../ring/report';
import { broken, type Layout } from './report';
import { lossRows } from './ring-losses';
import { type Row, sharesRows } from './ring-shares';

/** A ring, and where its picture is. */
export interface ShownRing extends RingReport {
  /** Nothing if there is none. */
  readonly picture: string | null;
}

const WIDTH = 100;
const LABELS = 16;

/** The rings of an environment as lines, each system with its own. */
export function ringLines(environment: string, rings: readonly ShownRing[], layout: Layout = {}): string[] {
  if (rings.length === 0) return [`${environment}: none of its systems has a ring`];
  // The layout says already whether the stream takes colours.
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
  if (ring.purpose !== null) return [...rows, { label: 'for', text: ring.purpose }];
  if (ring.zones.some(({ name }) => name !== '')) rows.push({ label: 'zones', text: zonesText(ring) });
  rows.push({ label: 'copies', text: copiesText(ring) }, { label: 'tokens', text: tokensText(ring) });
  if (ring.shares !== null) rows.push(...sharesRows(ring.shares));
  rows.push(...lossRows(ring));
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
  `${zones.map(({ name, members }) => `${name || 'none'} ${members}`).join(', ')}; ${zoneAware ? 'each copy of a key goes into another' : 'copies of a key may share one'}`;

function copiesText(ring: RingReport): string {
  const { replicationFactor, replicas, answersRequired, strategy, keepsNothing, zoneAware } = ring;
  if (keepsNothing) return 'none: one member works on each key, and keeps nothing of it';
  const what = zoneAware ? 'zone' : 'member';
  const few = replicas < replicationFactor ? `, but only ${replicas} ${what}${replicas === 1 ? '' : 's'}` : '';
  const copies = `${replicationFactor} of each key${few}`;
  if (strategy === 'ignore-unhealthy') return `${copies}; any one is enough`;
  if (strategy === 'tempo-rf2') return `${copies}; any one is enough for a write`;
  return `${copies}; ${answersRequired} must answer`;
}

const tokensText = ({ tokens, tokenGeneration }: RingReport): string =>
  `${tokens} a member, ${tokenGeneration === 'random' ? 'drawn at random' : 'which follow from the names of all (spread-minimizing)'}`;
