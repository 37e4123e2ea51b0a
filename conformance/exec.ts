import { execFile } from 'node:child_process';
import { leftovers } from './cleanup';

/** What a program did. */
export interface Ran {
  /** Its exit code; nothing if it did not start, or was ended. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** All that it said, wherever it said it. */
  readonly text: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Variables besides those that find programs and folders. */
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads. @default - nothing */
  readonly input?: string;
  /** After how many seconds it is ended. @default 120 */
  readonly seconds?: number;
}

const PASSED_ON = [
  ...['PATH', 'HOME', 'TMPDIR', 'XDG_CACHE_HOME', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'],
];
const MEGABYTES = 1_000_000;

/** Runs a program to its end. */
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
    // One that reads nothing may be gone by then.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
