import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { contents, newFolder } from '../../folders';

test.each(['waits', 'exits'])('an environment that %s instead of making its app is no success', (how) => {
  const out = newFolder();
  const script = path.join(__dirname, 'unfinished-synth.ts');
  const args = ['--import', require.resolve('tsx'), script, out, how];
  expect(spawnSync(process.execPath, args, { encoding: 'utf8' })).toMatchObject({
    status: 1,
    stdout: '',
    stderr: 'error: an environment ended the run before it made its app\n',
  });
  expect(contents(out)).toEqual({});
});
