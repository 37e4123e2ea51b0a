import { amountOf } from '../../../values/amount';
import { type Data, isMap } from '../../../values/data';
import type { Default } from './defaults';
import { isDefault, withoutDefaults } from './normalize';
import { same } from './same';

/** Change of a field. */
export interface FieldChange {
  /** Such as `spec.template.spec.containers[loki].image`, or `data[loki.yaml].ingester.wal.dir`. */
  readonly path: string;
  /** Nothing if it was not set. */
  readonly before: unknown;
  /** Nothing if it is not set any more. */
  readonly after: unknown;
  /** Whether a list has the same items in another order. */
  readonly reordered?: true;
}

interface Pair {
  readonly before: unknown;
  readonly after: unknown;
}

/** Place of two compared values. */
interface Place {
  readonly path: string;
  /** Values that mean the same as none. */
  readonly fallback?: Default | undefined;
  /** The maps that the values are in. */
  readonly around?: { readonly before: Data; readonly after: Data };
  /** Whether blocks that come or go as a whole are followed down to their last key. */
  readonly isDeep?: boolean;
}

/**
 * Every field that differs between two values, with lists compared item by item.
 * @param fallback values that mean the same as none
 */
export const fieldChanges = (before: unknown, after: unknown, path = '', fallback?: Default): FieldChange[] =>
  changesAt({ before, after }, { path, fallback });

/** As `fieldChanges`, down to the last key of blocks that come or go as a whole. */
export const keyChanges = (before: unknown, after: unknown, path = ''): FieldChange[] =>
  changesAt({ before, after }, { path, isDeep: true });

function changesAt({ before, after }: Pair, place: Place): FieldChange[] {
  if (same(before, after)) return [];
  const { fallback, around, isDeep = false } = place;
  const pair = {
    before: isDefault(before, fallback, around?.before ?? {}) ? undefined : before,
    after: isDefault(after, fallback, around?.after ?? {}) ? undefined : after,
  };
  if (pair.before === pair.after) return [];
  if (!isDeep) return differences(pair, place);
  return differences({ before: blockFor(before, after), after: blockFor(after, before) }, place);
}

/** If one side has a block with keys and the other has none, the other gets an empty block. */
const blockFor = (value: unknown, other: unknown): unknown =>
  value === undefined && isMap(other) && Object.keys(other).length > 0 ? {} : value;

function differences({ before, after }: Pair, place: Place): FieldChange[] {
  const { path, fallback, isDeep } = place;
  if (isMap(before) && isMap(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) =>
      changesAt(
        { before: before[key], after: after[key] },
        {
          path: path === '' ? key : `${path}${step(key)}`,
          fallback: isMap(fallback) ? fallback[key] : undefined,
          around: { before, after },
          ...(isDeep && { isDeep }),
        },
      ),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after, place);
  if (isSameAmount(before, after, path)) return [];
  return [{ path, before, after }];
}

/** A key such as `app.kubernetes.io/name` stands in brackets, so that its dots are not those of the path. */
const step = (key: string): string => (/^[\w-]+$/.test(key) ? `.${key}` : `[${key}]`);

/** Keys that identify the items of a list; the first one that all items have is used. */
const ITEM_KEYS = ['mountPath', 'name', 'key', 'containerPort', 'port', 'topologyKey', 'host', 'path', 'from'];

function listChanges(before: readonly unknown[], after: readonly unknown[], place: Place): FieldChange[] {
  const { path, fallback, isDeep } = place;
  const itemFallback = Array.isArray(fallback) ? fallback[0] : undefined;
  const below = (key: string | number, pair: Pair): FieldChange[] =>
    changesAt(pair, {
      path: `${path}[${key}]`,
      // An item that says nothing but defaults is an item all the same.
      fallback: pair.before === undefined || pair.after === undefined ? undefined : itemFallback,
      ...(isDeep && { isDeep }),
    });
  const keyed = byKey(before, after);
  if (keyed !== undefined) {
    const [earlier, later] = keyed;
    const keys = [...new Set([...earlier.keys(), ...later.keys()])];
    const changes = keys.flatMap((key) => below(key, { before: earlier.get(key), after: later.get(key) }));
    const isReordered = changes.length === 0 && !same([...earlier.keys()], [...later.keys()]);
    return isReordered ? [{ path, before, after, reordered: true }] : changes;
  }
  const [one, other] = [before, after].map((items) => items.map((item) => withoutDefaults(item, itemFallback)));
  const [removed, added] = [without(one ?? [], other ?? []), without(other ?? [], one ?? [])];
  if (removed.length === 0 && added.length === 0) {
    return same(one, other) ? [] : [{ path, before, after, reordered: true }];
  }
  // As many went as came: each has changed into the one at its place.
  if (removed.length === added.length && removed.every(isMap)) {
    return removed.flatMap((item, index) => below(one?.indexOf(item) ?? index, { before: item, after: added[index] }));
  }
  return [
    ...removed.map((item) => ({ path: `${path}[]`, before: item, after: undefined })),
    ...added.map((item) => ({ path: `${path}[]`, before: undefined, after: item })),
  ];
}

/** The items that the other list does not have, each as often as it is missing. */
function without(items: readonly unknown[], others: readonly unknown[]): unknown[] {
  const left = others.map((item) => JSON.stringify(item));
  return items.filter((item) => {
    const at = left.indexOf(JSON.stringify(item));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

type Keyed = ReadonlyMap<string, unknown>;

/** The items of both lists by their unique key, or undefined if they have none. */
function byKey(before: readonly unknown[], after: readonly unknown[]): [Keyed, Keyed] | undefined {
  const flags = [flagsOf(before), flagsOf(after)] as const;
  if (flags[0] !== undefined && flags[1] !== undefined) return [flags[0], flags[1]];
  for (const name of ITEM_KEYS) {
    const [earlier, later] = [itemsBy(before, name), itemsBy(after, name)];
    if (earlier !== undefined && later !== undefined) return [earlier, later];
  }
  return undefined;
}

function itemsBy(items: readonly unknown[], name: string): Keyed | undefined {
  const keyed = new Map<string, unknown>();
  for (const item of items) {
    const key = isMap(item) ? item[name] : undefined;
    if (typeof key !== 'string' && typeof key !== 'number') return undefined;
    if (keyed.has(String(key))) return undefined;
    keyed.set(String(key), item);
  }
  return keyed;
}

/** Arguments such as `-target=ingester` by their flags. */
function flagsOf(items: readonly unknown[]): Keyed | undefined {
  const keyed = new Map<string, unknown>();
  for (const item of items) {
    const [, flag, value] = typeof item === 'string' ? (/^(-[^=\s]+)(?:=(.*))?$/s.exec(item) ?? []) : [];
    if (flag === undefined || keyed.has(flag)) return undefined;
    keyed.set(flag, value ?? true);
  }
  return keyed;
}

/** Fields that are written in one way and read in another. */
const AMOUNTS = /(^|[.[])(limits|requests|capacity|hard)[.[]|(sizeLimit|averageValue|divisor)$/;

function isSameAmount(before: unknown, after: unknown, path: string): boolean {
  if (!AMOUNTS.test(path)) return false;
  const [one, other] = [amountOf(before), amountOf(after)];
  return one !== undefined && one === other;
}
