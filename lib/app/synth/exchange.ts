import { execFileSync } from 'node:child_process';

/**
 * Exchanges two folders in one step, so that neither name is ever missing. Node has no binding for renameat2 of Linux,
 * but mv of GNU coreutils 9.5 and later has an option for it.
 * @returns whether it was done; if not, both folders are as they were
 */
export function exchange(one: string, other: string): boolean {
  if (process.platform !== 'linux') return false;
  try {
    execFileSync('mv', ['--exchange', '--no-target-directory', '--', one, other], {
      stdio: 'ignore',
      env: process.env,
    });
    return true;
  } catch {
    // An older mv, another one than that of GNU, or a file system that cannot.
    return false;
  }
}
