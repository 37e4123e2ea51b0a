import { SYSTEMS } from '../../../../charts/systems';
import type { Manifest, Pair } from '../../../../conformance/diff/objects';
import { compareManifests } from '../../../../lib/app/diff/compare-manifests';
import type { Statement } from '../../../../lib/app/diff/model';

const text = (objects: readonly Manifest[]): string => objects.map((one) => JSON.stringify(one)).join('\n---\n');

/** Statements about applying one set of objects to a cluster that runs another one. */
export function statementsBetween(before: readonly Manifest[], after: readonly Manifest[]): readonly Statement[] {
  const [found] = compareManifests({
    before: new Map([['env/all.yaml', text(before)]]),
    after: new Map([['env/all.yaml', text(after)]]),
    systems: SYSTEMS,
    today: '2026-06-01',
  });
  return found?.statements ?? [];
}

/** Tests that exactly the expected statements are made, besides those that list the objects. */
export function testPairs(pairs: readonly Pair[]): void {
  for (const [what, before, after, expected, says] of pairs) {
    test(what, () => {
      const statements = statementsBetween(before, after).filter(({ rule }) => rule !== 'object/changed');
      expect(statements.map(({ rule, object: name }) => `${rule} ${name}`)).toEqual(expected);
      if (says !== undefined) expect(statements.map(({ sentence }) => sentence).join('\n')).toMatch(says);
    });
  }
}
