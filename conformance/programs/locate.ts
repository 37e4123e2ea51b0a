import { UserError } from '../../lib/values/errors';
import type { Program } from './program';

/** Places to look for programs, and the build of one. */
export interface Places {
  /** The value of an environment variable. */
  readonly variable: (name: string) => string | undefined;
  /** The path of a program on the PATH. */
  readonly onPath: (name: string) => string | undefined;
  /** The path of a program that was built earlier. */
  readonly cached: (program: Program) => string | undefined;
  /** The version that a program prints; undefined if it cannot be run. */
  readonly versionOf: (file: string, program: Program) => Promise<string | undefined>;
  /**
   * Builds the program.
   * @throws UserError with the reason if it cannot be built
   */
  readonly make: (program: Program) => Promise<string>;
}

/** A program that can be run. */
export interface Found {
  readonly program: Program;
  readonly file: string;
  /** The version that it prints. */
  readonly version: string;
  readonly by: 'variable' | 'path' | 'cache' | 'made';
}

/** A program that was not found. */
export interface Absent {
  readonly program: Program;
  /** Whether it is unavailable everywhere, or only on this machine. */
  readonly isUnavailable: boolean;
  readonly sentence: string;
}

/**
 * Looks for a program: the file in the user's variable, then a suitable version on the PATH, then an earlier build;
 * else it is built.
 * @throws UserError if the user's variable names a file that cannot be run
 */
export async function locate(program: Program, places: Places): Promise<Found | Absent> {
  const { name, variable, fits, source } = program;
  const named = places.variable(variable);
  if (named !== undefined && named !== '') {
    const version = await places.versionOf(named, program);
    if (version === undefined) {
      throw new UserError(
        `${variable}: found ${named}, which cannot be executed: set it to the file of ${name}, or unset it`,
      );
    }
    return { program, file: named, version, by: 'variable' };
  }
  const onPath = places.onPath(name);
  const version = onPath === undefined ? undefined : await places.versionOf(onPath, program);
  if (onPath !== undefined && version !== undefined && fits.test(version)) {
    return { program, file: onPath, version, by: 'path' };
  }
  if (source.from === 'nowhere') {
    return {
      program,
      isUnavailable: true,
      sentence: `${name} is not available, ${source.reason}: set ${variable} to your own file`,
    };
  }
  try {
    const cached = places.cached(program);
    if (cached !== undefined) return { program, ...(await run(cached, program, places)), by: 'cache' };
    return { program, ...(await run(await places.make(program), program, places)), by: 'made' };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [reason = ''] = error.sentences;
    return {
      program,
      isUnavailable: false,
      sentence: `${name} ${program.version} is missing, ${reason}: install it, or set ${variable} to its file`,
    };
  }
}

/** @throws UserError if it does not run */
async function run(file: string, program: Program, places: Places): Promise<Pick<Found, 'file' | 'version'>> {
  const version = await places.versionOf(file, program);
  if (version === undefined) throw new UserError(`${file} cannot be executed: delete its folder to build it again`);
  return { file, version };
}
