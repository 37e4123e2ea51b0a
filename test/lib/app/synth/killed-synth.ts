// A run of its own process, for kill.test.ts: OUT_DIR KILL_AT
import fs from 'node:fs';
import { ApiObject, App, Chart } from 'cdk8s';
import { run } from '../../../../lib/app/synth/run';

const [outDir = '', killAt] = process.argv.slice(2);
let calls = 0;

/** Lets the process die before a call, if it is the one that was asked for. */
function counted<Args extends unknown[], R>(call: (...args: Args) => R): (...args: Args) => R {
  return (...args) => {
    if (++calls === Number(killAt)) process.kill(process.pid, 'SIGKILL');
    return call(...args);
  };
}

Object.assign(fs, {
  mkdirSync: counted(fs.mkdirSync),
  writeFileSync: counted(fs.writeFileSync),
  renameSync: counted(fs.renameSync),
  rmSync: counted(fs.rmSync),
});

async function lab(): Promise<App> {
  const app = new App();
  for (const name of ['a', 'c']) {
    new ApiObject(new Chart(app, name), name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
  }
  return app;
}

void run({ args: [], environments: { lab }, outDir }).then((code) => {
  process.exitCode = code;
});
