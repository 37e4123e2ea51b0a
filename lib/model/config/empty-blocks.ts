import { isMap } from '../../values/data';
import type { ConfigNode } from './config-schema';

/** A configuration without blocks that are null: a block without a value is one that is not set. */
export function withoutEmptyBlocks<C extends object>(node: ConfigNode, config: C): C {
  const entries = node.kind === 'block' ? Object.entries(config) : [];
  const empty = new Set(
    entries
      .filter(([key, value]) => value === null && node.kind === 'block' && node.keys.get(key)?.kind === 'block')
      .map(([key]) => key),
  );
  const kept = entries.flatMap(([key, value]) => {
    const child = node.kind === 'block' ? node.keys.get(key) : undefined;
    return child?.kind === 'block' && isMap(value) ? [[key, withoutEmptyBlocks(child, value)] as const] : [];
  });
  return { ...without(config, empty), ...Object.fromEntries(kept) };
}

const without = <C extends object>(config: C, keys: ReadonlySet<string>): C => {
  const copy = { ...config };
  for (const key of keys) Reflect.deleteProperty(copy, key);
  return copy;
};
