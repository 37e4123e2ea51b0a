import type { Cluster, Pods } from '../cluster';
import { fieldsOf } from '../fields';
import type { ManifestObject } from '../manifest';
import { hasFormat } from './formats';
import { argumentsOf, leavesOf, type Setting, settingsIn } from './settings';

/** The settings of one object. */
export interface Place {
  readonly object: ManifestObject;
  readonly settings: Iterable<Setting>;
}

/** Larger texts are dashboards and certificates. */
const LONGEST = 200_000;

/** Settings of all objects but Secrets: files, variables, arguments, annotations and the rest of their fields. */
export function* placesIn(cluster: Cluster): Generator<Place> {
  for (const object of cluster.of('ConfigMap')) yield { object, settings: filesOf(cluster, object.content.data) };
  for (const pods of cluster.pods) yield { object: pods.owner, settings: variablesOf(cluster, pods) };
  for (const object of cluster.objects) {
    if (SILENT.has(object.content.kind)) continue;
    yield { object, settings: fieldsOfObject(cluster, object) };
  }
}

/** Objects with files or secrets of their own, and definitions, whose examples are prose. */
const SILENT: ReadonlySet<string> = new Set(['ConfigMap', 'Secret', 'SealedSecret', 'CustomResourceDefinition']);

function* filesOf(cluster: Cluster, data: Readonly<Record<string, string>> = {}): Generator<Setting> {
  for (const [key, text] of Object.entries(data)) {
    const at = `data[${key}]`;
    if (text.length > LONGEST || (key.endsWith('.json') && text.includes('"panels"'))) continue;
    if (text.includes('\n') || /^\s*[[{]/.test(text)) yield* settingsIn(cluster, text, at);
    else yield { at, name: key, value: text };
  }
}

function* variablesOf(cluster: Cluster, { spec, path }: Pods): Generator<Setting> {
  for (const kind of ['containers', 'initContainers'] as const) {
    for (const { name, env = [], command = [], args = [] } of spec[kind] ?? []) {
      const at = `${path}.${kind}[${name}]`;
      for (const { name: variable, value } of env) {
        if (value !== undefined) yield { at: `${at}.env[${variable}]`, name: variable, value };
      }
      for (const [field, words] of [
        ['command', command],
        ['args', args],
      ] as const) {
        // A script has lines of its own.
        for (const [index, word] of words.entries()) {
          if (word.includes('\n')) yield* settingsIn(cluster, word, `${at}.${field}[${index}]`);
        }
        yield* argumentsOf(
          words.map((word) => (word.includes('\n') ? '' : word)),
          `${at}.${field}`,
        );
      }
    }
  }
}

/** Fields of containers that are read with their names. */
const OF_CONTAINER = /ontainers\[\d+\]\.(env|command|args)\[/;

/** Annotations by their names, and other fields by their formats alone: their names are those of Kubernetes. */
function* fieldsOfObject(cluster: Cluster, { content }: ManifestObject): Generator<Setting> {
  const { metadata, ...rest } = { ...fieldsOf(content) };
  for (const [key, value] of Object.entries(fieldsOf(fieldsOf(metadata)['annotations']))) {
    if (typeof value !== 'string') continue;
    const at = `metadata.annotations[${key}]`;
    if (value.includes('\n') || value.includes(';')) yield* settingsIn(cluster, value, at);
    else yield { at, name: key.replace(/^.*\//, ''), value };
  }
  // Nearly no object has any, so places are worked out only where there is one.
  if (!holdsText(rest, hasFormat)) return;
  for (const { at, value } of leavesOf(rest, '')) if (!OF_CONTAINER.test(at)) yield { at: at.slice(1), value };
}

/** Whether a structure holds a text for which a condition is true. */
function holdsText(value: unknown, isMeant: (text: string) => boolean): boolean {
  if (typeof value === 'string') return isMeant(value);
  if (typeof value !== 'object' || value === null) return false;
  for (const member of Object.values(value)) if (holdsText(member, isMeant)) return true;
  return false;
}
