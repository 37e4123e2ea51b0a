import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { UserError } from '../../../values/errors';
import { show } from '../../../values/text';
import { isManifest } from './folder';
import type { Texts } from './manifests';

const MEGABYTES = 1024 * 1024;

function git(folder: string, args: readonly string[], input = ''): Buffer {
  const { status, stdout, stderr, error } = spawnSync('git', [...args], {
    cwd: folder,
    input,
    maxBuffer: 512 * MEGABYTES,
  });
  if (error !== undefined) throw new UserError('git does not run: install it, or compare two folders');
  if (status !== 0) {
    const [reason = ''] = stderr.toString('utf8').trim().split('\n');
    throw new UserError(`git ${args[0]}: ${reason.replace(/^fatal: /, '')}`);
  }
  return stdout;
}

/**
 * The manifests that a folder has in a revision of git, such as `main` or `HEAD~1`. The working tree is left alone.
 * @throws UserError if git knows no such revision; a folder that the revision does not have is empty
 */
export function readRevision(folder: string, revision: string): Texts {
  const root = git(path.dirname(folder), ['rev-parse', '--show-toplevel']).toString('utf8').trim();
  const commit = commitOf(root, revision);
  const prefix = git(path.dirname(folder), ['rev-parse', '--show-prefix']).toString('utf8').trim();
  const below = `${prefix}${path.basename(folder)}/`;
  const names = git(root, ['ls-tree', '-r', '-z', '--name-only', commit, '--', below])
    .toString('utf8')
    .split('\0')
    .filter((name) => name !== '' && isManifest(name));
  const texts = blobs(git(root, ['cat-file', '--batch'], names.map((name) => `${commit}:${name}\n`).join('')));
  return new Map(names.map((name, index) => [name.slice(below.length), texts[index] ?? '']));
}

function commitOf(root: string, revision: string): string {
  // A name that begins with a dash would be an option.
  const spec = revision.startsWith('-') ? undefined : `${revision}^{commit}`;
  try {
    if (spec !== undefined) return git(root, ['rev-parse', '--verify', '--quiet', spec]).toString('utf8').trim();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  throw new UserError(
    `--base: found ${show(revision)}, which git does not know here: name a branch, a tag or a commit, and fetch it first (in CI: fetch-depth: 0)`,
  );
}

/** The texts that `git cat-file --batch` prints, each behind a line with its size. */
function blobs(output: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    const size = Number(output.subarray(at, end).toString('utf8').split(' ').at(-1));
    texts.push(output.subarray(end + 1, end + 1 + size).toString('utf8'));
    at = end + 1 + size + 1;
  }
  return texts;
}
