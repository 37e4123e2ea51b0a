// Kubernetes tells "not set" from "empty" in few places only, and a reader of a diff wants neither.

/** The list, or nothing if it has no items. */
export const noneIfEmpty = <T>(list: readonly T[]): T[] | undefined => (list.length === 0 ? undefined : [...list]);

/** The object, or nothing if none of its members is set. */
export function noneIfUnset<T extends object>(value: T): T | undefined {
  return Object.values(value).every((member) => member === undefined) ? undefined : value;
}
