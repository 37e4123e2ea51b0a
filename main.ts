import path from 'node:path';
import { layoutOf } from './lib/app/cli/report';
import type { Environments } from './lib/app/synth/environments';
import { runProcess } from './lib/app/synth/process';
import { run } from './lib/app/synth/run';

/** The environments, in the order in which they are made. A new one is a line here and a file beside the others. */
export const environments: Environments = {
  eks: async () => (await import('./environments/eks')).eks(),
  lab: async () => (await import('./environments/lab')).lab(),
};

if (require.main === module) {
  // cdk8s says where it wants the output, which is that of the cluster alone; an empty variable says nothing.
  const wanted = process.env['CDK8S_OUTDIR'] || undefined;
  runProcess(() =>
    run({
      args: process.argv.slice(2),
      environments,
      outDir: path.resolve(wanted ?? path.join(__dirname, 'dist')),
      documentsDir: wanted === undefined ? path.join(__dirname, 'iam') : undefined,
      layout: layoutOf(process.stderr),
    }),
  );
}
