import path from 'node:path';
import type { Environments } from './lib/synth/environments';
import { runProcess } from './lib/synth/process';

/** The environments, in the order in which they are made. A new one is a line here and a file beside the others. */
export const environments: Environments = {
  eks: async () => (await import('./environments/eks')).eks(),
  lab: async () => (await import('./environments/lab')).lab(),
};

if (require.main === module) {
  // cdk8s says where it wants the output; an empty variable says nothing.
  const outDir = path.resolve(process.env['CDK8S_OUTDIR'] || path.join(__dirname, 'dist'));
  runProcess({ args: process.argv.slice(2), environments, outDir });
}
