import { ServiceMonitorSpecEndpointsScheme } from '../../../imports/monitoring.coreos.com';
import {
  createServiceMonitor,
  NOT_MONITORED,
  type ServiceMonitorDefinition,
  type ServiceMonitorProps,
} from '../../../lib/monitoring/service-monitor';
import { type KubernetesObject, objectAt, render } from '../../objects';
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
        ports: ['http'],
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

test('may stand in another namespace than what it has scraped', () => {
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

test('says of each port how it is scraped', () => {
  const endpoint = { scheme: ServiceMonitorSpecEndpointsScheme.HTTPS, tlsConfig: { insecureSkipVerify: true } };
  const own = { path: '/metrics', interval: '30s', scrapeTimeout: '10s', ...endpoint };
  expect(
    monitor({ interval: '30s', scrapeTimeout: '10s', endpoint }, { ports: ['http', 'http-metrics'] })['spec'].endpoints,
  ).toEqual([
    { port: 'http', ...own },
    { port: 'http-metrics', ...own },
  ]);
});

test('has metrics carry a job of its own, if there is one', () =>
  expect(monitor({}, { job: 'logs/loki', ports: ['a', 'b'] })['spec'].endpoints).toEqual(
    ['a', 'b'].map((port) =>
      expect.objectContaining({
        port,
        relabelings: [{ sourceLabels: ['job'], targetLabel: 'job', replacement: 'logs/loki' }],
      }),
    ),
  ));

test('adds labels of Services, and conditions that they have to meet', () => {
  const condition = { key: 'zone', operator: 'Exists' };
  const { spec } = monitor({ targetLabels: ['team'], matchExpressions: [condition] });
  expect(spec.targetLabels).toEqual(['team']);
  expect(spec.selector.matchExpressions).toEqual([monitored, condition]);
});
