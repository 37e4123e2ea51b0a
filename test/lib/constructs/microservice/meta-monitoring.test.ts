import type { Chart } from 'cdk8s';
import { App } from 'cdk8s';
import { Loki } from '../../../../charts/loki';
import { Mimir } from '../../../../charts/mimir';
import { Tempo } from '../../../../charts/tempo';
import type { MetaMonitoringProps } from '../../../../lib/constructs/microservice/meta-monitoring';
import type { RuleGroup } from '../../../../lib/constructs/monitoring/rule-groups';
import { ObjectStorage } from '../../../../lib/values/object-storage';
import { objectAt, objectsOf } from '../../../objects';

const storage = ObjectStorage.gcs({ bucket: 'bucket' });
type Ruled = Chart & { rules(props?: { readonly volumes?: boolean }): RuleGroup[] };

const SYSTEMS: ReadonlyArray<
  readonly [name: string, fullName: string, make: (metaMonitoring?: MetaMonitoringProps) => Ruled]
> = [
  [
    'Loki',
    'loki-loki-distributed',
    (meta) =>
      new Loki(new App(), 'loki', {
        namespace: 'obs',
        storage,
        schema: [{ from: '2024-01-01' }],
        memcachedChunks: { exporter: {} },
        ...(meta && { metaMonitoring: meta }),
      }),
  ],
  [
    'Mimir',
    'mimir',
    (meta) =>
      new Mimir(new App(), 'mimir', {
        namespace: 'obs',
        storage: { blocks: storage },
        chunksCache: {},
        ...(meta && { metaMonitoring: meta }),
      }),
  ],
  [
    'Tempo',
    'tempo',
    (meta) =>
      new Tempo(new App(), 'tempo', {
        namespace: 'obs',
        storage,
        memcachedExporter: {},
        ...(meta && { metaMonitoring: meta }),
      }),
  ],
];

describe.each(SYSTEMS)('metaMonitoring of %s', (name, fullName, make) => {
  const kinds = (meta?: MetaMonitoringProps): string[] =>
    Object.keys(objectsOf(make(meta))).filter((key) => /^PrometheusRule\/|dashboard/.test(key));

  test('is off by default', () => {
    expect(kinds()).toEqual([]);
    expect(kinds({})).toEqual([]);
  });

  test('makes a PrometheusRule with alerts about this installation', () => {
    const { metadata, spec } = objectAt(objectsOf(make({ alerts: true })), `PrometheusRule/${fullName}-alerts`);
    expect(metadata['namespace']).toBe('obs');
    const exprs: string[] = spec.groups[0].rules.map(({ expr }: { expr: string }) => expr);
    expect(exprs).toContainEqual(expect.stringContaining(`namespace=~"obs", pod=~"${fullName}-.+"`));
    expect(exprs.join()).toContain('memcached_up');
    expect(exprs.join()).not.toContain('kubelet_volume_stats');
  });

  test('takes labels of the object and of the alerts, claims, and a page of runbooks', () => {
    const { metadata, spec } = objectAt(
      objectsOf(
        make({
          alerts: {
            labels: { release: 'prometheus' },
            namespace: 'monitoring',
            alertLabels: { team: 'a' },
            volumes: true,
            runbookUrl: 'https://example.com/runbooks',
          },
        }),
      ),
      `PrometheusRule/${fullName}-alerts`,
    );
    expect(metadata).toMatchObject({ namespace: 'monitoring', labels: { release: 'prometheus' } });
    expect(spec.groups[0].rules).toContainEqual(
      expect.objectContaining({
        alert: `${name}VolumeFillingUp`,
        labels: { severity: 'critical', team: 'a' },
        annotations: expect.objectContaining({
          runbook_url: `https://example.com/runbooks#${name.toLowerCase()}volumefillingup`,
        }),
      }),
    );
  });

  test('makes a PrometheusRule with recording rules', () => {
    const { spec } = objectAt(objectsOf(make({ rules: true })), `PrometheusRule/${fullName}-rules`);
    expect(spec.groups[0].rules).toHaveLength(2);
    for (const rule of spec.groups[0].rules) expect(rule).toHaveProperty('record');
  });

  test('makes a ConfigMap with a dashboard, which the sidecar of Grafana finds', () => {
    const [dashboard = ''] = kinds({ dashboards: true });
    const { metadata, data } = objectAt(objectsOf(make({ dashboards: true })), dashboard);
    expect(metadata).toMatchObject({
      namespace: 'obs',
      labels: { grafana_dashboard: '1' },
      annotations: { 'k8s-sidecar-target-directory': `/tmp/dashboards/${name}` },
    });
    const { uid, templating } = JSON.parse(Object.values<string>(data)[0] ?? '');
    expect(Object.keys(data)).toEqual([`${uid}.json`]);
    expect(templating.list[0]).toMatchObject({ type: 'datasource', query: 'prometheus', name: 'datasource' });
    expect(JSON.stringify(data)).toContain('$datasource');
  });

  test('can have dashboards query the recorded series', () => {
    const [dashboard = ''] = kinds({ dashboards: true });
    const texts = [true, false].map((recorded) =>
      JSON.stringify(objectAt(objectsOf(make({ dashboards: { recorded } })), dashboard)['data']),
    );
    expect(texts.map((text) => /cluster_namespace_route_le:\w+:rate5m/.test(text))).toEqual([true, false]);
  });

  test('has the rules of rules() for a Prometheus or a ruler', () => {
    const groups = make().rules({ volumes: true });
    const rules = groups.flatMap((group) => group.rules);
    expect(rules.filter((rule) => 'record' in rule)).toHaveLength(2);
    expect(rules).toContainEqual(expect.objectContaining({ alert: `${name}VolumeFillingUp` }));
    expect(rules).toContainEqual(expect.objectContaining({ alert: `${name}MemcachedDown` }));
  });
});
