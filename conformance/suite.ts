import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UserError } from '../lib/values/errors';
import type { ConformanceCheck } from './check';
import { leftovers } from './cleanup';
import type { WrittenEnvironment } from './environment';
import type { Absent, Found } from './programs/locate';
import type { ProgramName } from './programs/program';

/**
 * Outcome of a check: the program accepts everything, or rejects something, or is missing here, or is unavailable on
 * a machine with access to package registries only.
 */
export type Verdict = 'taken' | 'refused' | 'missing' | 'not run';

/** Result of a check in an environment. */
export interface Row {
  readonly environment: string;
  readonly check: string;
  /** The program and its version. */
  readonly program: string;
  /** Versions that the environment runs. */
  readonly runs: readonly string[];
  readonly subject: string;
  readonly verdict: Verdict;
  /** Reasons for a rejection, or for a check that was not run. */
  readonly sentences: readonly string[];
  /** Warnings about accepted input. */
  readonly remarks: readonly string[];
  readonly seconds: number;
}

export interface SuiteProps {
  readonly environments: readonly WrittenEnvironment[];
  readonly checks: readonly ConformanceCheck[];
  /** Looks for a program. */
  readonly locate: (name: ProgramName) => Promise<Found | Absent>;
}

/** Runs the checks of environments, one after the other; each program is located once, and only if it is needed. */
export async function runSuite({ environments, checks, locate }: SuiteProps): Promise<Row[]> {
  const located = new Map<ProgramName, Found | Absent>();
  const find = async (name: ProgramName): Promise<Found | Absent> => {
    const found = located.get(name) ?? (await locate(name));
    located.set(name, found);
    return found;
  };
  const rows: Row[] = [];
  for (const environment of environments) {
    for (const check of checks) {
      if (check.once && rows.some((row) => row.check === check.name)) continue;
      const row = await runCheck(environment, check, find);
      if (row !== undefined) rows.push(row);
    }
  }
  return rows;
}

async function runCheck(
  environment: WrittenEnvironment,
  { name, programs, task }: ConformanceCheck,
  find: (name: ProgramName) => Promise<Found | Absent>,
): Promise<Row | undefined> {
  const todo = task(environment);
  if (todo === undefined) return undefined;
  const found = new Map<string, Found>();
  const absent: Absent[] = [];
  for (const program of programs) {
    const place = await find(program);
    if ('file' in place) found.set(program, place);
    else absent.push(place);
  }
  const [first] = programs;
  const start = performance.now();
  const row = {
    environment: environment.name,
    check: name,
    program: `${first} ${found.get(first)?.version ?? ''}`.trim(),
    runs: todo.versions,
    subject: todo.subject,
    remarks: [],
    seconds: 0,
  };
  if (absent.length > 0) {
    const verdict = absent.every(({ isUnavailable }) => isUnavailable) ? 'not run' : 'missing';
    return { ...row, verdict, sentences: absent.map(({ sentence }) => sentence) };
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'conformance-'));
  const forget = leftovers.add(() => rmSync(folder, { recursive: true, force: true }));
  try {
    const { refusals, remarks } = await todo.run((program) => {
      const place = found.get(program);
      if (place === undefined) throw new Error(`${name} does not say that it needs ${program}`);
      return place;
    }, folder);
    const seconds = (performance.now() - start) / 1000;
    return { ...row, verdict: refusals.length > 0 ? 'refused' : 'taken', sentences: refusals, remarks, seconds };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...row, verdict: 'missing', sentences: error.sentences };
  } finally {
    forget();
  }
}
