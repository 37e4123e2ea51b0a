import { runCheck } from '../lib/app/cli/check';
import { layoutOf } from '../lib/app/cli/report';
import { runProcess } from '../lib/app/synth/process';
import { environments } from '../main';

runProcess(() =>
  runCheck({
    args: process.argv.slice(2),
    environments,
    layout: layoutOf(process.stdout),
  }),
);
