import { execFile } from 'node:child_process';
import { leftovers } from './cleanup';

/** Result of running a program. */
export interface Ran {
  /** Its exit code; undefined if it did not start, or was killed. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** Its whole output, stdout and stderr. */
  readonly text: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Variables besides those that find programs and folders. */
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input. @default - none */
  readonly input?: string;
  /** Timeout in seconds. @default 120 */
  readonly seconds?: number;
}

const PASSED_ON = [
  ...['PATH', 'HOME', 'TMPDIR', 'XDG_CACHE_HOME', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'],
];
const MEGABYTES = 1_000_000;

/** Runs a program and waits for its end. */
export function runProgram(file: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { cwd, env = {}, input = '', seconds = 120 } = options;
  const kept = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => PASSED_ON.includes(name) || name.startsWith('GO')),
  );
  return new Promise((resolve) => {
    const child = execFile(
      file,
      args,
      { cwd, env: { ...kept, ...env }, timeout: seconds * 1000, maxBuffer: 64 * MEGABYTES },
      (_, stdout, stderr) => {
        forget();
        const isStarted = child.pid !== undefined;
        const texts = [stdout, stderr, isStarted ? '' : `${file} does not start`].filter((text) => text !== '');
        const code = isStarted ? (child.exitCode ?? undefined) : undefined;
        resolve({ code, stdout, stderr, text: texts.join('\n').trim() });
      },
    );
    const forget = leftovers.add(() => void child.kill('SIGKILL'));
    // A program that does not read its input may have ended by then.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
