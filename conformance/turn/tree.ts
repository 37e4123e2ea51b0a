/** A configuration, or a part of one. */
export interface Tree {
  readonly [key: string]: unknown;
}

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The part of a configuration at a path; empty if there is none. */
export const partAt = (tree: Tree, path: string): Tree =>
  path.split('.').reduce<Tree>((part, key) => {
    const below = part[key];
    return isTree(below) ? below : {};
  }, tree);

/** A configuration with the value at a path replaced. */
export function withValue(tree: Tree, path: string, value: unknown): Tree {
  const [key = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...tree, [key]: value };
  return { ...tree, [key]: withValue(partAt(tree, key), rest.join('.'), value) };
}

/** A configuration with each scalar, and its key, replaced by the result of `change`; `undefined` removes a key. */
export function mapped(value: unknown, change: (key: string, value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, change));
  if (!isTree(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, below]) => {
      const changed = change(key, below);
      return changed === undefined ? [] : [[key, mapped(changed, change)]];
    }),
  );
}
