import { leavesOf } from '../../../model/config/effective';
import type { Release } from '../../../model/release';
import { show } from '../../../values/text';
import type { AcceptedForm } from './accepted-forms';
import type { RuleMistake, RuleSubject } from './rule';

/** A key whose values the program validates beyond their type. */
export interface AcceptedValues<Subject> {
  /** Key, with `[]` for the items of a list; one that begins with `*.` is below any block. */
  readonly key: string;
  readonly form: AcceptedForm;
  /** How the program ends or fails with another value; follows "and ". */
  readonly effect: string;
  /** Whether the program reads the key at all. @default - always */
  readonly when?: (subject: Subject) => boolean;
}

type Leaves = Iterable<{ readonly path: string; readonly key: string; readonly value: unknown }>;
type AnySubject = Pick<RuleSubject<string, object, { readonly version: Release }>, 'set' | 'installation'>;

/**
 * Values that a program rejects, or fails with, although they are of the right type.
 * @param tenants limits of single tenants, by the path of the block that they override
 */
export function* acceptedValues<Subject extends AnySubject>(
  table: ReadonlyArray<AcceptedValues<Subject>>,
  subject: Subject,
  tenants: readonly TenantLimits[] = [],
): Generator<RuleMistake> {
  const [exact, below] = indexed(table);
  for (const { path, key, value } of leavesIn(subject.set, tenants)) {
    if (typeof value === 'string' && value.includes('${')) continue;
    const entries = [...(exact.get(key) ?? []), ...(below.get(key.slice(key.lastIndexOf('.') + 1)) ?? [])];
    for (const { key: pattern, form, effect, when } of entries) {
      if (!pattern.startsWith('*.') && pattern !== key) continue;
      if (pattern.startsWith('*.') && !`.${key}`.endsWith(pattern.slice(1))) continue;
      if (form.takes(value) || when?.(subject) === false) continue;
      yield {
        id: 'config/rejected-value',
        path,
        mistake: `found ${show(value)}, and ${effect}: set ${form.allowed}`,
      };
    }
  }
}

/** Limits of one tenant. */
export interface TenantLimits {
  /** Path in the runtime configuration. */
  readonly path: string;
  /** Block of the configuration with the same keys, such as `limits_config`. */
  readonly block: string;
  readonly limits: object | undefined;
}

function* leavesIn(config: object, tenants: readonly TenantLimits[]): Leaves {
  for (const { path, value } of leavesOf(config)) yield { path, key: path.replaceAll(/\[\d+\]/g, '[]'), value };
  for (const { path: at, block, limits = {} } of tenants) {
    for (const { path, value } of leavesOf(limits)) {
      yield { path: `${at}.${path}`, key: `${block}.${path.replaceAll(/\[\d+\]/g, '[]')}`, value };
    }
  }
}

type Index<Subject> = ReadonlyMap<string, ReadonlyArray<AcceptedValues<Subject>>>;

/** Entries by their whole key, and those of any block by the last part of theirs. */
function indexed<Subject>(table: ReadonlyArray<AcceptedValues<Subject>>): [Index<Subject>, Index<Subject>] {
  const exact = new Map<string, Array<AcceptedValues<Subject>>>();
  const below = new Map<string, Array<AcceptedValues<Subject>>>();
  for (const entry of table) {
    const isBelow = entry.key.startsWith('*.');
    const index = isBelow ? below : exact;
    const name = isBelow ? entry.key.slice(entry.key.lastIndexOf('.') + 1) : entry.key;
    index.set(name, [...(index.get(name) ?? []), entry]);
  }
  return [exact, below];
}
