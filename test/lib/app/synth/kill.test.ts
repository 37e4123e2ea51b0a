import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { exchange } from '../../../../lib/app/synth/exchange';
import { run } from '../../../../lib/app/synth/run';
import { UserError } from '../../../../lib/values/errors';
import { contents, fill, newFolder } from '../../../folders';

const OLD = { 'lab/a.k8s.yaml': 'old a', 'lab/b.k8s.yaml': 'old b' };

/** Synthesizes in a process of its own, which kills itself before its call number `killAt` that changes a file. */
function synthKilledAt(killAt: number, outDir: string): SpawnSyncReturns<string> {
  const script = path.join(__dirname, 'killed-synth.ts');
  return spawnSync(process.execPath, ['--import', require.resolve('tsx'), script, outDir, String(killAt)], {
    encoding: 'utf8',
  });
}

/** Whether mv of this machine exchanges folders. */
function canExchange(): boolean {
  const folder = newFolder();
  fill(folder, { 'a/a': '', 'b/b': '' });
  return exchange(`${folder}/a`, `${folder}/b`);
}

const silent = { print: () => {}, complain: () => {} };
const failing = async () => {
  throw new UserError('a: found b: mend it');
};

test('wherever a run is killed, the old output or the new one is whole, and the next run puts it in its place', async () => {
  const fresh = newFolder();
  expect(synthKilledAt(Number.POSITIVE_INFINITY, fresh).status).toBe(0);
  const whole = [OLD, contents(fresh)].map((files) => JSON.stringify(files));

  let calls = 0;
  let [inPlace, aside] = [0, 0];
  for (;;) {
    const out = newFolder();
    fill(out, OLD);
    const { signal, status, stderr } = synthKilledAt(++calls, out);
    if (signal === null) {
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      break;
    }
    expect(signal).toBe('SIGKILL');
    if (readdirSync(out).includes('lab')) inPlace++;
    else aside++;
    // A run that fails, and one that only looks, put it back as well.
    await run({ args: calls % 2 ? ['--check'] : [], environments: { lab: failing }, outDir: out, ...silent });
    expect(readdirSync(out)).toEqual(['lab']);
    expect(whole).toContain(JSON.stringify(contents(out)));
  }
  // Between the two renames, and only there, the output is whole under its other name; an exchange is one step.
  expect(aside).toBe(canExchange() ? 0 : 1);
  expect(inPlace).toBeGreaterThan(5);
}, 60_000);
