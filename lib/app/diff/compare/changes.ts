import { isDeepStrictEqual } from 'node:util';
import { mapAt, textsIn, valueAt } from '../../../values/data';
import { lookUp } from '../../../values/text';
import type { DiffObject } from '../read/objects';
import { KEPT } from './defaults';
import { type FieldChange, fieldChanges } from './fields';
import { defaultsOf, withoutDefaults, written } from './normalize';
import { textChanges } from './texts';

/** Change of an object. Kubernetes has no rename: the old object is deleted, and a similar one is created. */
export type Change =
  | { readonly kind: 'added'; readonly after: DiffObject }
  | { readonly kind: 'removed'; readonly before: DiffObject }
  | {
      readonly kind: 'changed' | 'renamed';
      readonly before: DiffObject;
      readonly after: DiffObject;
      readonly fields: readonly FieldChange[];
    };

/** The object that a change is about: as it will be, or as it was. */
export const objectOf = (change: Change): DiffObject => ('after' in change ? change.after : change.before);

/** Changed fields of an object that stays; empty if only its notation differs. */
export function changedFields(before: DiffObject, after: DiffObject): FieldChange[] {
  const { data: earlier, ...rest } = written(before);
  const { data: later, ...others } = written(after);
  const { kind } = after.content;
  const hasFiles = kind === 'ConfigMap' || kind === 'Secret';
  const fields = [
    ...fieldChanges(rest, others, '', defaultsOf(kind)),
    ...(hasFiles ? filesChanges(earlier, later, kind) : fieldChanges(earlier, later, 'data')),
  ];
  const kept = lookUp(KEPT, kind) ?? [];
  return fields.filter(
    (field) =>
      !(field.after === undefined && isKept(kept, field)) &&
      !(field.reordered === true && !ORDER_COUNTS.test(field.path)),
  );
}

/** Giving a headless Service an address is a change, not a value that the server has set. */
const isKept = (kept: readonly string[], { path, before }: FieldChange): boolean =>
  before !== 'None' &&
  !isDeepStrictEqual(before, ['None']) &&
  (kept.some((field) => path === field || path.startsWith(`${field}.`)) || /\.ports\[.*\]\.nodePort$/.test(path));

/** Lists in which the order means something: pods restart for it, and configurations are read from the top. */
const ORDER_COUNTS = /^(spec\.(jobTemplate\.spec\.)?template\.|spec\.volumeClaimTemplates|data\[)/;

function filesChanges(before: unknown, after: unknown, kind: 'ConfigMap' | 'Secret'): FieldChange[] {
  const [earlier, later] = [textsIn(before), textsIn(after)];
  return [...new Set([...Object.keys(earlier), ...Object.keys(later)])].flatMap((name) => {
    const [one, other] = [earlier[name], later[name]];
    if (one === other) return [];
    if (kind === 'ConfigMap' && one !== undefined && other !== undefined) return textChanges(name, one, other);
    return [{ path: `data[${name}]`, before: one, after: other }];
  });
}

/** The changes between two sets of objects, in the order of their identities. */
export function changesBetween(before: readonly DiffObject[], after: readonly DiffObject[]): Change[] {
  const earlier = new Map(before.map((object) => [object.key, object]));
  const later = new Map(after.map((object) => [object.key, object]));
  const removed = [...earlier.values()].filter(({ key }) => !later.has(key));
  const added = [...later.values()].filter(({ key }) => !earlier.has(key));
  const pairs = renamedPairs(removed, added);
  const gone = new Set(pairs.flat());
  const changes: Change[] = [
    ...removed.filter((object) => !gone.has(object)).map((object): Change => ({ kind: 'removed', before: object })),
    ...added.filter((object) => !gone.has(object)).map((object): Change => ({ kind: 'added', after: object })),
    ...pairs.map(
      ([one, other]): Change => ({ kind: 'renamed', before: one, after: other, fields: changedFields(one, other) }),
    ),
    ...[...earlier.values()].flatMap((object): Change[] => {
      const other = later.get(object.key);
      const fields = other === undefined ? [] : changedFields(object, other);
      return other === undefined || fields.length === 0
        ? []
        : [{ kind: 'changed', before: object, after: other, fields }];
    }),
  ];
  return changes.sort((one, other) => (objectOf(one).identity < objectOf(other).identity ? -1 : 1));
}

/** Minimum similarity of two objects, from 0 to 1, to treat one as the other renamed. */
const ALIKE = 0.75;

/** Objects that went, each with the one that came in its place: of the same kind, and alike but for the name. */
function renamedPairs(removed: readonly DiffObject[], added: readonly DiffObject[]): Array<[DiffObject, DiffObject]> {
  const left = new Set(added);
  const leaves = new Map(added.map((object) => [object, leavesOf(object)]));
  return removed.flatMap((object): Array<[DiffObject, DiffObject]> => {
    const own = leavesOf(object);
    let best: { readonly object: DiffObject; readonly likeness: number } | undefined;
    for (const other of left) {
      if (other.content.kind !== object.content.kind) continue;
      const likeness = likenessOf(own, leaves.get(other) ?? new Set());
      if (likeness >= ALIKE && likeness > (best?.likeness ?? 0)) best = { object: other, likeness };
    }
    if (best === undefined) return [];
    left.delete(best.object);
    return [[object, best.object]];
  });
}

/** The values of an object without its name and namespace, one text per value. */
function leavesOf(object: DiffObject): Set<string> {
  const { name, namespace } = object.content.metadata;
  const ownNames = [name, ...(namespace === undefined ? [] : [`.${namespace}`])];
  const leaves = new Set<string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [key, entry] of Object.entries(value)) walk(entry, `${path}.${key}`);
      if (Object.keys(value).length > 0) return;
    }
    leaves.add(`${path}=${ownNames.reduce((text, own) => text.replaceAll(own, '<own>'), String(value))}`);
  };
  const { metadata, ...rest } = mapAt(
    { object: withoutDefaults(written(object), defaultsOf(object.content.kind)) },
    'object',
  );
  walk({ ...rest, labels: valueAt(metadata, 'labels'), annotations: mapAt(metadata, 'annotations') }, '');
  return leaves;
}

function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const leaf of one) if (other.has(leaf)) shared++;
  return shared / (one.size + other.size - shared);
}
