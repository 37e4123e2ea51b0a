import { diffArrays } from 'diff';
import { stringify } from 'yaml';

/** How one value differs from another. A value that is missing on one side was added or removed. */
export type Change =
  | { readonly old?: unknown; readonly new?: unknown }
  /** Lines of a text or items of a list, those removed with `-`, those added with `+`. */
  | { readonly lines: readonly string[] }
  /** Names of the items of a list whose order differs. */
  | { readonly order: readonly string[] };

/** Changes by the path of the value, in the order of the fields. */
export type Changes = ReadonlyMap<string, Change>;

/** What two objects differ in, as short as it can be read: down to the field, the line and the named item of a list. */
export function changesBetween(before: unknown, after: unknown): Changes {
  const changes = new Map<string, Change>();
  compare('', before, after, changes);
  return changes;
}

function compare(path: string, before: unknown, after: unknown, changes: Map<string, Change>): void {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (isMap(before) && isMap(after)) {
    for (const key of Object.keys({ ...before, ...after }))
      compare(`${path}${step(path, key)}`, before[key], after[key], changes);
  } else if (Array.isArray(before) && Array.isArray(after)) {
    compareLists(path, before, after, changes);
  } else if (isLong(before) && isLong(after)) {
    changes.set(path, { lines: changedItems(before.split('\n'), after.split('\n')) });
  } else if (isHash(before) && isHash(after)) {
    // The hash of a configuration changes with every character of it; that pods are replaced is what can be read.
    changes.set(path, { old: 'a hash', new: 'another hash' });
  } else {
    changes.set(path, { ...(before !== undefined && { old: before }), ...(after !== undefined && { new: after }) });
  }
}

function compareLists(
  path: string,
  before: readonly unknown[],
  after: readonly unknown[],
  changes: Map<string, Change>,
): void {
  const [old, now] = [byName(path, before), byName(path, after)];
  if (old === undefined || now === undefined) {
    if (before.length === after.length && [...before, ...after].every(isMap)) {
      for (const [index, item] of before.entries()) compare(`${path}[${index}]`, item, after[index], changes);
    } else {
      changes.set(path, { lines: changedItems(before.map(textOf), after.map(textOf)) });
    }
    return;
  }
  const common = (names: Iterable<string>) => [...names].filter((name) => old.has(name) && now.has(name));
  if (common(old.keys()).join() !== common(now.keys()).join()) changes.set(path, { order: [...now.keys()] });
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    compare(`${path}[${name}]`, old.get(name), now.get(name), changes);
  }
}

/** Fields by which Kubernetes merges the items of its lists. */
const NAMES = ['name', 'mountPath', 'topologyKey', 'port'] as const;

/** The items of a list by the name that each of them has, if all have one and no two the same. */
function byName(path: string, items: readonly unknown[]): ReadonlyMap<string, unknown> | undefined {
  for (const field of NAMES) {
    const named = new Map<string, unknown>();
    for (const [index, item] of items.entries()) {
      const name = nameOf(item, field);
      // The first container has the name of its role; by its index all roles have it at one path.
      if (name !== undefined) named.set(index === 0 && path.endsWith('.containers') ? '0' : name, item);
    }
    if (named.size === items.length) return named;
  }
  return undefined;
}

/** Claim templates have their name where objects have it. */
function nameOf(item: unknown, field: string): string | undefined {
  if (!isMap(item)) return undefined;
  const name = item[field] ?? (isMap(item['metadata']) ? item['metadata'][field] : undefined);
  return typeof name === 'string' || typeof name === 'number' ? String(name) : undefined;
}

function changedItems(before: readonly string[], after: readonly string[]): string[] {
  return diffArrays([...before], [...after]).flatMap(({ added, removed, value }) => {
    if (added) return value.map((item) => `+ ${item}`);
    return removed ? value.map((item) => `- ${item}`) : [];
  });
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isLong = (value: unknown): value is string => typeof value === 'string' && value.includes('\n');
const isHash = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const textOf = (item: unknown): string =>
  stringify(item, { collectionStyle: 'flow', lineWidth: 0, sortMapEntries: true }).trimEnd();
const step = (path: string, key: string): string => {
  if (!/^[\w-]+$/.test(key)) return `["${key}"]`;
  return path === '' ? key : `.${key}`;
};
