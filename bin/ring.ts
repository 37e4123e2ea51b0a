import path from 'node:path';
import { layoutOf } from '../lib/app/cli/report';
import { runRing } from '../lib/app/cli/ring';
import { runProcess } from '../lib/app/synth/process';
import { environments } from '../main';

runProcess(() =>
  runRing({
    args: process.argv.slice(2),
    environments,
    outDir: path.join(__dirname, '..', 'rings'),
    layout: layoutOf(process.stdout),
  }),
);
