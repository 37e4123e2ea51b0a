import { isMap } from '../../values/data';
import type { ConfigNode, ConfigSchema } from './config-schema';
import { mistakeIn } from './value-types';

/**
 * Data without unknown keys and without values of a wrong type, so that the configuration of a slightly older or newer
 * release can be read by a schema.
 */
export const knownOf = (schema: ConfigSchema, data: unknown): unknown => known(schema.root, data) ?? {};

function known(node: ConfigNode, value: unknown): unknown {
  // A key without a value is one that is not set.
  if (value === null || value === undefined) return undefined;
  if (node.kind === 'scalar') return mistakeIn(node.type, value) === undefined ? value : undefined;
  if (node.kind === 'list') {
    return Array.isArray(value)
      ? value.map((item) => known(node.item, item)).filter((item) => item !== undefined)
      : undefined;
  }
  if (!isMap(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) => {
      const child = node.kind === 'map' ? node.value : node.keys.get(key);
      const kept = child && known(child, entry);
      return kept === undefined ? [] : [[key, kept]];
    }),
  );
}
