// A run of its own process, for process.test.ts: OUT_DIR HOW
import { runProcess } from '../../../../lib/app/synth/process';
import { run } from '../../../../lib/app/synth/run';

const [outDir = '', how] = process.argv.slice(2);

runProcess(() =>
  run({
    args: [],
    outDir,
    environments: {
      lab: () => (how === 'waits' ? new Promise(() => {}) : process.exit(0)),
    },
  }),
);
