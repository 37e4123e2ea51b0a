import { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { Testing } from 'cdk8s';
import { parse } from 'yaml';
import { Grafana, type GrafanaConfig, type GrafanaProps } from '../../charts/grafana';
import { renderIni } from '../../charts/grafana/config';
import type { Datasource } from '../../lib/constructs/datasource';
import { SecretKey } from '../../lib/values/secret-key';
import { objectAt, objectsOf, podOf } from '../objects';
import { complaintsOf, sentencesOf } from '../sentences';

const grafana = (props: Partial<GrafanaProps> = {}): Grafana =>
  new Grafana(Testing.app(), 'grafana', { namespace: 'watch', ...props });
const objectsWith = (props: Partial<GrafanaProps> = {}) => objectsOf(grafana(props));
const metrics: Datasource<'prometheus'> = {
  name: 'Mimir',
  uid: 'mimir',
  type: 'prometheus',
  access: 'proxy',
  url: 'http://mimir/prometheus',
  editable: false,
  jsonData: {},
};
const dashboard = (uid: string, datasource = 'mimir') =>
  new DashboardBuilder(uid)
    .uid(uid)
    .withPanel(
      new PanelBuilder()
        .title('up')
        .datasource({ type: 'prometheus', uid: datasource })
        .withTarget(new DataqueryBuilder().expr('up')),
    )
    .build();

describe('by default', () => {
  const chart = grafana();
  const objects = objectsOf(chart);

  test('is a Deployment behind a Service, in the words of its chart', () => {
    expect(objects).toMatchSnapshot();
    expect(chart.endpoint.url).toBe('http://grafana.watch');
    expect(complaintsOf(chart)).toEqual([]);
  });

  test('takes the first user from a Secret that it does not make', () => {
    expect(Object.keys(objects).filter((name) => name.startsWith('Secret/'))).toEqual([]);
    expect(podOf(objects, 'Deployment/grafana').containers[0].env).toContainEqual({
      name: 'GF_SECURITY_ADMIN_PASSWORD',
      valueFrom: { secretKeyRef: { name: 'grafana', key: 'admin-password' } },
    });
  });

  test('is held to "restricted", and writes to volumes only', () => {
    const pod = podOf(objects, 'Deployment/grafana');
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 472 },
      containers: [
        {
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            seccompProfile: { type: 'RuntimeDefault' },
          },
        },
      ],
    });
    expect(pod.containers[0].volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath)).toEqual(
      expect.arrayContaining(['/tmp', '/var/log/grafana', '/var/lib/grafana']),
    );
  });

  test('has roles without permissions, and cluster roles without a namespace', () => {
    expect(objectAt(objects, 'ClusterRole/grafana-clusterrole')).toMatchObject({ rules: [] });
    expect(objectAt(objects, 'ClusterRole/grafana-clusterrole').metadata).not.toHaveProperty('namespace');
    expect(Object.keys(objectsWith({ rbac: false })).filter((name) => name.includes('Role'))).toEqual([]);
  });
});

test('a pod that may ask Kubernetes has a token for it', () => {
  const rules = [{ apiGroups: [''], resources: ['configmaps'], verbs: ['list'] }];
  const objects = objectsWith({ rbac: { namespaceRules: rules } });
  expect(podOf(objects, 'Deployment/grafana').automountServiceAccountToken).toBe(true);
  expect(objectAt(objects, 'Role/grafana')).toMatchObject({ metadata: { namespace: 'watch' }, rules });
});

test('a StatefulSet has a claim for each pod', () => {
  const objects = objectsWith({ kind: 'StatefulSet', persistence: { claims: [{ size: '5Gi' }] } });
  expect(objectAt(objects, 'StatefulSet/grafana')['spec'].volumeClaimTemplates).toMatchObject([
    { metadata: { name: 'storage' }, spec: { resources: { requests: { storage: '5Gi' } } } },
  ]);
});

test('the host of the Ingress is the one that links name', () => {
  const objects = objectsWith({ ingress: { hosts: ['grafana.example.com'], className: 'nginx' } });
  expect(objectAt(objects, 'ConfigMap/grafana')['data']['grafana.ini']).toContain('domain = grafana.example.com\n');
  expect(objectAt(objects, 'Ingress/grafana')['spec'].rules[0].http.paths[0].backend.service).toEqual({
    name: 'grafana',
    port: { number: 80 },
  });
});

test('its own service account, plugins and environment are the ones of the pod', () => {
  const objects = objectsWith({
    serviceAccount: { name: 'viewer' },
    plugins: ['grafana-clock-panel 2.1.5', 'grafana-piechart-panel'],
    env: { GF_SMTP_PASSWORD: new SecretKey('mail', 'password') },
    admin: { secretName: 'first-user', userKey: 'name' },
  });
  const pod = podOf(objects, 'Deployment/grafana');
  expect(pod.serviceAccountName).toBe('viewer');
  expect(objectAt(objects, 'RoleBinding/grafana')['subjects']).toMatchObject([{ name: 'viewer' }]);
  expect(pod.containers[0].env).toEqual(
    expect.arrayContaining([
      { name: 'GF_INSTALL_PLUGINS', value: 'grafana-clock-panel 2.1.5,grafana-piechart-panel' },
      { name: 'GF_SMTP_PASSWORD', valueFrom: { secretKeyRef: { name: 'mail', key: 'password' } } },
      { name: 'GF_SECURITY_ADMIN_USER', valueFrom: { secretKeyRef: { name: 'first-user', key: 'name' } } },
    ]),
  );
});

describe('data sources and dashboards', () => {
  const objects = objectsWith({
    datasources: [{ ...metrics, jsonData: { link: '${__value.raw}' }, secureJsonData: { password: '$PASSWORD' } }],
    dashboards: { 'Our services': [dashboard('one'), dashboard('two')] },
  });

  test('variables of pages are not taken for those of the environment, and the other way round', () => {
    expect(parse(objectAt(objects, 'ConfigMap/grafana')['data']['datasources.yaml'])).toMatchObject({
      datasources: [{ uid: 'mimir', jsonData: { link: '$${__value.raw}' }, secureJsonData: { password: '$PASSWORD' } }],
    });
  });

  test('each folder is where its provider looks for it', () => {
    const { providers } = parse(objectAt(objects, 'ConfigMap/grafana')['data']['dashboardproviders.yaml']);
    expect(providers).toMatchObject([{ folder: 'Our services', type: 'file' }]);
    const pod = podOf(objects, 'Deployment/grafana');
    const mount = pod.containers[0].volumeMounts.find(
      ({ mountPath }: { mountPath: string }) => mountPath === providers[0].options.path,
    );
    expect(pod.volumes).toContainEqual({ name: mount.name, configMap: { name: 'grafana-dashboards-our-services' } });
    const { data } = objectAt(objects, 'ConfigMap/grafana-dashboards-our-services');
    expect(Object.keys(data)).toEqual(['one.json', 'two.json']);
    expect(JSON.parse(data['one.json'])).toMatchObject({ uid: 'one', panels: [{ title: 'up' }] });
  });

  test('a changed data source rolls the pod; a changed dashboard is read while it runs', () => {
    const hash = (props: Partial<GrafanaProps>): string =>
      objectAt(objectsWith(props), 'Deployment/grafana')['spec'].template.metadata.annotations['checksum/config'];
    const before = hash({ datasources: [metrics], dashboards: { A: [dashboard('one')] } });
    expect(hash({ datasources: [metrics], dashboards: { A: [dashboard('two')] } })).toBe(before);
    expect(
      hash({ datasources: [{ ...metrics, url: 'http://other' }], dashboards: { A: [dashboard('one')] } }),
    ).not.toBe(before);
  });
});

const circular: { uid: string; title: string; self?: object } = { uid: 'web', title: 'Web' };
circular.self = circular;

test.each<readonly [string, Partial<GrafanaProps>, string]>([
  [
    'a data source by a name that none has',
    {
      datasources: [metrics],
      // As Grafana exported them before 8.3.
      dashboards: JSON.parse(
        '{ "A": [{ "uid": "one", "title": "One", "panels": [{ "datasource": "Mimr" }, { "datasource": "default" }] }] }',
      ),
    },
    'grafana: dashboards: "A"[0]: found data source "Mimr", there is only: mimir: add it to `datasources`',
  ],
  [
    'a title that a folder has twice',
    {
      datasources: [metrics],
      dashboards: JSON.parse(
        '{ "A": [{ "uid": "one", "title": "Web" }, { "uid": "two", "title": "web" }], "B": [{ "uid": "three", "title": "Web" }] }',
      ),
    },
    'grafana: dashboards: "A"[1]: found title "web", which "A"[0] of this folder has too: rename one',
  ],
  [
    'a data source that there is not',
    { datasources: [metrics], dashboards: { A: [dashboard('one', 'mimr')] } },
    'grafana: dashboards: "A"[0]: found data source "mimr", there is only: mimir: add it to `datasources`',
  ],
  [
    'two dashboards of one uid',
    { datasources: [metrics], dashboards: { A: [dashboard('one')], B: [dashboard('one')] } },
    'grafana: dashboards: "B"[0]: found uid "one", which "A"[0] has too: give each its own',
  ],
  [
    'two folders of one name',
    { dashboards: { 'My A': [], 'my a': [] } },
    'grafana: dashboards: "my a": found files in "my-a", as another folder has: rename one',
  ],
  [
    'a dashboard without uid',
    { dashboards: { A: [new DashboardBuilder('nameless').build()] } },
    'grafana: dashboards: "A"[0]: found no uid, by which links and files are named: give it one',
  ],
  [
    'two data sources of one uid',
    { datasources: [metrics, { ...metrics, name: 'Other' }] },
    'grafana: datasources[1]: found name "Other" and uid "mimir", one of which datasources[0] has too: rename one',
  ],
  [
    'two defaults',
    {
      datasources: [
        { ...metrics, isDefault: true },
        { ...metrics, name: 'Other', uid: 'other', isDefault: true },
      ],
    },
    'grafana: datasources: found 2 defaults (Mimir, Other), allowed is one',
  ],
  [
    'a password in a ConfigMap',
    { config: { smtp: { enabled: true, password: 'secret' } } },
    'grafana: config: smtp.password: found a secret, which would be written to a ConfigMap: set GF_SMTP_PASSWORD in `env` to a key of a Secret',
  ],
  [
    'two lines',
    { config: { server: { root_url: 'a\nb' } } },
    'grafana: config: server.root_url: found a line break or a backquote, allowed is one line without',
  ],
  [
    'an address of a data source without a scheme',
    { datasources: [{ ...metrics, url: 'mimir:80' }] },
    'grafana: datasources[0].url: found "mimir:80", allowed is an address such as "http://prometheus.metrics:9090": correct it',
  ],
  [
    'a uid of a data source with a slash',
    { datasources: [{ ...metrics, uid: 'a/b' }] },
    'grafana: datasources[0].uid: found "a/b", allowed are up to 40 letters, digits, "-" and "_": rename it',
  ],
  [
    'a tenant with a line break',
    { datasources: [{ ...metrics, secureJsonData: { httpHeaderValue1: 'a\nX-Admin: true' } }] },
    'grafana: datasources[0].secureJsonData.httpHeaderValue1: found a line break, by which requests would have further headers: remove it',
  ],
  [
    'a uid of a dashboard that is a path',
    { dashboards: { Web: [{ uid: '../x', title: 'Web' }] } },
    'grafana: dashboards: "Web"[0]: found uid "../x", allowed are up to 40 letters, digits, "-" and "_": rename it',
  ],
  [
    'a dashboard without a title',
    { dashboards: { Web: [{ uid: 'web' }] } },
    'grafana: dashboards: "Web"[0]: found no title, which Grafana requires: set it',
  ],
  [
    'no dashboard, past the compiler',
    { dashboards: JSON.parse('{ "Web": [null] }') },
    'grafana: dashboards: "Web"[0]: found null, allowed is a dashboard that can be written as JSON: pass one',
  ],
  [
    'dashboards that are no list, past the compiler',
    { dashboards: JSON.parse('{ "Web": "web" }') },
    'grafana: dashboards: "Web": found "web", allowed is a list of dashboards: put it into brackets',
  ],
  [
    'a dashboard that contains itself',
    { dashboards: { Web: [circular] } },
    'grafana: dashboards: "Web"[0]: found a map, allowed is a dashboard that can be written as JSON: pass one',
  ],
  [
    'a section of grafana.ini with a line break, past the compiler',
    { config: JSON.parse('{ "a]\\n[b": {} }') },
    'grafana: config: found section "a]\\n[b", allowed are letters, digits, "_", "-" and ".": rename it',
  ],
  [
    'a switch with a line break',
    { config: { feature_toggles: { 'a\nb': true } } },
    'grafana: config: feature_toggles: found key "a\\nb", allowed are letters, digits, "_", "-" and ".": rename it',
  ],
])('%s is an error', (_, props, sentence) => {
  expect(sentencesOf(() => grafana(props))).toEqual([sentence]);
});

describe('several pods', () => {
  const found = (props: Partial<GrafanaProps>): string[] => complaintsOf(grafana(props));

  test('need a database that they share', () => {
    expect(found({ replicas: 2 })).toEqual([
      expect.stringMatching(/^replicas: found 2 with sqlite3, .*name a shared database/),
    ]);
    expect(found({ autoscaling: {} })).toEqual([expect.stringMatching(/found 3 with sqlite3/)]);
    expect(found({ replicas: 2, env: { GF_DATABASE_TYPE: 'sqlite3' } })).toHaveLength(1);
  });

  test.each<Partial<GrafanaProps>>([
    { replicas: 2, config: { database: { type: 'postgres', host: 'db.example.com' } } },
    { replicas: 2, env: { GF_DATABASE_TYPE: 'mysql', GF_DATABASE_HOST: 'db.example.com' } },
    { replicas: 2, env: { GF_DATABASE_URL: new SecretKey('database', 'url') } },
    { replicas: 2, accepts: [{ id: 'grafana/database', reason: 'read only, behind one address each' }] },
  ])('are fine with %j', (props) => {
    expect(found(props)).toEqual([]);
  });
});

describe('grafana.ini', () => {
  test.each<readonly [GrafanaConfig, string]>([
    [{ server: { domain: '' } }, "[server]\ndomain = ''\n"],
    [
      { users: { allow_sign_up: false, auto_assign_org_id: 2 } },
      '[users]\nallow_sign_up = false\nauto_assign_org_id = 2\n',
    ],
    [{ smtp: { password: '$__file{/run/mail}' } }, '[smtp]\npassword = $__file{/run/mail}\n'],
    [{ users: { home_page: '/d/a;b#c' } }, '[users]\nhome_page = `/d/a;b#c`\n'],
    [{ auth: { disable_login_form: undefined } }, '[auth]\n'],
    [{ users: {}, auth: {} }, '[auth]\n\n[users]\n'],
  ])('%j', (config, text) => {
    expect(renderIni(config).trimEnd()).toBe(text.trimEnd());
  });
});

test('its policies let browsers in, and Grafana out to its data sources, its database and its plugins', () => {
  const objects = objectsWith({
    datasources: [{ ...metrics, url: 'http://mimir-nginx.metrics.svc/prometheus' }],
    config: {
      database: { type: 'postgres', host: 'db.example.com:5432' },
      server: { root_url: 'https://a.example.com' },
    },
    plugins: ['grafana-clock-panel'],
    networkPolicy: {},
  });
  expect(objectAt(objects, 'NetworkPolicy/grafana-ingress')['spec'].ingress).toEqual([
    { ports: [{ port: 'grafana', protocol: 'TCP' }] },
  ]);
  expect(objectAt(objects, 'NetworkPolicy/grafana-egress-other')['spec'].egress).toEqual([
    { to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'metrics' } } }] },
    { ports: [{ port: 5432, protocol: 'TCP' }] },
    { ports: [{ port: 443, protocol: 'TCP' }] },
  ]);
  expect(Object.keys(objects)).not.toContain('NetworkPolicy/grafana-egress-kubernetes-api');
});
