import path from 'node:path';
import { layoutOf } from '../lib/app/cli/report';
import { runDiff } from '../lib/app/diff/command';
import { runProcess } from '../lib/app/synth/process';

runProcess(() =>
  runDiff({
    args: process.argv.slice(2),
    outDir: path.join(__dirname, '..', 'dist'),
    systems: async () => (await import('../charts/systems')).SYSTEMS,
    today: () => new Date().toISOString().slice(0, 10),
    layout: layoutOf(process.stdout),
    print: (text) => void process.stdout.write(`${text}\n`),
    complain: (line) => void process.stderr.write(`${line}\n`),
  }),
);
