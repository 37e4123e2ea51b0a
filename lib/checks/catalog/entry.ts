import type { Severity } from '../severity';

/** Everything about a finding id except the rule that finds it. The page of the id in `docs/checks/` is made from it. */
export interface Entry {
  /** Default severity. */
  readonly severity: Severity;
  /** Condition, as it follows "Found when". */
  readonly found: string;
  /** How it shows at run time if it is ignored, in the words of the program where they are known. */
  readonly ignored: string;
  /** How to fix it. */
  readonly fix: string;
}

/** The entries of a group, by id: `<group>/<rule>`. */
export type Entries = Readonly<Record<`${string}/${string}`, Entry>>;
