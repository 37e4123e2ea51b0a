import type { Change } from './compare/changes';
import type { Rollout } from './rollout';
import type { World } from './world';

/** Effects of applying a change, the most dangerous first. */
export const EFFECTS = [
  'data-loss',
  'refused',
  'outage',
  'ring',
  'restart',
  'removed',
  'renamed',
  'added',
  'changed',
  'none',
] as const;
export type Effect = (typeof EFFECTS)[number];

/** Something that applying the manifests does. */
export interface Statement {
  readonly effect: Effect;
  /** The rule that says so, such as `refused/claim-templates`. */
  readonly rule: string;
  /** The object that it is about, such as `StatefulSet/logging/loki-ingester`. */
  readonly object: string;
  /** Place, found value, consequence and remedy. */
  readonly sentence: string;
}

/** Input of the rules. */
export interface Comparison {
  readonly changes: readonly Change[];
  readonly before: World;
  readonly after: World;
  /** Rollout of a changed workload; undefined if its pods are not replaced, or the change is refused. */
  readonly rolloutOf: (change: Change) => Rollout | undefined;
  /** Keys of the workloads that are members of a ring by which keys are shared out. */
  readonly ringMembers: ReadonlySet<string>;
  /** Today, as `YYYY-MM-DD`: schema periods that began before are in the past. */
  readonly today: string;
}

/** Reports the effects of a single change. */
export type ChangeRule = (change: Change, comparison: Comparison) => Iterable<Statement>;

/** An environment, and the effects of applying it. */
export interface EnvironmentDiff {
  /** Folder of the environment; "" if files are in none. */
  readonly environment: string;
  readonly changes: readonly Change[];
  /** The most dangerous first. */
  readonly statements: readonly Statement[];
}
