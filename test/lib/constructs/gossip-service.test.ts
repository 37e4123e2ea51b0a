import { GossipService, type GossipServiceProps, MEMBER } from '../../../lib/constructs/gossip-service';
import { objectAt, render } from '../../objects';
import { sentencesOf } from '../../sentences';
import { system } from './example-system';

const gossip = (props: Partial<GossipServiceProps> = {}) =>
  render(
    (scope) =>
      new GossipService(scope, 'gossip', {
        system,
        suffix: 'memberlist',
        portName: 'tcp',
        targetPort: 'http-memberlist',
        ...props,
      }),
  );
const service = (props?: Partial<GossipServiceProps>) => objectAt(gossip(props), 'Service/prod-loki-memberlist');

test('is headless and publishes pods that are not ready', () =>
  expect(gossip()).toEqual({
    'Service/prod-loki-memberlist': {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'prod-loki-memberlist', namespace: 'logs', labels: system.labels },
      spec: {
        type: 'ClusterIP',
        clusterIP: 'None',
        publishNotReadyAddresses: true,
        ports: [{ name: 'tcp', port: 7946, targetPort: 'http-memberlist', protocol: 'TCP' }],
        selector: { ...system.selector, ...MEMBER },
      },
    },
  }));

test('has the given port', () =>
  expect(service({ port: 7000, portName: 'gossip', targetPort: 7001, appProtocol: 'tcp' })['spec'].ports).toEqual([
    { name: 'gossip', port: 7000, targetPort: 7001, protocol: 'TCP', appProtocol: 'tcp' },
  ]));

test('adds labels to those of the installation', () =>
  expect(service({ labels: { team: 'a', 'app.kubernetes.io/name': 'x' } }).metadata['labels']).toEqual({
    ...system.labels,
    team: 'a',
  }));

test('exposes its name', () => {
  render((scope) => {
    const made = new GossipService(scope, 'gossip', { system, suffix: 'ring', portName: 'tcp', targetPort: 1 });
    expect(made.name).toBe('prod-loki-ring');
  });
});

test('fails if its name is invalid', () =>
  expect(sentencesOf(() => gossip({ suffix: 'Member_List' }))).toEqual([
    expect.stringMatching(/found "prod-loki-Member_List", allowed are/),
  ]));
