import { percent } from '../ring/amounts';
import type { Spread } from '../ring/model/ownership';
import type { RingShares } from '../ring/report';

/** What is said of one thing: in more lines, if it is long. */
export interface Row {
  readonly label: string;
  readonly text: string;
  /** Whether it is bad news. */
  readonly isBad?: boolean;
}

/** So many members have a line each. */
const EACH = 12;

/** How keys are shared out, and of few members who has which share, or else of the zones. */
export function sharesRows({ members, zones, spread }: RingShares): Row[] {
  const [only, ...others] = members;
  if (only !== undefined && others.length === 0) return [{ label: 'shares', text: `all keys: ${only.name}` }];
  const lines =
    members.length <= EACH
      ? table(members.map(({ name, zone, share }) => [name, zone, percent(share)]))
      : table(
          zones
            .filter(({ name }) => name !== '')
            .map((zone) => [zone.name, percent(zone.share), `${zone.members} members, ${spreadText(zone.spread)}`]),
        );
  return [{ label: 'shares', text: spreadText(spread) }, ...lines.map((text) => ({ label: '', text }))];
}

const spreadText = ({ mean, min, max, deviation }: Spread): string =>
  `mean ${percent(mean)}, least ${percent(min)}, most ${percent(max)}, deviation ${percent(deviation)}`;

/** Rows with their cells in columns; a column that is empty in all of them is left out. */
function table(rows: ReadonlyArray<readonly string[]>): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .filter((_, column) => widths[column] !== 0)
      .join('  ')
      .trimEnd(),
  );
}
