import { type Command, parseOptions, usage } from '../../../../lib/app/cli/options';
import { sentencesOf } from '../../../sentences';

const command: Command<'check'> = {
  name: 'synth',
  summary: 'Makes environments.',
  flags: { check: 'write nothing' },
  findings: 'something was found',
};
const parse = (...args: string[]) => parseOptions(command, args, ['lab', 'eks']);

test('without options every environment is made', () =>
  expect(parse()).toEqual({
    environments: ['lab', 'eks'],
    flags: new Set(),
    values: new Map(),
    lists: new Map(),
    isNamed: false,
  }));

test.each([
  [['--env', 'eks'], ['eks']],
  [['--env=eks'], ['eks']],
  [
    ['--env', 'eks', '--env', 'lab', '--env', 'eks'],
    ['lab', 'eks'],
  ],
])('%j makes %j', (args, environments) => expect(parse(...args).environments).toEqual(environments));

test('flags are read', () =>
  expect(parse('--check', '--trace', '-h')).toMatchObject({ flags: new Set(['check', 'trace', 'help']) }));

test.each([
  [['--env', 'prod'], 'unknown environment "prod", the environments are: lab, eks'],
  [['--env', 'lba'], 'unknown environment "lba" (did you mean "lab"?), the environments are: lab, eks'],
  [['--env'], '--env requires a name, the environments are: lab, eks'],
  [['--env='], '--env requires a name, the environments are: lab, eks'],
  [['--chek'], 'unknown option --chek (did you mean "--check"?), allowed options are: --env, --check, --trace, --help'],
  [['-x'], 'unknown option -x, allowed options are: --env, --check, --trace, --help'],
  [['--check=yes'], '--check takes no value, allowed options are: --env, --check, --trace, --help'],
  [['lab'], 'unknown argument "lab", allowed options are: --env, --check, --trace, --help'],
])('fails in one line if it is %j', (args, sentence) => expect(sentencesOf(() => parse(...args))).toEqual([sentence]));

const drawing: Command<'check', 'out'> = {
  ...command,
  name: 'draw',
  values: { out: { placeholder: 'FOLDER', what: 'folder for the pictures' } },
  takesNames: true,
};
const parseDrawing = (...args: string[]) => parseOptions(drawing, args, ['lab', 'eks']);

test.each([
  [['--out', 'a'], 'a'],
  [['--out=a/b', 'lab'], 'a/b'],
  [['--out', 'a', '--out', 'b'], 'b'],
  [['lab'], undefined],
])('%j sets the value %j', (args, out) => expect(parseDrawing(...args).values.get('out')).toBe(out));

test('a value is not taken for an environment', () =>
  expect(parseDrawing('--out', 'eks', 'lab').environments).toEqual(['lab']));

test.each([[['--out']], [['--out=']], [['--out', '--check']]])('fails if the value is missing: %j', (args) =>
  expect(sentencesOf(() => parseDrawing(...args))).toEqual([
    '--out requires a FOLDER, allowed options are: --env, --out, --check, --trace, --help',
  ]),
);

test('help lists options with a value, in one column with the rest', () =>
  expect(usage(drawing, ['lab'])).toContain(
    `
  --env NAME    only this environment; may be repeated (lab)
  --out FOLDER  folder for the pictures
  --check       write nothing
`,
  ));
