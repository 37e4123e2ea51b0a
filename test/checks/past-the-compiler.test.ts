import { App } from 'cdk8s';
import { Grafana } from '../../charts/grafana';
import { Loki } from '../../charts/loki';
import { MIMIR_2_11, Mimir } from '../../charts/mimir';
import { Tempo } from '../../charts/tempo';
import { makeEnvironment } from '../../lib/app/synth/environments';
import { EnvironmentChecks } from '../../lib/checks/environment';
import { ObjectStorage } from '../../lib/values/object-storage';

/** What is not of its type any more, as JSON or JavaScript may hand it over. */
const untyped = (value: unknown) => JSON.parse(JSON.stringify(value));

const bucket = ObjectStorage.gcs({ bucket: 'logs' });

const CHARTS = {
  loki: (app: App, props: object) =>
    new Loki(app, 'loki', { namespace: 'logs', storage: bucket, schema: [{ from: '2024-01-01' }], ...props }),
  mimir: (app: App, props: object) =>
    new Mimir(app, 'mimir', { namespace: 'm', storage: { blocks: bucket }, ...props }),
  tempo: (app: App, props: object) => new Tempo(app, 'tempo', { namespace: 't', storage: bucket, ...props }),
  grafana: (app: App, props: object) => new Grafana(app, 'grafana', { namespace: 'g', ...props }),
} as const;

/** What is said of an environment with one chart. */
async function complaints(chart: keyof typeof CHARTS, props: object): Promise<readonly string[]> {
  const e = async () => {
    const app = new App();
    CHARTS[chart](app, props);
    return app;
  };
  const made = await makeEnvironment('e', { e }, false);
  return 'complaints' in made ? made.complaints : [];
}

const circle: Record<string, unknown> = {};
circle['self'] = circle;

describe.each(['loki', 'mimir', 'tempo'] as const)('of %s', (chart) => {
  test.each<[what: string, props: object]>([
    ['a block', { config: { server: null, limits_config: null, limits: null, overrides: null } }],
    ['a release', { release: null }],
  ])('%s that is null is one that is not set', async (_, props) =>
    expect((await complaints(chart, props)).join()).not.toMatch(/--trace|found null/),
  );

  test.each<[what: string, props: object, sentence: RegExp]>([
    ['no persistence', { ingester: { persistence: null } }, /persistence: found null, allowed is a map/],
    ['persistence in a word', { distributor: { persistence: 'yes' } }, /persistence: found "yes"/],
    ['a budget that is true', { ingester: { disruptionBudget: true } }, /disruptionBudget: found true/],
    [
      'an empty budget',
      { ingester: { disruptionBudget: {} } },
      /disruptionBudget: found \{\}, allowed is maxUnavailable or/,
    ],
    [
      'a budget of both sorts',
      { ingester: { disruptionBudget: { minAvailable: 1, maxUnavailable: 1 } } },
      /disruptionBudget: found .*, allowed is maxUnavailable or minAvailable: remove one/,
    ],
    ['affinity in a word', { distributor: { affinity: 'x' } }, /affinity: found "x", allowed is a map/],
    [
      'an unknown affinity',
      { distributor: { affinity: { nodes: {} } } },
      /affinity: found "nodes", allowed are "nodeAffinity", "podAffinity", "podAntiAffinity"/,
    ],
    [
      'an unknown word for anti-affinity',
      { distributor: { antiAffinity: { hosts: 'sometimes' } } },
      /antiAffinity\.hosts: found "sometimes", allowed are "required", "preferred", "none"/,
    ],
    ['replicas in quotes', { distributor: { replicas: '3' } }, /replicas: found "3", allowed is a whole number/],
    ['a name of an account', { serviceAccount: { name: 'Own' } }, /^error: e: \w+: serviceAccount\.name: found "Own"/],
    [
      'a configuration without end',
      { config: circle },
      /config: self\.self\.self\.self\.self\.\.\.: found more than 100/,
    ],
    ['a function in a configuration', { config: { server: { a: () => 'b' } } }, /config: server\.a: found a function/],
    ['no namespace', { namespace: null }, /namespace: found null/],
    ['an image in a word', { image: 'grafana/loki:2.9.4' }, /: image: found "grafana\/loki:2\.9\.4", allowed is/],
    ['a number for a ring', { ring: 5 }, /: ring: found 5, allowed is a Ring/],
    ['a list for a configuration', { config: [] }, /: config: found \[\], allowed is a map/],
    ['a text for a configuration', { config: 'a: b' }, /: config: found "a: b", allowed is a map/],
    ['no storage', { storage: null }, /: storage(\.blocks)?: found (null|undefined), allowed are ObjectStorage\.s3/],
    ['a storage of no type', { storage: { type: 'ftp', blocks: { type: 'ftp' } } }, /: found \{"type":"ftp"/],
  ])('%s is a sentence that names the place', async (_, props, sentence) => {
    const [first, ...rest] = await complaints(chart, props);
    expect(first).toMatch(sentence);
    expect(rest.join()).not.toContain('--trace');
  });
});

test.each<[what: string, chart: keyof typeof CHARTS, props: object, sentence: RegExp]>([
  [
    'two zones of one name',
    'mimir',
    { ingester: { zones: ['a', 'a', 'b'].map((name) => ({ name })) } },
    /ingester: zones\[1\]\.name: found "a" twice/,
  ],
  [
    'an unknown kind',
    'loki',
    { querier: { kind: 'Foo' } },
    /kind: found "Foo", allowed are "Deployment", "StatefulSet"/,
  ],
  [
    'zones that are true',
    'mimir',
    { ingester: { zones: true } },
    /ingester: zones: found true, allowed is false or a list/,
  ],
  [
    'an unknown step of a migration',
    'mimir',
    { ingester: { migration: { step: 'begin', replicas: 3 } } },
    /ingester: migration\.step: found "begin", allowed are exclude, scale-down, start, switch/,
  ],
  [
    'no pod at a time for the rollout operator',
    'mimir',
    { storeGateway: { rolloutMaxUnavailable: 0 } },
    /store-gateway: rolloutMaxUnavailable: found 0, allowed is a whole number of at least 1/,
  ],
  [
    'an index that the chart does not know',
    'loki',
    { schema: [{ from: '2024-01-01', store: 'boltdb' }] },
    /schema\[0\]\.store: found "boltdb"/,
  ],
  ['names for zones', 'mimir', { ingester: { zones: ['a', 'b'] } }, /ingester: zones\[0\]\.name: found undefined/],
  ['no schema', 'loki', { schema: null }, /schema: found null, allowed is a list of periods/],
  ['a schema in a word', 'loki', { schema: 'v13' }, /schema: found "v13", allowed is a list of periods/],
  [
    'a version as text',
    'mimir',
    { version: '2.10' },
    /version: found "2\.10", allowed are the releases MIMIR_2_10, MIMIR_2_11: hand over one of them, such as version: MIMIR_2_11/,
  ],
  [
    'a release of another system',
    'loki',
    { version: MIMIR_2_11 },
    /version: found MIMIR_2_11, allowed are the releases LOKI_2_9/,
  ],
  [
    'a release of another system',
    'tempo',
    { version: MIMIR_2_11 },
    /version: found MIMIR_2_11, allowed are the releases TEMPO_2_3/,
  ],
])('%s is a sentence that names the place', async (_, chart, props, sentence) =>
  expect((await complaints(chart, props)).join()).toMatch(sentence),
);

test.each<[what: string, chart: keyof typeof CHARTS, props: object]>([
  ['an Ingress without hosts', 'loki', { gateway: { ingress: {} } }],
  ['hosts in a word', 'loki', { gateway: { ingress: { hosts: 'x' } } }],
])('%s (%s) is a sentence that names the line of the environment and the chart', async (_, chart, props) => {
  const [sentence] = await complaints(chart, props);
  expect(sentence).toMatch(
    /^error: e: test\/checks\/past-the-compiler\.test\.ts:\d+: new (Loki|Mimir|Tempo|Grafana): its props are invalid: look for/,
  );
  expect(sentence).not.toMatch(/undefined|is not a function|call stack/);
});

test('severities that are none, and checks of an environment that has some, are sentences', () => {
  const app = new App();
  const severity = (value: object) => () => new EnvironmentChecks(new App(), 'a', untyped({ severity: value }));
  expect(severity({ 'policy/*': 'fatal' })).toThrow(
    'a: severity[policy/*]: found "fatal", allowed are "error", "off", "warning": use one of those',
  );
  expect(severity({ 'ring/quorums': 'off' })).toThrow(
    'a: severity: found "ring/quorums", allowed are ids of findings, and groups such as "policy/*" (did you mean "ring/quorum"?)',
  );
  expect(severity({ 'acceptance/unused': 'off' })).toThrow('a: severity: found "acceptance/unused"');
  new EnvironmentChecks(app, 'a');
  expect(() => new EnvironmentChecks(app, 'c')).toThrow(
    'c: found EnvironmentChecks "a" in the environment already, allowed is one',
  );
});

test.each<[what: string, props: object, sentence: string]>([
  ['dashboards in a word', { dashboards: 'x' }, 'grafana: dashboards: "0": found "x", allowed is a list of dashboards'],
  ['no dashboard', { dashboards: { General: [null] } }, 'grafana: dashboards: "General"[0]: found null, allowed is'],
  [
    'a dashboard without end',
    { dashboards: { General: [{ uid: 'a', title: 'b', circle }] } },
    'grafana: dashboards: "General"[0]: found a map, allowed is a dashboard that can be written as JSON',
  ],
])('%s is a sentence that names the dashboard', async (_, props, sentence) => {
  expect(await complaints('grafana', props)).toEqual([expect.stringContaining(`error: e: ${sentence}`)]);
});
