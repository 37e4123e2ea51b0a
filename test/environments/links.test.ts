import { eks } from '../../environments/eks';
import { lab } from '../../environments/lab';
import { render } from '../../lib/app/synth/render';
import { Cluster } from '../../lib/checks/cluster';
import { linkFindings } from '../../lib/checks/links';
import { manifestOf } from '../../lib/checks/manifest';

/** Objects that are there for others to name. */
const NAMED = ['ConfigMap', 'Secret', 'ServiceAccount', 'PersistentVolumeClaim', 'Role', 'ClusterRole', 'Namespace'];

describe.each([
  [
    'lab',
    lab,
    [
      'redis',
      'consul',
      'redis-exporter',
      'prometheus',
      'mimir-nginx',
      'mimir-minio',
      'mimir-gossip-ring',
      'mimir-alertmanager-headless',
      'loki-loki-distributed-gateway',
      'loki-loki-distributed-query-frontend-headless',
      'loki-loki-distributed-memcached-chunks',
      'tempo-query-frontend',
      'tempo-gossip-ring',
      'tempo-memcached',
    ],
  ],
  [
    'eks',
    eks,
    [
      'mimir-nginx',
      'mimir-query-scheduler-headless',
      'loki-loki-distributed-gateway',
      'loki-loki-distributed-index-gateway',
      'tempo-distributor',
      'tempo-gateway',
      'tempo-query-frontend-discovery',
    ],
  ],
])('in %s', (_, make, services) => {
  const objects = manifestOf(make()).flatMap((chart) => chart.objects);
  const known = new Set(linkFindings(new Cluster(objects)).map(({ sentence }) => sentence));
  /** What is said once an object is gone. */
  const missed = (gone: (typeof objects)[number]) =>
    linkFindings(new Cluster(objects.filter((object) => object !== gone))).filter(
      ({ sentence }) => !known.has(sentence),
    );

  test('every finding is accepted with a reason', () =>
    expect(render(make(), '#').findings.filter(({ accepted }) => accepted === undefined)).toEqual([]));

  test('without an object that is referenced, a reference has a finding', () => {
    const named = objects.filter(({ content }) => NAMED.includes(content.kind));
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((object) => missed(object).length === 0).map(({ identity }) => identity)).toEqual([]);
  });

  test.each(services)('without Service %s, its clients have a finding', (name) => {
    const service = objects.find(({ content }) => content.kind === 'Service' && content.metadata.name === name);
    expect(service && missed(service).map(({ id }) => id)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^link\/(address|ingress|service-name)/)]),
    );
  });

  test('a pod that is gone is missed by the Services in front of it', () => {
    const stateful = objects.filter(({ content }) => content.kind === 'StatefulSet');
    expect(stateful.length).toBeGreaterThan(5);
    for (const object of stateful) {
      expect(missed(object)).toContainEqual(expect.objectContaining({ id: 'link/selector' }));
    }
  });
});
