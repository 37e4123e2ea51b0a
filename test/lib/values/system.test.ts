import { System, type SystemProps } from '../../../lib/values/system';
import { sentencesOf } from '../../sentences';
import { labelsOf, selectorOf, system } from '../constructs/example-system';

const props: SystemProps = {
  app: 'loki',
  release: 'prod',
  version: '2.9.4',
  fullName: 'prod-loki',
  namespace: 'logs',
  clusterDomain: 'cluster.local',
};

describe('an installation', () => {
  test('is found by labels that do not change with its version', () => {
    const next = new System({ ...props, version: '3.0.0' });
    expect(next.selector).toEqual({ 'app.kubernetes.io/name': 'loki', 'app.kubernetes.io/instance': 'prod' });
    expect(next.selector).toEqual(system.selector);
    expect(next.labels).toEqual({ ...next.selector, 'app.kubernetes.io/version': '3.0.0' });
  });

  test('gives its objects names that begin with its own', () => {
    expect(system.objectName('memberlist')).toBe('prod-loki-memberlist');
    expect(system.names).toEqual({ name: 'prod-loki', namespace: 'logs', labels: system.labels });
  });

  test.each<[keyof SystemProps, string]>([
    ['app', 'a b'],
    ['release', '-prod'],
    ['version', '2.9.4+own'],
    ['fullName', '1loki'],
    ['fullName', 'prod.loki'],
    ['namespace', 'Logs'],
  ])('fails if its %s is %j', (key, value) =>
    expect(sentencesOf(() => new System({ ...props, [key]: value }))).toEqual([
      expect.stringContaining(`": ${key}: found "${value}", allowed are`),
    ]),
  );

  test('names all of its mistakes at once, by their places', () =>
    expect(
      sentencesOf(() => new System({ ...props, app: 'a b', version: '?', fullName: '', namespace: 'n_s' })),
    ).toEqual([
      expect.stringMatching(/^installation "prod": app: found "a b", allowed are/),
      expect.stringMatching(/^installation "prod": version: found "\?", allowed are/),
      expect.stringMatching(/^installation "prod": fullName: found "", allowed are/),
      expect.stringMatching(/^installation "prod": namespace: found "n_s", allowed are/),
    ]));
});

describe('a component', () => {
  const component = system.component('ingester');

  test('is named after its installation and labelled with its own name', () => {
    expect(component).toMatchObject({ system, name: 'ingester', objectName: 'prod-loki-ingester' });
    expect(component.selector).toEqual(selectorOf('ingester'));
    expect(component.labels).toEqual(labelsOf('ingester'));
  });

  test('has parts that are its own pods, and not those of another part', () => {
    const [a, b] = ['a', 'b'].map((zone) => component.part(`zone-${zone}`, { zone }));
    expect(a).toMatchObject({ system, name: 'ingester', objectName: 'prod-loki-ingester-zone-a' });
    expect(a?.selector).toEqual({ ...selectorOf('ingester'), zone: 'a' });
    expect(b?.selector).toEqual({ ...selectorOf('ingester'), zone: 'b' });
    expect(a?.labels).toEqual({ ...labelsOf('ingester'), zone: 'a' });
  });

  test('has parts with labels that are only on their objects', () => {
    const { selector, labels } = component.part('zone-a', { zone: 'a' }, { tier: 'x' });
    expect(selector).toEqual({ ...selectorOf('ingester'), zone: 'a' });
    expect(labels).toEqual({ ...labelsOf('ingester'), zone: 'a', tier: 'x' });
  });

  test('fails if its objects could not be named', () => {
    expect(sentencesOf(() => system.component('Query_Frontend'))).toEqual([
      expect.stringMatching(/found "prod-loki-Query_Frontend", allowed are/),
    ]);
    expect(sentencesOf(() => system.component('a'.repeat(60)))[0]).toMatch(/allowed are up to 63/);
    expect(sentencesOf(() => component.part('zone_a', {}))[0]).toMatch(/found "prod-loki-ingester-zone_a"/);
  });
});
