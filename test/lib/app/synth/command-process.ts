// A command in a process of its own, for process.test.ts: COMMAND FOLDER ARGUMENT...
import path from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { runCheck } from '../../../../lib/app/cli/check';
import { runRing } from '../../../../lib/app/cli/ring';
import { runProcess } from '../../../../lib/app/synth/process';
import { run } from '../../../../lib/app/synth/run';
import { Endpoint } from '../../../../lib/values/endpoint';

const [command = '', folder = '', ...args] = process.argv.slice(2);

async function sound(): Promise<App> {
  const app = new App();
  new ApiObject(new Chart(app, 'a'), 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
  return app;
}

async function late(): Promise<App> {
  setTimeout(() => {
    throw new TypeError('too late');
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  return new App();
}

async function mistaken(): Promise<App> {
  const app = new App();
  const { Consul } = await import('../../../../charts/consul');
  const redis = new Endpoint({ service: 'redis', namespace: 'a', port: 6379 });
  new Consul(app, 'consul', { namespace: 'a' }).register({ name: 'Redis', endpoint: redis });
  return app;
}

const withRings = async (): Promise<App> => (await import('../../../checks/sound')).environment();

const COMMANDS: Readonly<Record<string, () => ReturnType<typeof run>>> = {
  check: () => runCheck({ args, environments: { sound, empty: async () => new App() } }),
  'check-sound': () => runCheck({ args, environments: { sound } }),
  ring: () => runRing({ args, environments: { sound: withRings }, outDir: path.join(folder, 'rings') }),
  synth: () => run({ args, environments: { sound }, outDir: path.join(folder, 'dist') }),
  mistaken: () => run({ args, environments: { mistaken }, outDir: path.join(folder, 'dist') }),
  late: () => run({ args, environments: { late }, outDir: path.join(folder, 'dist') }),
};

runProcess(COMMANDS[command] ?? (async () => 2));
