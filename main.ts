import path from 'node:path';
import { type Environments, run } from './lib/synth/run';

/** The environments, in the order in which they are made. A new one is a line here and a file beside the others. */
export const environments: Environments = {
  lab: async () => (await import('./environments/lab')).lab(),
};

if (require.main === module) {
  // `npm run synth | head` is no failure.
  process.stdout.on('error', () => process.exit());
  // cdk8s says where it wants the output; an empty variable says nothing.
  const outDir = path.resolve(process.env['CDK8S_OUTDIR'] || path.join(__dirname, 'dist'));
  void run({ args: process.argv.slice(2), environments, outDir }).then((code) => {
    process.exitCode = code;
  });
}
