import { spawnSync } from 'node:child_process';
import { isMap, textAt } from '../../../values/data';
import { UserError } from '../../../values/errors';
import { readFolder } from './folder';
import type { Texts } from './manifests';
import { readObjects } from './objects';
import { documentsIn } from './yaml';

const MEGABYTES = 1024 * 1024;

export interface ClusterProps {
  /** Folder of the manifests whose objects are asked for. */
  readonly folder: string;
  /** Arguments that choose the cluster, such as `--context`. */
  readonly connection: readonly string[];
  /** Labels of objects that go if no manifest has them any more. @default - those are not looked for */
  readonly selector?: string | undefined;
  /** The program. @default "kubectl" */
  readonly kubectl?: string | undefined;
}

/**
 * The objects of manifests as a cluster has them, read with kubectl; nothing is changed.
 * @throws UserError with the error of kubectl if it fails
 */
export function readCluster({ folder, connection, selector, kubectl = 'kubectl' }: ClusterProps): Texts {
  const ask = (args: readonly string[]): string => {
    const { status, stdout, stderr, error } = spawnSync(kubectl, [...connection, 'get', ...args, '--output=json'], {
      encoding: 'utf8',
      maxBuffer: 512 * MEGABYTES,
    });
    if (error !== undefined) throw new UserError(`${kubectl} does not run: install it, or name its file by --kubectl`);
    if (status !== 0) throw new UserError(`${kubectl} get: ${stderr.trim().split('\n').at(-1) ?? ''}`);
    return stdout;
  };
  const named = ask(['--ignore-not-found', '--recursive', `--filename=${folder}`]);
  const labelled = selector === undefined ? '' : ask(['--all-namespaces', `--selector=${selector}`, kindsOf(folder)]);
  // A text for each object, so that one that is found both ways is there once.
  const objects = [named, labelled].flatMap((text) => readObjects(text, kubectl));
  return new Map(objects.map(({ key, content }) => [`${key}.json`, JSON.stringify(content)]));
}

/** The kinds of manifests, as kubectl takes them. */
function kindsOf(folder: string): string {
  const kinds = new Set(
    [...readFolder(folder).values()].flatMap(documentsIn).flatMap((document) => {
      const [kind, apiVersion = ''] = [textAt(document, 'kind'), textAt(document, 'apiVersion')];
      if (!isMap(document) || kind === undefined) return [];
      const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : [];
      return [group === undefined ? kind : `${kind}.${version}.${group}`];
    }),
  );
  return [...kinds].sort().join(',');
}
