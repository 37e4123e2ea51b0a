// A run of its own process, for process.test.ts: OUT_DIR HOW
import { runProcess } from '../../../lib/synth/process';
import { run } from '../../../lib/synth/run';

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
