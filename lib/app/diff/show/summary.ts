import { EFFECTS, type Effect, type EnvironmentDiff, type Statement } from '../model';

/** Effects that need attention before applying: the others only list changes. */
export const NOTABLE: readonly Effect[] = ['data-loss', 'refused', 'outage', 'ring', 'restart'];

/** All statements but those that only list the changed objects. */
export const said = ({ statements }: EnvironmentDiff): Statement[] =>
  statements.filter(({ rule }) => !rule.startsWith('object/'));

/** `2 data-loss, 1 refused, 4 restart, 12 changed`; of several environments, all together. */
export function countsText(diffs: readonly EnvironmentDiff[]): string {
  const statements = diffs.flatMap((diff) => diff.statements);
  const counts = EFFECTS.filter((effect) => effect !== 'none').flatMap((effect) => {
    const count = statements.filter((statement) => statement.effect === effect).length;
    return count === 0 ? [] : [`${count} ${effect}`];
  });
  return counts.join(', ') || 'no change';
}

/** Name of an environment as it is shown. */
export const nameOf = ({ environment }: EnvironmentDiff): string => environment || 'manifests';
