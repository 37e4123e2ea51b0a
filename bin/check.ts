import { runCheck } from '../lib/cli/check';
import { layoutOf } from '../lib/cli/report';
import { runProcess } from '../lib/synth/process';
import { environments } from '../main';

runProcess(() =>
  runCheck({
    args: process.argv.slice(2),
    environments,
    layout: layoutOf(process.stdout),
  }),
);
