import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { show } from '../values/text';
import type { RuleFinding } from './catalog';
import type { Cluster } from './cluster';

/**
 * Fields that are set and not written. The typed classes of cdk8s apply a JsonPatch first and translate names to those
 * of Kubernetes afterwards, and drop every name that they do not know.
 */
export function* droppedFields(app: IConstruct, cluster: Cluster): Generator<RuleFinding> {
  const written = new Map(cluster.objects.map(({ path, identity, content }) => [path, { identity, content }]));
  for (const construct of app.node.findAll()) {
    if (!ApiObject.isApiObject(construct) || construct.toJson === ApiObject.prototype.toJson) continue;
    if (!isPatched(construct)) continue;
    const object = written.get(construct.node.path);
    if (object === undefined) continue;
    for (const { path, value } of dropped(ApiObject.prototype.toJson.call(construct), object.content, '')) {
      yield {
        id: 'object/dropped-field',
        object: object.identity,
        sentence: `${path}: found ${show(value)}, which is not written, ${adviceFor(path)}`,
      };
    }
  }
}

/** Whether an object has patches: without any, the compiler has seen all fields. Rendering it again is expensive. */
function isPatched(construct: ApiObject): boolean {
  const patches: unknown = Reflect.get(construct, 'patches');
  return !Array.isArray(patches) || patches.length > 0;
}

interface Field {
  /** JSON Pointer of the field, as a JsonPatch names it. */
  readonly path: string;
  readonly value: unknown;
}

function* dropped(given: unknown, written: unknown, path: string): Generator<Field> {
  if (typeof given !== 'object' || given === null) {
    if (given !== undefined && given !== null && String(given) !== String(written)) yield { path, value: given };
  } else if (written === undefined) {
    if (Object.keys(given).length > 0) yield { path, value: given };
  } else if (isObject(written)) {
    // Anything else is the value of an IntOrString or a Quantity.
    for (const [key, value] of Object.entries(given)) {
      yield* dropped(value, fieldOf(written, key), `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    }
  }
}

/** The field of this name, or that of Kubernetes whose name in the typed class it is. */
function fieldOf(written: Readonly<Record<string, unknown>>, key: string): unknown {
  const name = Object.hasOwn(written, key)
    ? key
    : Object.keys(written).find((own) => lettersOf(own) === lettersOf(key));
  return name === undefined ? undefined : written[name];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** A name without the differences of the translation: `clusterIP` and `clusterIp` are one field. */
const lettersOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Names of the typed classes have one capital letter for each word. */
const camelCase = (path: string): string =>
  path.replace(/[A-Z]{2,}(?![a-z])/g, (capitals) => capitals.charAt(0) + capitals.slice(1).toLowerCase());

function adviceFor(path: string): string {
  const typed = camelCase(path);
  return typed === path
    ? 'since the typed object has no field of this name, or has it twice: correct the name, or leave the patch out'
    : `since patches are applied before names are translated to those of Kubernetes: write ${typed}`;
}
