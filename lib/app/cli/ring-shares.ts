import type { Spread } from '../../model/ring/model/ownership';
import { percent } from '../../model/ring/percent';
import type { RingShares } from '../../model/ring/shares';
import type { Row } from './ring-row';

/** With more members, only zones are listed. */
const MAX_LISTED = 12;

/** Distribution of keys: the share of each member, or of each zone if there are many members. */
export function sharesRows({ members, zones, spread }: RingShares): Row[] {
  const [only, ...others] = members;
  if (only !== undefined && others.length === 0) return [{ label: 'shares', text: `all keys: ${only.name}` }];
  const lines =
    members.length <= MAX_LISTED
      ? table(members.map(({ name, zone, share }) => [name, zone, percent(share)]))
      : table(
          zones
            .filter(({ name }) => name !== '')
            .map((zone) => [zone.name, percent(zone.share), `${zone.members} members, ${spreadText(zone.spread)}`]),
        );
  return [{ label: 'shares', text: spreadText(spread) }, ...lines.map((text) => ({ label: '', text }))];
}

const spreadText = ({ mean, min, max, deviation }: Spread): string =>
  `mean ${percent(mean)}, min ${percent(min)}, max ${percent(max)}, deviation ${percent(deviation)}`;

/** Aligns cells in columns; a column that is empty in all rows is left out. */
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
