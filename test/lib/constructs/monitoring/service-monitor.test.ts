import {
  createServiceMonitor,
  NOT_MONITORED,
  type ServiceMonitorDefinition,
  type ServiceMonitorProps,
} from '../../../../lib/constructs/monitoring/service-monitor';
import { type KubernetesObject, objectAt, render } from '../../../objects';
import { system } from '../example-system';

const monitor = (
  props: ServiceMonitorProps = {},
  definition: Partial<ServiceMonitorDefinition> = {},
): KubernetesObject =>
  objectAt(
    render((scope) =>
      createServiceMonitor(scope, 'monitor', {
        ...system.names,
        selector: system.selector,
        port: 'http',
        props,
        ...definition,
      }),
    ),
    'ServiceMonitor/prod-loki',
  );

const monitored = { key: 'prometheus.io/service-monitor', operator: 'NotIn', values: ['false'] };

test('has the Services of an installation scraped in its own namespace', () =>
  expect(monitor()).toEqual({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'prod-loki', namespace: 'logs', labels: system.labels },
    spec: {
      namespaceSelector: { matchNames: ['logs'] },
      selector: { matchLabels: system.selector, matchExpressions: [monitored] },
      endpoints: [{ port: 'http', path: '/metrics', scheme: 'http' }],
    },
  }));

test('leaves out the Services that repeat the pods of another one', () =>
  expect(NOT_MONITORED).toEqual({ [monitored.key]: monitored.values[0] }));

test('may be in another namespace than its targets', () => {
  const { metadata, spec } = monitor({ namespace: 'monitoring' });
  expect(metadata['namespace']).toBe('monitoring');
  expect(spec.namespaceSelector.matchNames).toEqual(['logs']);
});

test('is found by labels of its own, but never loses those of its installation', () =>
  expect(
    monitor({
      labels: { release: 'prometheus', 'app.kubernetes.io/name': 'x' },
      annotations: { why: 'because' },
    }).metadata,
  ).toMatchObject({ labels: { ...system.labels, release: 'prometheus' }, annotations: { why: 'because' } }));

test('sets the scrape settings of the port', () => {
  const tlsConfig = { insecureSkipVerify: true };
  const metricRelabelings = [{ sourceLabels: ['__name__'], regex: 'go_(.*)', targetLabel: 'go' }];
  const { spec } = monitor({
    interval: '30s',
    scrapeTimeout: '10s',
    scheme: 'https',
    tlsConfig,
    metricRelabelings,
    endpoint: { honorLabels: true },
  });
  expect(spec.endpoints).toEqual([
    {
      port: 'http',
      path: '/metrics',
      scheme: 'https',
      interval: '30s',
      scrapeTimeout: '10s',
      honorLabels: true,
      tlsConfig,
      metricRelabelings,
    },
  ]);
});

test('relabels job, then cluster, then applies the relabelings of the user', () => {
  const zone = { sourceLabels: ['__meta_kubernetes_pod_label_zone'], targetLabel: 'zone' };
  expect(
    monitor({ relabelings: [zone] }, { job: 'logs/loki', clusterLabel: 'prod' })['spec'].endpoints[0].relabelings,
  ).toEqual([
    { sourceLabels: ['job'], targetLabel: 'job', replacement: 'logs/loki' },
    { targetLabel: 'cluster', replacement: 'prod' },
    zone,
  ]);
});

test('takes the cluster label of the props over that of the system', () =>
  expect(monitor({ clusterLabel: 'own' }, { clusterLabel: 'prod' })['spec'].endpoints[0].relabelings).toEqual([
    { targetLabel: 'cluster', replacement: 'own' },
  ]));

test('can look for Services in other namespaces', () =>
  expect(monitor({ namespaceSelector: { any: true } })['spec'].namespaceSelector).toEqual({ any: true }));

test('adds labels of Services, and conditions that they have to meet', () => {
  const condition = { key: 'zone', operator: 'Exists' };
  const { spec } = monitor({ targetLabels: ['team'], matchExpressions: [condition] });
  expect(spec.targetLabels).toEqual(['team']);
  expect(spec.selector.matchExpressions).toEqual([monitored, condition]);
});
