import { isMap } from '../../values/data';
import type { ConfigSchema } from './config-schema';

/** A configuration under the keys that flags override. */
export const withOverrides = <C extends object>(config: C, overrides: object): C =>
  Object.keys(overrides).length === 0 ? config : { ...config, ...layered(config, overrides) };

/** A configuration over the defaults of its program, as the program has it after its start. */
export const withDefaults = <C extends object>(schema: ConfigSchema, config: C): C => ({
  ...config,
  ...layered(schema.defaults, config),
});

/**
 * One map over another. Only blocks that both have are copied: a release has 2,000 defaults, most of which no
 * configuration names, and this is done for every role.
 */
function layered(base: object, over: object): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    if (value === undefined) continue;
    merged[key] = isMap(below) && isMap(value) ? layered(below, value) : value;
  }
  return merged;
}

/** The value at a path of keys, such as `server.http_listen_port`; undefined if it is not set. */
export const valueAt = (config: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), config);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** A value of a configuration that is no map, and its path; items of lists have `[0]` in it. */
export interface Leaf {
  readonly path: string;
  readonly value: unknown;
}

/** All values of a configuration that are neither maps nor lists. */
export function* leavesOf(value: unknown, path = ''): Generator<Leaf> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* leavesOf(item, `${path}[${index}]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) yield* leavesOf(child, path === '' ? key : `${path}.${key}`);
  } else if (value !== undefined) {
    yield { path, value };
  }
}
