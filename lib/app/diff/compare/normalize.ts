import { type Data, isMap, mapAt } from '../../../values/data';
import { lookUp } from '../../../values/text';
import type { DiffObject } from '../read/objects';
import { DEFAULTS, type Default, SERVER_LABELS, SERVER_METADATA } from './defaults';
import { same } from './same';

/**
 * An object without its status and other fields that only the server writes. Default values are still
 * in it: two objects are compared by `defaultsOf` them.
 */
export function written({ content }: DiffObject): Data {
  const { status: _, ...fields } = storedAs(content);
  const own = { ...fields, metadata: metadataOf(content.metadata) };
  return content.kind === 'Job' ? { ...own, spec: withoutControllerLabels(mapAt(content, 'spec')) } : own;
}

/** The pods of a Job carry its name and uid, which its template gets when it is made. */
const withoutControllerLabels = (spec: Data): Data => ({
  ...spec,
  template: { ...mapAt(spec, 'template'), metadata: metadataOf(mapAt(spec, 'template.metadata')) },
});

/** The values that a manifest of a kind may leave out. */
export const defaultsOf = (kind: string): Default | undefined => lookUp(DEFAULTS, kind);

/** The defaults of a kind's pod template. */
export function templateDefaults(kind: string): Default | undefined {
  const path = kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
  return path.reduce<Default | undefined>((at, key) => (isMap(at) ? at[key] : undefined), defaultsOf(kind));
}

export function metadataOf(metadata: object): Data {
  return Object.fromEntries(
    Object.entries(metadata).flatMap(([key, value]) => {
      if (SERVER_METADATA.has(key)) return [];
      if (key !== 'labels' && key !== 'annotations') return [[key, value]];
      const own = Object.entries(mapAt(metadata, key)).filter(([name]) => !SERVER_LABELS.test(name));
      return own.length === 0 ? [] : [[key, Object.fromEntries(own)]];
    }),
  );
}

/** The texts of a Secret as the server keeps them. */
function storedAs(content: DiffObject['content']): Data {
  if (content.kind !== 'Secret' || !isMap(content['stringData'])) return content;
  const { stringData: texts, ...rest } = content;
  const encoded = Object.entries(texts).map(([key, text]) => [key, Buffer.from(String(text)).toString('base64')]);
  return { ...rest, data: { ...mapAt(content, 'data'), ...Object.fromEntries(encoded) } };
}

const isItems = (value: Default | undefined): value is readonly [Default] => Array.isArray(value);

/**
 * Whether a value is equivalent to unset: null, an empty list, or the default of the server.
 * @param around the map that the value is in
 */
export function isDefault(value: unknown, fallback: Default | undefined, around: Data): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value) && value.length === 0) return true;
  if (fallback === undefined) return false;
  if (typeof fallback === 'function') return same(value, fallback(around));
  if (isItems(fallback)) return false;
  if (typeof fallback !== 'object') return value === fallback;
  if (!isMap(value)) return false;
  const keys = Object.keys(value);
  // An empty map often says something, such as `emptyDir: {}`; one that holds nothing but defaults does not.
  if (keys.length === 0) return Object.keys(fallback).length === 0;
  return keys.every((key) => isDefault(value[key], fallback[key], value));
}

/** A value without the parts that are equivalent to unset. */
export function withoutDefaults(value: unknown, fallback?: Default): unknown {
  if (Array.isArray(value)) {
    const item = isItems(fallback) ? fallback[0] : undefined;
    return value.map((entry) => withoutDefaults(entry, item));
  }
  if (!isMap(value)) return value;
  const defaults = isMap(fallback) ? fallback : {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) =>
      isDefault(entry, defaults[key], value) ? [] : [[key, withoutDefaults(entry, defaults[key])]],
    ),
  );
}
