import { errorCode, reasonOf } from '../../values/files';
import { ExitCode } from './exit-code';
import { failureOf } from './failure';

/**
 * Runs a command as the main function of a process, and sets its exit code. Findings decide the exit code,
 * not the output. Output that cannot be written is an error, unless the reader closed the pipe early:
 * `npm run synth | head`.
 */
export function runProcess(command: () => Promise<ExitCode>): void {
  let result: ExitCode | undefined;
  const losses = new Map<string, string>();
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  for (const [name, stream] of [
    ['standard output', process.stdout],
    ['standard error', process.stderr],
  ] as const) {
    stream.on('error', (error) => {
      if (errorCode(error) === 'EPIPE' || losses.has(name)) return;
      losses.set(name, reasonOf(error));
    });
  }
  // An environment may throw later than it returns its app.
  process.on('uncaughtException', (error) => {
    const { sentences, origin } = failureOf(error, process.argv.includes('--trace'));
    for (const line of [...sentences.map((sentence) => `error: ${sentence}`), ...origin]) say(line);
    result = ExitCode.findings;
    process.exit(result);
  });
  process.on('exit', () => {
    if (result === undefined) {
      // An environment awaited a promise that never settles, or exited the process: nothing was written, an error.
      say('error: an environment exited the process before it returned its app');
      result = ExitCode.findings;
    }
    for (const [name, reason] of losses) say(`error: cannot write to ${name}: ${reason}`);
    process.exitCode = result === ExitCode.done && losses.size > 0 ? ExitCode.findings : result;
  });
  void command().then((code) => {
    result = code;
  });
}
