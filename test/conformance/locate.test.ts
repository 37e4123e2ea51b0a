import { type Absent, type Found, locate, type Places } from '../../conformance/programs/locate';
import type { Program } from '../../conformance/programs/program';
import { UserError } from '../../lib/values/errors';

const program: Program = {
  name: 'loki',
  variable: 'LOKI_BIN',
  version: '2.9.6',
  says: /version (\S+)/,
  fits: /^2\.9\./,
  source: { from: 'debian', package: 'loki', file: 'usr/bin/loki' },
};

interface Machine {
  readonly variables?: Readonly<Record<string, string>>;
  readonly onPath?: string;
  readonly cached?: string;
  /** Versions by file. */
  readonly versions?: Readonly<Record<string, string>>;
  readonly made?: string;
}

const places = ({ variables = {}, onPath, cached, versions = {}, made }: Machine): Places => ({
  variable: (name) => variables[name],
  onPath: () => onPath,
  cached: () => cached,
  versionOf: async (file) => versions[file],
  make: async () => {
    if (made === undefined) throw new UserError('it requires go, which is missing or was terminated');
    return made;
  },
});

const find = (machine: Machine, of = program): Promise<Found | Absent> => locate(of, places(machine));

test('the file that the user names is taken, whatever its version', async () =>
  expect(
    await find({
      variables: { LOKI_BIN: '/own/loki' },
      onPath: '/bin/loki',
      versions: { '/own/loki': '1.0', '/bin/loki': '2.9.4' },
    }),
  ).toEqual({ program, file: '/own/loki', version: '1.0', by: 'variable' }));

test('fails if the user names a file that does not run', async () =>
  await expect(find({ variables: { LOKI_BIN: '/own/loki' }, made: '/made' })).rejects.toThrow(
    'LOKI_BIN: found /own/loki, which cannot be executed: set it to the file of loki, or unset it',
  ));

test('an empty variable is ignored', async () =>
  expect(await find({ variables: { LOKI_BIN: '' }, onPath: '/bin/loki', versions: { '/bin/loki': '2.9.4' } })).toEqual({
    program,
    file: '/bin/loki',
    version: '2.9.4',
    by: 'path',
  }));

test('a program of another version on the PATH is ignored', async () =>
  expect(
    await find({
      onPath: '/bin/loki',
      cached: '/cache/loki',
      versions: { '/bin/loki': '3.0', '/cache/loki': '2.9.6' },
    }),
  ).toEqual({ program, file: '/cache/loki', version: '2.9.6', by: 'cache' }));

test('a program that is not found is built', async () =>
  expect(await find({ made: '/made/loki', versions: { '/made/loki': '2.9.6' } })).toEqual({
    program,
    file: '/made/loki',
    version: '2.9.6',
    by: 'made',
  }));

test('a program that cannot be built is missing, and the message names a remedy', async () =>
  expect(await find({})).toEqual({
    program,
    isUnavailable: false,
    sentence:
      'loki 2.9.6 is missing, it requires go, which is missing or was terminated: install it, or set LOKI_BIN to its file',
  }));

test('a built program that does not run is missing', async () =>
  expect(await find({ cached: '/cache/loki' })).toMatchObject({
    sentence: expect.stringContaining('/cache/loki cannot be executed: delete its folder to build it again'),
  }));

describe('a program that cannot be had', () => {
  const mimir: Program = { ...program, source: { from: 'nowhere', reason: 'its module is refused' } };

  test('is said to be so', async () =>
    expect(await find({ made: '/made' }, mimir)).toEqual({
      program: mimir,
      isUnavailable: true,
      sentence: 'loki is not available, its module is refused: set LOKI_BIN to your own file',
    }));

  test('can still be named', async () =>
    expect(await find({ variables: { LOKI_BIN: '/own' }, versions: { '/own': '2' } }, mimir)).toMatchObject({
      file: '/own',
    }));
});
