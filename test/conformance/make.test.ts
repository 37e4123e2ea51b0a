import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cached, goMod, make } from '../../conformance/programs/build';
import type { Program } from '../../conformance/programs/program';
import { PROGRAMS } from '../../conformance/programs/table';
import { fill, newFolder } from '../folders';

const program: Program = {
  name: 'promtool',
  variable: 'PROMTOOL_BIN',
  version: '1.2.3',
  says: /(.*)/,
  fits: /./,
  source: {
    from: 'go',
    module: { require: { 'a.b/c': 'v1.0.0' } },
    package: 'a.b/c/d',
    versionVariables: ['x.Version'],
  },
};

/** Puts a program before all others on the PATH. */
function withProgram(name: string, script: string): void {
  const folder = newFolder();
  fill(folder, { [name]: `#!/bin/sh\n${script}` });
  chmodSync(path.join(folder, name), 0o755);
  process.env['PATH'] = `${folder}:${process.env['PATH']}`;
}

const { PATH } = process.env;
afterEach(() => {
  process.env['PATH'] = PATH;
});

const GO = 'while [ "$1" != -o ]; do shift; done\necho "made of $3 in $(cat go.mod | head -1)" > "$2"\n';

test('a module has requirements and replacements', () =>
  expect(
    goMod({ require: { 'a.b/c': 'v1.0.0' }, replace: { 'a.b/d': 'e.f/d v2.0.0' }, exclude: ['a.b/e v3.0.0'] }),
  ).toBe(`module conformance

go 1.21

require (
	a.b/c v1.0.0
)

replace (
	a.b/d => e.f/d v2.0.0
)

exclude (
	a.b/e v3.0.0
)
`));

test('a program is built into a folder of its name and version, and no other files remain', async () => {
  withProgram('go', GO);
  const cache = newFolder();
  expect(cached(cache, program)).toBeUndefined();
  const file = await make(cache, program);
  expect(file).toBe(path.join(cache, 'promtool-1.2.3', 'promtool'));
  expect(readFileSync(file, 'utf8')).toBe('made of a.b/c/d in module conformance\n');
  expect(cached(cache, program)).toBe(file);
  expect(readdirSync(cache)).toEqual(['promtool-1.2.3']);
});

test('two runs at once have the same file', async () => {
  withProgram('go', `sleep 0.1\n${GO}`);
  const cache = newFolder();
  const [one, other] = await Promise.all([make(cache, program), make(cache, program)]);
  expect(one).toBe(other);
  expect(existsSync(one)).toBe(true);
  expect(readdirSync(cache)).toEqual(['promtool-1.2.3']);
});

test('fails with the error of Go, and leaves no files', async () => {
  withProgram('go', 'echo downloading >&2\necho "a.b/c: 403 Forbidden" >&2\nexit 1\n');
  const cache = newFolder();
  await expect(make(cache, program)).rejects.toThrow('go failed with "a.b/c: 403 Forbidden"');
  expect(readdirSync(cache)).toEqual([]);
});

test('fails if Go is not here', async () => {
  process.env['PATH'] = newFolder();
  await expect(make(newFolder(), program)).rejects.toThrow('it requires go, which is missing or was terminated');
});

test('each program has a variable of its own', () => {
  const variables = Object.values(PROGRAMS).map(({ variable }) => variable);
  expect(new Set(variables).size).toBe(variables.length);
});

test.each(Object.entries(PROGRAMS))('%s is known by its name', (name, { name: own }) => expect(own).toBe(name));

test('the collector is made of the components that it requires', () => {
  const { source } = PROGRAMS.otelcol;
  const module = source.from === 'go' ? source.module : undefined;
  for (const required of Object.keys(module?.require ?? {})) expect(module?.main).toContain(`\t"${required}"\n`);
  expect(module?.main).toContain('\t\tzipkinreceiver.NewFactory(),\n');
});
