import { readdirSync } from 'node:fs';
import { App } from 'cdk8s';
import { testEnvironments, writeEnvironment } from '../../conformance/environments';
import { htpasswd } from '../../conformance/environments/htpasswd';
import { environments } from '../../main';
import { newFolder } from '../folders';

test('the environment with tenants is written outside of dist/, without an error of its own checks', async () => {
  const folder = newFolder();
  const { name, cluster } = await writeEnvironment('tenants', testEnvironments, folder);
  expect(name).toBe('tenants');
  expect(readdirSync(folder)).toEqual(['tenants']);
  for (const kind of ['NetworkPolicy', 'ServiceMonitor'] as const) expect(cluster.of(kind).length).toBeGreaterThan(15);
});

test('environments of tests are none of those that synth writes', () =>
  expect(Object.keys(testEnvironments).filter((name) => name in environments)).toEqual([]));

test('an environment that cannot be made is a mistake with its sentence', () =>
  expect(writeEnvironment('empty', { empty: async () => new App() }, newFolder())).rejects.toThrow(
    'empty: no chart creates an object: add charts to the environment',
  ));

test('users are listed in the form that nginx reads', () =>
  expect(htpasswd({ agent: 'password', reader: '' })).toBe(
    'agent:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\nreader:{SHA}2jmj7l5rSw0yVb/vlWAYkK/YBwk=\n',
  ));
