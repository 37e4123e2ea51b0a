import { GossipService, type GossipServiceProps, MEMBER } from '../../../lib/ring/gossip-service';
import { objectAt, render } from '../../objects';
import { sentencesOf } from '../../sentences';
import { system } from '../example-system';

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

test('leads to each member by itself, ready or not', () =>
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

test('has the port that it is given', () =>
  expect(service({ port: 7000, portName: 'gossip', targetPort: 7001, appProtocol: 'tcp' })['spec'].ports).toEqual([
    { name: 'gossip', port: 7000, targetPort: 7001, protocol: 'TCP', appProtocol: 'tcp' },
  ]));

test('has labels of its own, but never loses those of its installation', () =>
  expect(service({ labels: { team: 'a', 'app.kubernetes.io/name': 'x' } }).metadata['labels']).toEqual({
    ...system.labels,
    team: 'a',
  }));

test('tells its name', () => {
  render((scope) => {
    const made = new GossipService(scope, 'gossip', { system, suffix: 'ring', portName: 'tcp', targetPort: 1 });
    expect(made.name).toBe('prod-loki-ring');
  });
});

test('fails if its name is none', () =>
  expect(sentencesOf(() => gossip({ suffix: 'Member_List' }))).toEqual([
    expect.stringMatching(/found "prod-loki-Member_List", Kubernetes takes/),
  ]));
