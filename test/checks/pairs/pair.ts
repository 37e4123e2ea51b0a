import { render } from '../../../lib/app/synth/render';
import type { CheckId } from '../../../lib/checks/catalog';
import type { ConfiguredSeverities } from '../../../lib/checks/configured-severity';
import { type Change, environment } from '../sound';

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
}

/**
 * Every broken environment has exactly its finding, and every mended one has none.
 * @param severity of other findings about the same mistakes, such as policies against what Kubernetes rejects
 */
export function testPairs(pairs: readonly Pair[], severity: ConfiguredSeverities = {}): void {
  const findings = (change: Change) => {
    const checks = { ...change.checks, severity: { ...severity, ...change.checks?.severity } };
    return render(environment({ ...change, checks }), '#').findings;
  };
  test.each(pairs.map((pair) => [pair.id, pair.what, pair] as const))(
    '%s: %s',
    (id, _, { broken, mended, sentence }) => {
      expect(findings(broken)).toEqual([expect.objectContaining({ id, sentence: expect.stringMatching(sentence) })]);
      if (mended !== undefined) expect(findings(mended)).toEqual([]);
    },
  );
}
