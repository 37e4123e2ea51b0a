import { ExitCode } from './exit-code';

/** Runs a command as the whole of a process, and sets its exit code. */
export function runProcess(command: () => Promise<ExitCode>): void {
  let isDone = false;
  // `npm run synth | head` is no failure: by the time that the pipe is found closed, all is written.
  process.stdout.on('error', () => {
    isDone = true;
    process.exit();
  });
  process.on('exit', () => {
    if (isDone) return;
    // An environment waited for what never came, or left the process: nothing was written, and that is no success.
    process.stderr.write('error: an environment ended the run before it made its app\n');
    process.exitCode = ExitCode.findings;
  });
  void command().then((code) => {
    isDone = true;
    process.exitCode = code;
  });
}
