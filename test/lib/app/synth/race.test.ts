import { spawn, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { contents, newFolder } from '../../../folders';
import { FILES } from './config-maps';

/** What gives a process a PID namespace of its own, as a container has one; nothing where that is not allowed. */
const UNSHARE = ['unshare', '--pid', '--fork', '--mount-proc'];
const isolation = spawnSync('unshare', [...UNSHARE.slice(1), 'true']).status === 0 ? UNSHARE : [];

/** Runs synth many times in a process of its own; its exit code. */
function race(out: string, text: string, isolated: boolean): Promise<{ code: number | null; stderr: string }> {
  const script = path.join(__dirname, 'racing-synth.ts');
  const args = [process.execPath, '--import', require.resolve('tsx'), script, out, text, '15'];
  const [command = '', ...rest] = isolated ? [...isolation, ...args] : args;
  const child = spawn(command, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stderr })));
}

test('of runs that work in one folder at once, in several PID namespaces, the output of one is whole', async () => {
  const out = newFolder();
  const runs = [race(out, 'one', false), race(out, 'two', true), race(out, 'three', true)];
  expect(await Promise.all(runs)).toEqual(Array(3).fill({ code: 0, stderr: '' }));
  const texts = Object.values(contents(out)).map((text) => /text: (.*)/.exec(text)?.[1]);
  expect(texts).toHaveLength(FILES);
  expect(new Set(texts).size).toBe(1);
  expect(readdirSync(out)).toEqual(['lab']);
}, 60_000);
