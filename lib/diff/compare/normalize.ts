import { isDeepStrictEqual } from 'node:util';
import { lookUp } from '../../text';
import { type Data, isMap, mapAt } from '../data';
import type { DiffObject } from '../read/objects';
import { DEFAULTS, type Default, SERVER_LABELS, SERVER_METADATA } from './defaults';

/**
 * An object as two of them are compared: without its status, without what only the server writes, and without fields
 * that have their defaults, which a manifest may leave out.
 */
export function normalized({ content }: DiffObject): Data {
  const { status: _, ...fields } = storedAs(content);
  const defaults = lookUp(DEFAULTS, content.kind);
  const rest = defaults === undefined ? withoutNull(fields) : withoutDefaults(fields, defaults, fields);
  return isMap(rest) ? { ...rest, metadata: metadataOf(mapAt(rest, 'metadata')) } : {};
}

/** A pod template as its controller compares it: with all that it says, and without defaults. */
export function normalizedTemplate(template: Data, kind: string): Data {
  const defaults = lookUp(DEFAULTS, kind);
  const path = kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
  const own = path.reduce<Default | undefined>(
    (at, key) => (typeof at === 'object' && !isItems(at) ? at[key] : undefined),
    defaults,
  );
  const rest = withoutDefaults(template, own ?? {}, {});
  return isMap(rest) ? { ...rest, metadata: metadataOf(mapAt(rest, 'metadata')) } : {};
}

function metadataOf(metadata: Data): Data {
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

const isItems = (value: Default): value is readonly [Default] => Array.isArray(value);

/** The value without what is a default; nothing if it is one as a whole. */
function withoutDefaults(value: unknown, fallback: Default, around: Data): unknown {
  if (value === null) return undefined;
  if (typeof fallback === 'function')
    return isDeepStrictEqual(value, fallback(around)) ? undefined : withoutNull(value);
  if (isItems(fallback)) {
    if (!Array.isArray(value)) return value;
    if (value.length === 0) return undefined;
    const [item] = fallback;
    return value.map((entry) => withoutDefaults(entry, item, isMap(entry) ? entry : {}) ?? {});
  }
  if (typeof fallback !== 'object') return value === fallback ? undefined : value;
  if (!isMap(value)) return value;
  const entries = Object.entries(value).flatMap(([key, entry]): [string, unknown][] => {
    const own = Object.hasOwn(fallback, key) ? fallback[key] : undefined;
    const rest = own === undefined ? withoutNull(entry) : withoutDefaults(entry, own, value);
    return rest === undefined ? [] : [[key, rest]];
  });
  // An empty map often says something, such as `emptyDir: {}`; one that held nothing but defaults does not.
  const saysNothing = entries.length === 0 && (Object.keys(value).length > 0 || Object.keys(fallback).length === 0);
  return saysNothing ? undefined : Object.fromEntries(entries);
}

/** What is null is not set, and a list without items says what none says. */
function withoutNull(value: unknown): unknown {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((item) => withoutNull(item) ?? null);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) => {
      const rest = withoutNull(entry);
      return rest === undefined ? [] : [[key, rest]];
    }),
  );
}
