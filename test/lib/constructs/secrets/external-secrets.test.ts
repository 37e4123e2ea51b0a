import { App, Testing } from 'cdk8s';
import { Grafana } from '../../../../charts/grafana';
import { Loki } from '../../../../charts/loki';
import { Promtail } from '../../../../charts/promtail';
import { inspect, locator } from '../../../../lib/checks/check';
import { Cluster } from '../../../../lib/checks/cluster';
import { EnvironmentChecks } from '../../../../lib/checks/environment';
import { objectsOf as manifestObjects, manifestOf } from '../../../../lib/checks/manifest';
import { type ExternalSecretProps, ExternalSecrets } from '../../../../lib/constructs/secrets/external-secrets';
import { ObjectStorage } from '../../../../lib/values/object-storage';
import { objectAt, objectsOf } from '../../../objects';
import { sentencesOf } from '../../../sentences';

const store = { name: 'vault' };
const secrets = (): ExternalSecrets => new ExternalSecrets(Testing.app(), 'secrets', { store });

test('names values of the store by keys of the Secret', () => {
  const chart = secrets();
  const secret = chart.add({
    namespace: 'logging',
    name: 'loki-users',
    data: { username: 'loki/user', password: { key: 'loki', property: 'password', version: '3' } },
    template: { '.htpasswd': '{{ htpasswd .username .password }}' },
    type: 'Opaque',
  });
  expect(objectAt(objectsOf(chart), 'ExternalSecret/loki-users')).toEqual({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { namespace: 'logging', name: 'loki-users' },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
      target: {
        name: 'loki-users',
        template: { type: 'Opaque', mergePolicy: 'Merge', data: { '.htpasswd': '{{ htpasswd .username .password }}' } },
      },
      data: [
        { secretKey: 'username', remoteRef: { key: 'loki/user' } },
        { secretKey: 'password', remoteRef: { key: 'loki', property: 'password', version: '3' } },
      ],
    },
  });
  expect(secret.key('password')).toMatchObject({ secretName: 'loki-users', key: 'password' });
});

test('may come from a store of its own, and be read less often', () => {
  const chart = new ExternalSecrets(Testing.app(), 'secrets', { store, refreshInterval: '24h' });
  chart.add({ namespace: 'a', name: 'b', data: { c: 'd' }, store: { name: 'own', kind: 'SecretStore' } });
  expect(objectAt(objectsOf(chart), 'ExternalSecret/b')['spec']).toMatchObject({
    refreshInterval: '24h',
    secretStoreRef: { name: 'own', kind: 'SecretStore' },
    target: { name: 'b' },
  });
});

test.each<[string, ExternalSecretProps<string>, string]>([
  ['no keys', { namespace: 'a', name: 'b', data: {} }, 'secrets: b: data: found no keys'],
  ['a key that cannot be', { namespace: 'a', name: 'b', data: { 'a/b': 'c' } }, 'secrets: b: data: found key "a/b"'],
  ['a name that cannot be', { namespace: 'a', name: 'B_', data: { a: 'c' } }, 'secrets: B_: name: found "B_"'],
  ['a namespace that cannot be', { namespace: 'A', name: 'b', data: { a: 'c' } }, 'secrets: b: namespace: found "A"'],
])('fails for %s', (_, props, sentence) =>
  expect(sentencesOf(() => secrets().add(props))).toEqual([expect.stringContaining(sentence)]),
);

describe('an environment whose Secrets all come from a store', () => {
  const findings = (usersKey: string) => {
    const app = new App();
    const made = new ExternalSecrets(app, 'secrets', { store });
    const s3 = made.add({ namespace: 'logging', name: 's3', data: { id: 's3/id', secret: 's3/secret' } });
    made.add({ namespace: 'logging', name: 'loki-users', data: { [usersKey]: 'loki/htpasswd' } });
    const agents = made.add({ namespace: 'agents', name: 'loki-agents', data: { password: 'loki/password' } });
    made.add({ namespace: 'grafana', name: 'loki-agents', data: { password: 'loki/password' } });
    made.add({
      namespace: 'grafana',
      name: 'grafana',
      data: { 'admin-user': 'g/user', 'admin-password': 'g/password' },
    });
    const loki = new Loki(app, 'loki', {
      namespace: 'logging',
      storage: ObjectStorage.s3({
        bucket: 'logs',
        region: 'eu-central-1',
        credentials: { accessKeyId: s3.key('id'), secretAccessKey: s3.key('secret') },
      }),
      schema: [{ from: '2024-01-01' }],
      gateway: {
        basicAuth: { secretName: 'loki-users', client: { username: 'agent', password: agents.key('password') } },
      },
    });
    new Promtail(app, 'promtail', { namespace: 'agents', clients: [loki.push] });
    new Grafana(app, 'grafana', { namespace: 'grafana', datasources: [loki.datasource()] });
    new EnvironmentChecks(app, 'checks', { severity: { 'policy/*': 'off' } });
    const objects = manifestObjects(manifestOf(app));
    return inspect(app, new Cluster(objects), locator(objects))
      .filter(({ id }) => /^(link|schema)\//.test(id))
      .map(({ id, object, sentence }) => `${id} ${object}: ${sentence}`);
  };

  test('has no dangling references', () => expect(findings('.htpasswd')).toEqual([]));

  test('has a finding for a key that no Secret will have', () =>
    expect(findings('htpasswd')).toEqual([
      expect.stringMatching(/^link\/key Deployment\/logging\/loki-loki-distributed-gateway: .*found "\.htpasswd"/),
    ]));
});
