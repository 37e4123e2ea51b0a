import { render } from '../../../lib/app/synth/render';
import type { CheckId } from '../../../lib/checks/catalog';
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

const findings = (change: Change) => render(environment(change), '#').findings;

/** Every broken environment has exactly its finding, and every mended one has none. */
export function testPairs(pairs: readonly Pair[]): void {
  test.each(pairs.map((pair) => [pair.id, pair.what, pair] as const))(
    '%s: %s',
    (id, _, { broken, mended, sentence }) => {
      expect(findings(broken)).toEqual([expect.objectContaining({ id, sentence: expect.stringMatching(sentence) })]);
      if (mended !== undefined) expect(findings(mended)).toEqual([]);
    },
  );
}
