import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { Cluster } from '../lib/checks/cluster';
import { identityOf, type KubernetesObject, type ManifestObject } from '../lib/checks/manifest';
import { UserError } from '../lib/values/errors';

/** An environment as it was written. */
export interface WrittenEnvironment {
  readonly name: string;
  /** Files in the order in which they are applied. */
  readonly files: readonly string[];
  readonly cluster: Cluster;
}

/**
 * Reads the output of synth.
 * @throws UserError if there is no output, or the path is something else
 */
export function readEnvironment(outDir: string, name: string): WrittenEnvironment {
  const folder = path.join(outDir, name);
  const names = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.yaml')) : [];
  if (names.length === 0) {
    throw new UserError(`${name}: found no files in ${folder}, run npm run synth first`);
  }
  const files = names.sort().map((file) => path.join(folder, file));
  const objects = files.flatMap((file) => objectsIn(readFileSync(file, 'utf8'), path.basename(file)));
  return { name, files, cluster: new Cluster(objects) };
}

/**
 * The objects of a file.
 * @throws UserError if the file contains something that is no Kubernetes object
 */
export function objectsIn(text: string, file: string): ManifestObject[] {
  return parseAllDocuments(text).flatMap((document) => {
    const content: unknown = document.toJS();
    if (content === null) return [];
    if (!isObject(content)) {
      throw new UserError(`${file}: found an object without apiVersion, kind or name: run npm run synth again`);
    }
    return [{ path: file, identity: identityOf(content), content }];
  });
}

function isObject(value: unknown): value is KubernetesObject {
  if (typeof value !== 'object' || value === null || !('apiVersion' in value) || !('kind' in value)) return false;
  if (!('metadata' in value) || typeof value.metadata !== 'object' || value.metadata === null) return false;
  return 'name' in value.metadata && typeof value.metadata.name === 'string';
}
