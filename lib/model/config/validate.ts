import { isMap } from '../../values/data';
import { listed, show, suggestion } from '../../values/text';
import type { ConfigNode, ConfigSchema } from './config-schema';
import { mistakeIn } from './value-types';

/** A mistake that ends the parser of a system. */
export interface ConfigMistake {
  readonly kind: 'unknown-key' | 'value';
  /** Begins with the path. */
  readonly sentence: string;
}

interface Place {
  readonly node: ConfigNode;
  readonly path: string;
}

/**
 * Validates a configuration as the strict parser of a system does: unknown keys and invalid values, a sentence for
 * each, prefixed with its path. This also covers input from files and casts, which the compiler does not check.
 *
 * @param at the part of the schema that `value` stands at, and its path
 */
export const configMistakes = (
  schema: ConfigSchema,
  value: unknown,
  at: Place = { node: schema.root, path: '' },
): ConfigMistake[] => [...mistakes(schema, at.node, value, at.path)];

/** The sentences of `configMistakes` alone. */
export const mistakesInConfig = (schema: ConfigSchema, value: unknown, at?: Place): string[] =>
  configMistakes(schema, value, at).map(({ sentence }) => sentence);

function* mistakes(schema: ConfigSchema, node: ConfigNode, value: unknown, path: string): Generator<ConfigMistake> {
  // A key without a value is one that is not set.
  if (value === null || value === undefined) return;
  if (node.kind === 'scalar') {
    const mistake = mistakeIn(node.type, value);
    if (mistake !== undefined) yield wrong(`${path}: ${mistake}`);
  } else if (node.kind === 'list') {
    if (!Array.isArray(value)) yield wrong(`${path}: found ${show(value)}, allowed is a list`);
    else for (const [index, item] of value.entries()) yield* mistakes(schema, node.item, item, `${path}[${index}]`);
  } else if (!isMap(value)) {
    yield wrong(`${path || 'the configuration'}: found ${show(value)}, allowed is a map of keys to values`);
  } else {
    for (const [key, entry] of Object.entries(value)) {
      const below = path === '' ? key : `${path}.${key}`;
      const child = node.kind === 'map' ? node.value : node.keys.get(key);
      if (child) yield* mistakes(schema, child, entry, below);
      else if (node.kind === 'block') {
        yield { kind: 'unknown-key', sentence: `${below}: ${unknownKey(schema, node.keys, key)}` };
      }
    }
  }
}

const wrong = (sentence: string): ConfigMistake => ({ kind: 'value', sentence });

function unknownKey(schema: ConfigSchema, siblings: ReadonlyMap<string, ConfigNode>, key: string): string {
  const found = `unknown key, ${schema.name} does not have it here`;
  const places = schema.placesOf(key);
  if (places.length > 0 && places.length <= 3) return `${found}: move it to ${places.join(' or ')}`;
  const hint = suggestion(key, siblings.keys());
  return hint ? `${found}${hint}` : `${found}: remove it, or use one of ${listed(siblings.keys())}`;
}
