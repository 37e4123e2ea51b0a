import { isMap } from '../values/data';
import type { ManifestObject } from './manifest';

/** An object without fields that are null, which Kubernetes takes as not set: Helm charts write many of them. */
export function withoutNulls(object: ManifestObject): ManifestObject {
  if (!hasNull(object.content)) return object;
  const { apiVersion, kind, metadata } = object.content;
  const { name } = metadata;
  return {
    ...object,
    content: { ...fieldsOf(object.content), apiVersion, kind, metadata: { ...fieldsOf(metadata), name } },
  };
}

const hasNull = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (Array.isArray(value) ? value.some(hasNull) : Object.values(value).some((child) => child === null || hasNull(child)));

const clean = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(clean);
  return isMap(value) ? fieldsOf(value) : value;
};

const fieldsOf = (map: object): object =>
  Object.fromEntries(
    Object.entries(map)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, clean(value)]),
  );
