import { lookUp } from '../../values/text';
import type { Schema } from './json-schema';

/** A place of an object that is being looked at. */
export interface Place {
  /** Schema of the value there. */
  readonly schema: Schema;
  /** The field, or the index of an item. */
  readonly key: string | number;
  /** The place that it is in. @default - it is the object itself */
  readonly up: Place | undefined;
}

/** `spec.containers[0].name`; names with dots or slashes, such as those of labels, are set apart. */
export function pathOf(place: Place | undefined): string {
  if (place?.up === undefined) return '';
  return joined(pathOf(place.up), place.key);
}

/** The path of a field of a place. */
export const fieldOf = (place: Place, key: string): string => joined(pathOf(place), key);

function joined(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!/^[\w$-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** Depth of the search for a field below a place: `containers` of a Deployment's `spec` are two maps further down. */
const DEPTH = 2;
/** With more places than these, none of them is likely to be meant. */
const MOST = 2;

/** Other places where a field is allowed: in the parents of its place, or below it. */
export function placesOf(key: string, place: Place, resolve: (schema: Schema) => Schema): string[] {
  const hasKey = ({ schema }: Place): boolean => lookUp(schema.properties ?? {}, key) !== undefined;
  for (let { up } = place; up !== undefined; up = up.up) {
    if (hasKey(up)) return [fieldOf(up, key)];
  }
  let level = [place];
  for (let depth = 0; depth < DEPTH; depth++) {
    level = level.flatMap((up) =>
      Object.entries(up.schema.properties ?? {}).map(([name, child]) => ({ schema: resolve(child), key: name, up })),
    );
    const found = level.filter(hasKey);
    if (found.length > 0) return found.length > MOST ? [] : found.map((other) => fieldOf(other, key));
  }
  return [];
}
