import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../../values/errors';
import { readText } from '../../../values/files';
import type { Texts } from './manifests';

export const isManifest = (file: string): boolean => /\.(ya?ml|json)$/.test(file);

/**
 * The manifests of a folder, or a single file.
 * @throws UserError if there is none, or one cannot be read
 */
export function readFolder(folder: string): Texts {
  if (!existsSync(folder)) throw new UserError(`${folder}: found neither a folder nor a file, name one of manifests`);
  if (statSync(folder).isFile()) return new Map([[path.basename(folder), readText(folder)]]);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    // Folders that an interrupted synth leaves begin with a dot.
    .filter((entry) => entry.isFile() && isManifest(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !/(^|\/)\./.test(file))
    .sort();
  return new Map(files.map((file) => [file, readText(path.join(folder, file))]));
}
