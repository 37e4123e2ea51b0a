import { type Command, parseOptions } from '../../../lib/cli/options';
import { sentencesOf } from '../../sentences';

const command: Command<'check'> = {
  name: 'synth',
  summary: 'Makes environments.',
  flags: { check: 'write nothing' },
  findings: 'something was found',
};
const parse = (...args: string[]) => parseOptions(command, args, ['lab', 'eks']);

test('without options every environment is made', () =>
  expect(parse()).toEqual({ environments: ['lab', 'eks'], flags: new Set() }));

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
  [['--env'], '--env needs a name, the environments are: lab, eks'],
  [['--env='], '--env needs a name, the environments are: lab, eks'],
  [['--chek'], 'unknown option --chek (did you mean "--check"?), the options are: --env, --check, --trace, --help'],
  [['-x'], 'unknown option -x, the options are: --env, --check, --trace, --help'],
  [['--check=yes'], '--check takes no value, the options are: --env, --check, --trace, --help'],
  [['lab'], 'unknown argument "lab", the options are: --env, --check, --trace, --help'],
])('fails in one line if it is %j', (args, sentence) => expect(sentencesOf(() => parse(...args))).toEqual([sentence]));
