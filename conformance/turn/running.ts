import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../lib/values/errors';
import { errorCode } from '../../lib/values/files';
import { leftovers } from '../cleanup';
import { ask } from './ask';
import type { PodProcess } from './processes';

/** Running processes, one per pod; they end with their parent process. */
export class Running {
  private readonly children = new Map<string, ChildProcess>();
  /** Ends all of them, however the run ends. */
  readonly stop: () => void;

  /** @param root folder for their output */
  constructor(private readonly root: string) {
    this.stop = leftovers.add(() => {
      for (const child of this.children.values()) killGroup(child);
    });
  }

  start(file: string, { name, args, env }: PodProcess): void {
    const log = openSync(this.logOf(name), 'a');
    const child = spawn(file, args, {
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    // A process that does not start never becomes ready, which is reported then.
    child.on('error', () => undefined);
    this.children.set(name, child);
  }

  /** Kills a process, as a crash does, so that it does not leave the ring. */
  async crash(name: string): Promise<void> {
    const child = this.children.get(name);
    if (child === undefined || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    killGroup(child);
    await gone;
  }

  /** Waits until all of them are ready. @throws UserError if one ends, or on timeout */
  async ready(checks: ReadonlyArray<{ readonly name: string; readonly url: string }>, seconds: number): Promise<void> {
    const end = Date.now() + seconds * 1000;
    let waiting = checks;
    let words = '';
    while (waiting.length > 0) {
      for (const { name } of waiting) {
        if (this.children.get(name)?.exitCode !== null || this.children.get(name)?.pid === undefined) {
          throw new UserError(`${name} exited before it was ready: ${this.lastLine(name)}`);
        }
      }
      const answers = await Promise.all(waiting.map(async (check) => ({ ...check, ...(await ask(check.url)) })));
      waiting = answers.filter(({ ok }) => !ok);
      words = answers.find(({ ok }) => !ok)?.text ?? '';
      if (waiting.length > 0 && Date.now() > end) {
        throw new UserError(`${waiting.map(({ name }) => name).join(', ')} not ready after ${seconds} s: ${words}`);
      }
      if (waiting.length > 0) await sleep(500);
    }
  }

  private logOf(name: string): string {
    return path.join(this.root, `${name}.log`);
  }

  private lastLine(name: string): string {
    const lines = readFileSync(this.logOf(name), 'utf8').trim().split('\n');
    return (lines.at(-1) ?? '').slice(0, 400);
  }
}

/** Ends a process and its child processes. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
