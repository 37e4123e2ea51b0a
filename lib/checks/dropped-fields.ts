import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { show } from '../text';
import type { Cluster } from './cluster';
import type { Finding } from './finding';

/**
 * Fields that are set and not written. The typed classes of cdk8s apply a JsonPatch first and translate names to those
 * of Kubernetes afterwards, and drop every name that they do not know.
 */
export function* droppedFields(app: IConstruct, cluster: Cluster): Generator<Finding> {
  const written = new Map(cluster.objects.map(({ path, identity, content }) => [path, { identity, content }]));
  for (const construct of app.node.findAll()) {
    if (!ApiObject.isApiObject(construct) || construct.toJson === ApiObject.prototype.toJson) continue;
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

interface Field {
  /** JSON Pointer of the field, as a JsonPatch names it. */
  readonly path: string;
  readonly value: unknown;
}

function* dropped(given: unknown, written: unknown, path: string): Generator<Field> {
  if (Array.isArray(given)) {
    const items: readonly unknown[] = Array.isArray(written) ? written : [];
    for (const [index, item] of given.entries()) yield* dropped(item, items[index], `${path}/${index}`);
  } else if (isMap(given)) {
    // An IntOrString or a Quantity is a value in the manifest.
    if (!isMap(written) && written !== undefined) return;
    const names = new Map(Object.entries(written ?? {}).map((entry) => [lettersOf(entry[0]), entry]));
    for (const [key, value] of Object.entries(given)) {
      const [, found] =
        isMap(written) && Object.hasOwn(written, key) ? [key, written[key]] : (names.get(lettersOf(key)) ?? []);
      yield* dropped(value, found, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    }
  } else if (given !== undefined && given !== null && String(given) !== String(written)) {
    yield { path, value: given };
  }
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A name without what the translation changes: `clusterIP` and `clusterIp` are one field. */
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
