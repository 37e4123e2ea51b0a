import { listed, show, suggestion } from '../../values/text';
import type { ConfigNode, ConfigSchema } from './config-schema';
import { mistakeIn } from './value-types';

/**
 * Validates a configuration as the strict parser of a system does: unknown keys and invalid values, a sentence for
 * each, prefixed with its path. This also covers input from files and casts, which the compiler does not check.
 *
 * @param at the part of the schema that `value` stands at, and its path
 */
export function mistakesInConfig(
  schema: ConfigSchema,
  value: unknown,
  at: { readonly node: ConfigNode; readonly path: string } = { node: schema.root, path: '' },
): string[] {
  return [...mistakes(schema, at.node, value, at.path)];
}

function* mistakes(schema: ConfigSchema, node: ConfigNode, value: unknown, path: string): Generator<string> {
  // A key without a value is one that is not set.
  if (value === null || value === undefined) return;
  if (node.kind === 'scalar') {
    const mistake = mistakeIn(node.type, value);
    if (mistake !== undefined) yield `${path}: ${mistake}`;
  } else if (node.kind === 'list') {
    if (!Array.isArray(value)) yield `${path}: found ${show(value)}, allowed is a list`;
    else for (const [index, item] of value.entries()) yield* mistakes(schema, node.item, item, `${path}[${index}]`);
  } else if (!isMap(value)) {
    yield `${path || 'the configuration'}: found ${show(value)}, allowed is a map of keys to values`;
  } else {
    for (const [key, entry] of Object.entries(value)) {
      const below = path === '' ? key : `${path}.${key}`;
      const child = node.kind === 'map' ? node.value : node.keys.get(key);
      if (child) yield* mistakes(schema, child, entry, below);
      else if (node.kind === 'block') yield `${below}: ${unknownKey(schema, node.keys, key)}`;
    }
  }
}

function unknownKey(schema: ConfigSchema, siblings: ReadonlyMap<string, ConfigNode>, key: string): string {
  const found = `unknown key, ${schema.name} does not have it here`;
  const places = schema.placesOf(key);
  if (places.length > 0 && places.length <= 3) return `${found}: move it to ${places.join(' or ')}`;
  const hint = suggestion(key, siblings.keys());
  return hint ? `${found}${hint}` : `${found}: remove it, or use one of ${listed(siblings.keys())}`;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
