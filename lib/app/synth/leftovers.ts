import { createHash, randomBytes } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { errorCode } from '../../values/files';

// An environment is built beside its folder as `.<env>.next-<owner>-<random>`. The folder that was there becomes
// `.<env>.previous-<owner>-<random>`, and `.<env>.removed-...` before it goes. Several runs may work in one folder,
// also from containers that do not see each other's processes.

const KINDS = ['next', 'previous', 'removed'] as const;
type Kind = (typeof KINDS)[number];

/** A new name for a folder beside the output. */
export const nameOf = (environment: string, kind: Kind): string =>
  `.${environment}.${kind}-${scope()}.${process.pid}-${randomBytes(6).toString('hex')}`;

/** Scope in which process ids are unique: one boot of a machine, and one PID namespace of it. */
function scope(): string {
  const parts = [
    () => hostname(),
    () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'),
    () => readlinkSync('/proc/self/ns/pid'),
  ].map((part) => {
    try {
      return part();
    } catch {
      // Only Linux has them.
      return '';
    }
  });
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);
}

/** A folder of a run that ended before it was done, or goes on. */
export interface Leftover {
  readonly folder: string;
  readonly environment: string;
  readonly kind: Kind;
  /** Scope and process id of the run; nothing if the name does not say. */
  readonly owner: { readonly scope: string; readonly pid: number } | undefined;
  /** Milliseconds since something in it has changed. */
  readonly age: number;
}

const LEFTOVER = /^\.(?<environment>.+)\.(?<kind>next|previous|removed)-(?:(?<made>[0-9a-f]+)\.(?<pid>\d+)-)?[^-]+$/;

/** Leftovers of runs beside the folders of environments, the newest first. */
export function leftoversIn(outDir: string): Leftover[] {
  if (!existsSync(outDir)) return [];
  return readdirSync(outDir)
    .flatMap((name): Leftover[] => {
      const { environment, kind: found, made, pid } = LEFTOVER.exec(name)?.groups ?? {};
      const kind = KINDS.find((candidate) => candidate === found);
      const folder = path.join(outDir, name);
      const stats = lstatSync(folder, { throwIfNoEntry: false });
      if (environment === undefined || kind === undefined || stats === undefined) return [];
      const owner = made === undefined ? undefined : { scope: made, pid: Number(pid) };
      return [{ folder, environment, kind, owner, age: Date.now() - stats.mtimeMs }];
    })
    .sort((one, other) => one.age - other.age);
}

/** Maximum time of a run, in milliseconds: older folders are abandoned, on any machine. */
const LONGEST_RUN = 60 * 60 * 1000;

/**
 * Whether the run that a folder belongs to has ended, as far as can be told from here: process ids of another machine
 * or container say nothing.
 */
export function isAbandoned({ owner, age }: Pick<Leftover, 'owner' | 'age'>, here: string = scope()): boolean {
  if (age > LONGEST_RUN) return true;
  return owner !== undefined && owner.scope === here && !isRunning(owner.pid);
}

function isRunning(pid: number): boolean {
  // This run is done with one environment before it looks at the next.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, but belongs to another user.
    return errorCode(error) === 'EPERM';
  }
}

/**
 * Removes a folder. It gets another name first, in one step, so that another run that works in it finds it gone, and
 * never half of it. Files that cannot be removed after that do no harm: the next run tries again.
 */
export function removeFolder(outDir: string, environment: string, folder: string): void {
  const doomed = path.join(outDir, nameOf(environment, 'removed'));
  renameSync(folder, doomed);
  tolerant(() => rmSync(doomed, { recursive: true, force: true }));
}

/** Does something that may fail because of the file system, and tells whether it was done. */
export function tolerant(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return false;
  }
}
