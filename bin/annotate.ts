import { annotations } from '../lib/app/github/annotations';
import { ExitCode } from '../lib/app/synth/exit-code';
import { runProcess } from '../lib/app/synth/process';
import { UserError } from '../lib/values/errors';
import { readText } from '../lib/values/files';

// Prints the findings of a file as annotations of GitHub: npm run annotate -- findings.json
runProcess(async () => {
  const [file, ...more] = process.argv.slice(2);
  try {
    if (file === undefined || more.length > 0) throw new UserError('name one file: npm run annotate -- findings.json');
    for (const line of annotations(readText(file))) process.stdout.write(`${line}\n`);
    return ExitCode.done;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`error: ${error.message}\n`);
    return ExitCode.wrongUse;
  }
});
