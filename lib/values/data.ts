/** An untyped map of data: a manifest or a configuration, as it was read. */
export type Data = Readonly<Record<string, unknown>>;

export const isMap = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path such as `spec.template.spec`; nothing if a part of the path is missing or is no map. */
export function valueAt(data: unknown, path: string): unknown {
  if (!path.includes('.')) return isMap(data) ? data[path] : undefined;
  return path.split('.').reduce<unknown>((value, key) => (isMap(value) ? value[key] : undefined), data);
}

/** The map at a path, or an empty one. */
export function mapAt(data: unknown, path: string): Data {
  const value = valueAt(data, path);
  return isMap(value) ? value : {};
}

/** The maps of the list at a path, or none. */
export function mapsAt(data: unknown, path: string): Data[] {
  const value = valueAt(data, path);
  return Array.isArray(value) ? value.filter(isMap) : [];
}

/** The text at a path; nothing if there is none. */
export function textAt(data: unknown, path: string): string | undefined {
  const value = valueAt(data, path);
  return typeof value === 'string' ? value : undefined;
}

/** The number at a path; nothing if there is none. */
export function numberAt(data: unknown, path: string): number | undefined {
  const value = valueAt(data, path);
  return typeof value === 'number' ? value : undefined;
}

/** The texts of the list at a path, or none. */
export function textsAt(data: unknown, path: string): string[] {
  const value = valueAt(data, path);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The texts of a map, by their keys. */
export const textsIn = (map: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(isMap(map) ? map : {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

/** The texts of the map at a path, such as labels. */
export const labelsAt = (data: unknown, path: string): Readonly<Record<string, string>> => textsIn(valueAt(data, path));
