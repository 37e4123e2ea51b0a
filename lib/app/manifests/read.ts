import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadAll, YAMLException } from 'js-yaml';
import { identityOf, type KubernetesObject, type ManifestObject } from '../../checks/manifest';
import { type Data, isMap, mapAt, textAt } from '../../values/data';
import { UserError } from '../../values/errors';
import { reasonOf } from '../../values/files';
import { show } from '../../values/text';
import { readFolder } from '../diff/read/folder';
import { YAML_SCHEMA } from '../diff/read/yaml';

/** Manifests of any origin: their objects, and what of them cannot be read. */
export interface ReadManifests {
  readonly objects: readonly ManifestObject[];
  /** Sentences about files or documents that are no objects of Kubernetes. */
  readonly complaints: readonly string[];
}

/** The place that stands for standard input. */
export const STANDARD_INPUT = '-';
/** `path` of the objects that are read from it. */
export const INPUT_NAME = 'standard input';

/**
 * Reads manifests from files, folders and standard input.
 * @param input text of standard input
 * @throws UserError if a place cannot be read, or has no manifests
 */
export function readManifests(
  places: readonly string[],
  input: () => string = () => readFileSync(0, 'utf8'),
): ReadManifests {
  const objects: ManifestObject[] = [];
  const complaints: string[] = [];
  for (const place of places) {
    for (const [file, text] of textsOf(place, input)) {
      const read = readTexts(file, text);
      objects.push(...read.objects);
      complaints.push(...read.complaints);
    }
  }
  return { objects, complaints };
}

function textsOf(place: string, input: () => string): ReadonlyMap<string, string> {
  if (place === STANDARD_INPUT) {
    const text = input();
    if (text.trim() !== '') return new Map([[INPUT_NAME, text]]);
    throw new UserError(`${INPUT_NAME}: found no text, pipe manifests into it`);
  }
  let files: ReadonlyMap<string, string>;
  try {
    files = readFolder(place);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${place}: cannot be read, ${reasonOf(error)}`);
  }
  if (files.has('Chart.yaml')) {
    throw new UserError(
      `${place}: found a Helm chart, whose templates are no YAML: render it, as by helm template ${place} | npm run check -- --manifests -`,
    );
  }
  if (files.size > 0) {
    const isFile = files.size === 1 && path.basename(place) === [...files.keys()][0];
    return new Map([...files].map(([file, text]) => [isFile ? place : path.join(place, file), text]));
  }
  throw new UserError(
    `${place}: found no files that end with .yaml, .yml or .json, name a folder or file of manifests`,
  );
}

function readTexts(file: string, text: string): ReadManifests {
  let documents: unknown[];
  try {
    documents = loadAll(text, null, { schema: YAML_SCHEMA });
  } catch (error) {
    const line = error instanceof YAMLException ? `:${error.mark.line + 1}` : '';
    const reason = error instanceof YAMLException ? error.reason : reasonOf(error);
    return { objects: [], complaints: [`${file}${line}: is no YAML: ${reason}`] };
  }
  const objects: ManifestObject[] = [];
  const complaints: string[] = [];
  for (const [index, document] of documents.entries()) {
    const where = documents.length === 1 ? file : `${file}: document ${index + 1}`;
    for (const item of itemsOf(document)) {
      const object = objectOf(item);
      if (object !== undefined) objects.push({ path: file, identity: identityOf(object), content: object });
      else
        complaints.push(
          `${where}: found ${found(item)}, allowed are objects of Kubernetes with apiVersion, kind and metadata.name: correct it, or leave the file out`,
        );
    }
  }
  return { objects, complaints };
}

/** The objects of a document: the items of a list, such as kubectl prints, and none of an empty document. */
function itemsOf(document: unknown): readonly unknown[] {
  if (document === null || document === undefined || isKustomization(document)) return [];
  const items = isMap(document) && /List$/.test(String(document['kind'])) ? document['items'] : undefined;
  return Array.isArray(items) ? items.flatMap(itemsOf) : [document];
}

/** A file that only tools read beside the manifests. */
const isKustomization = (document: unknown): boolean =>
  isMap(document) && String(document['apiVersion']).startsWith('kustomize.config.k8s.io/');

function objectOf(content: unknown): KubernetesObject | undefined {
  if (isObject(content)) return content;
  const prefix = textAt(content, 'metadata.generateName');
  // The server appends five characters to it.
  const named: unknown = isMap(content) && prefix ? withName(content, `${prefix}00000`) : undefined;
  return isObject(named) ? named : undefined;
}

const withName = (content: Data, name: string): Data => ({
  ...content,
  metadata: { ...mapAt(content, 'metadata'), name },
});

function isObject(content: unknown): content is KubernetesObject {
  const namespace = mapAt(content, 'metadata')['namespace'];
  return (
    ['apiVersion', 'kind', 'metadata.name'].every((field) => Boolean(textAt(content, field))) &&
    (namespace === undefined || namespace === null || typeof namespace === 'string')
  );
}

const found = (content: unknown): string =>
  isMap(content) ? `a map with ${Object.keys(content).slice(0, 5).join(', ') || 'no keys'}` : show(content);
