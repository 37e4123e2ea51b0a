import { CATALOG, type CheckId } from '../../../lib/checks/catalog';
import type { ConfiguredSeverities } from '../../../lib/checks/configured-severity';
import type { Severity } from '../../../lib/checks/severity';
import { find } from '../find';
import type { Change } from '../sound';

/** A broken environment, and what fixes it. */
export interface Pair {
  readonly id: CheckId;
  /** Names the test. */
  readonly what: string;
  /** Causes this finding, and no other one. */
  readonly broken: Change;
  /** Causes no finding. @default - the sound environment, which a test of its own holds */
  readonly mended?: Change;
  readonly sentence: RegExp;
  /** @default - that of the catalog */
  readonly severity?: Severity;
  /** Path of the construct of the finding. @default - any */
  readonly at?: string;
}

/**
 * Every broken environment has exactly its finding, and every mended one has none.
 * @param others severities of other findings about the same mistakes, such as policies against what Kubernetes rejects
 */
export function testPairs(pairs: readonly Pair[], others: ConfiguredSeverities = {}): void {
  const findings = (change: Change) =>
    find({ ...change, checks: { ...change.checks, severity: { ...others, ...change.checks?.severity } } });
  test.each(pairs.map((pair) => [pair.id, pair.what, pair] as const))(
    '%s: %s',
    (id, _, { broken, mended, sentence, severity = CATALOG[id].severity, at = expect.any(String) }) => {
      expect(findings(broken)).toEqual([
        expect.objectContaining({ id, severity, at, sentence: expect.stringMatching(sentence) }),
      ]);
      if (mended !== undefined) expect(findings(mended)).toEqual([]);
    },
  );
}
