import { ApiObject, App, Chart } from 'cdk8s';
import { runCheck } from '../../../../lib/app/cli/check';
import type { Environments } from '../../../../lib/app/synth/environments';
import { EnvironmentChecks } from '../../../../lib/checks/environment';
import { UserError } from '../../../../lib/values/errors';

/** An app of one Ingress to a Service that is not there, or is. */
function app({ isSound = false } = {}): App {
  const made = new App();
  new ApiObject(new Chart(made, 'web', { namespace: 'web' }), 'ingress', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web' },
    spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
  });
  if (isSound) {
    new EnvironmentChecks(made, 'checks', {
      external: [{ kind: 'Service', namespace: 'web', name: 'web' }],
      accepts: [{ id: 'policy/ingress-tls', reason: 'it is reached from inside' }],
    });
  }
  return made;
}

const environments: Environments = {
  bad: async () => app(),
  good: async () => app({ isSound: true }),
};

async function check(args: readonly string[], known: Environments = environments) {
  const [printed, complaints]: [string[], string[]] = [[], []];
  const code = await runCheck({
    args,
    environments: known,
    layout: {},
    print: (line) => printed.push(line),
    complain: (line) => complaints.push(line),
  });
  return { code, printed, complaints };
}

test('errors are said, and are the exit code', async () => {
  const { code, printed, complaints } = await check([]);
  expect(code).toBe(1);
  expect(complaints).toEqual([]);
  expect(printed.filter((line) => !line.startsWith('            '))).toEqual([
    'bad: 1 error, 1 warning, 0 accepted',
    '  error     link/ingress        web/ingress Ingress/web/web',
    '  warning   policy/ingress-tls  web/ingress Ingress/web/web',
    'good: 0 errors, 0 warnings, 1 accepted',
  ]);
});

test('environments are chosen by name, and one without errors is no failure', async () =>
  expect(await check(['good'])).toEqual({
    code: 0,
    printed: ['good: 0 errors, 0 warnings, 1 accepted'],
    complaints: [],
  }));

test('accepted findings are shown on request', async () =>
  expect((await check(['good', '--accepted'])).printed).toContain('            accepted: it is reached from inside'));

test('machines are given everything, in one array', async () => {
  const { code, printed } = await check(['--json']);
  expect(code).toBe(1);
  expect(JSON.parse(printed.join('\n'))).toMatchObject([
    { environment: 'bad', id: 'link/ingress', severity: 'error', stops: true, at: 'web/ingress' },
    { environment: 'bad', id: 'policy/ingress-tls', severity: 'warning', stops: false },
    { environment: 'good', id: 'policy/ingress-tls', accepted: 'it is reached from inside', stops: false },
  ]);
});

test('an environment that cannot be made is said, and the others are checked', async () => {
  const broken: Environments = {
    ...environments,
    broken: async () => {
      throw new UserError('a: found b: mend it');
    },
  };
  expect(await check(['broken', 'good'], broken)).toEqual({
    code: 1,
    printed: ['good: 0 errors, 0 warnings, 1 accepted'],
    complaints: ['error: broken: a: found b: mend it'],
  });
});

test('wrong use is a line and exit code 2', async () =>
  expect(await check(['godo'])).toEqual({
    code: 2,
    printed: [],
    complaints: ['error: unknown environment "godo" (did you mean "good"?), the environments are: bad, good'],
  }));

test('help lists the arguments', async () => {
  const { code, printed } = await check(['--help']);
  expect(code).toBe(0);
  expect(printed.join('\n')).toMatch(
    /^Usage: npm run check -- \[options\] \[environment \.\.\.\]\n[\s\S]*--json[\s\S]*--accepted/,
  );
});

test('findings that stop synth stop the tools of cdk8s too', () => {
  const made = app();
  new EnvironmentChecks(made, 'checks');
  expect(() => made.synthYaml()).toThrow(/link\/ingress/);
  expect(app({ isSound: true }).synthYaml()).toContain('kind: Ingress');
});
