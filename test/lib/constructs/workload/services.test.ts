import type { ServiceProps } from '../../../../lib/constructs/workload/props';
import { objectAt } from '../../../objects';
import { sentencesOf } from '../../../sentences';
import { writer } from './writer';

const services = [
  {
    ports: [
      { name: 'http', port: 80 },
      { name: 'grpc', port: 9095 },
    ],
  },
  { suffix: 'headless', headless: true, ports: [{ name: 'http', port: 80 }] },
];
const make = (service: ServiceProps) => writer({ service, serviceAnnotations: { all: 'a' } }, { services });

test('the Service that clients reach is a load balancer, and the headless one stays as it is', () => {
  const objects = make({
    type: 'LoadBalancer',
    annotations: { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal' },
    labels: { exposed: 'yes' },
    loadBalancerIp: '10.0.0.7',
    loadBalancerClass: 'service.k8s.aws/nlb',
    loadBalancerSourceRanges: ['10.0.0.0/8'],
    externalTrafficPolicy: 'Local',
    internalTrafficPolicy: 'Local',
    nodePorts: { grpc: 30095 },
    spec: { ipFamilyPolicy: 'PreferDualStack' },
  });
  const { metadata, spec } = objectAt(objects, 'Service/prod-loki-writer');
  expect(metadata).toMatchObject({
    labels: { exposed: 'yes' },
    annotations: { all: 'a', 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal' },
  });
  expect(spec).toMatchObject({
    type: 'LoadBalancer',
    loadBalancerIP: '10.0.0.7',
    loadBalancerClass: 'service.k8s.aws/nlb',
    loadBalancerSourceRanges: ['10.0.0.0/8'],
    externalTrafficPolicy: 'Local',
    internalTrafficPolicy: 'Local',
    ipFamilyPolicy: 'PreferDualStack',
    ports: [
      { name: 'http', port: 80 },
      { name: 'grpc', port: 9095, nodePort: 30095 },
    ],
  });
  const headless = objectAt(objects, 'Service/prod-loki-writer-headless');
  expect(headless.metadata['annotations']).toEqual({ all: 'a' });
  expect(headless['spec']).toEqual({
    type: 'ClusterIP',
    clusterIP: 'None',
    ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' }],
    selector: expect.anything(),
  });
});

test.each<[string, ServiceProps, string]>([
  [
    'a field that its type does not have',
    { loadBalancerSourceRanges: ['10.0.0.0/8'] },
    'service.loadBalancerSourceRanges: found with type "ClusterIP", allowed only with type LoadBalancer: set the type, or remove it',
  ],
  [
    'a policy of traffic that never comes from outside',
    { externalTrafficPolicy: 'Local' },
    'service.externalTrafficPolicy: found with type "ClusterIP", allowed only with type LoadBalancer, NodePort: set the type, or remove it',
  ],
  [
    'a port that it does not have',
    { type: 'NodePort', nodePorts: { htp: 30080 } },
    'service.nodePorts: found "htp", which is not a port (did you mean "http"?), allowed are grpc, http: use one of those',
  ],
  [
    'a port that no node has',
    { type: 'NodePort', nodePorts: { http: 8080 } },
    'service.nodePorts.http: found 8080, allowed are node ports from 30000 to 32767: change it',
  ],
  [
    'a network that is none',
    { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.1'] },
    'service.loadBalancerSourceRanges[0]: found "10.0.0.1", allowed is a network such as "10.0.0.0/8": change it',
  ],
])('fails if a Service has %s', (_, service, sentence) =>
  expect(sentencesOf(() => make(service))).toEqual([`chart/writer: ${sentence}`]),
);

test('fails if a headless Service alone is to be reached from outside', () =>
  expect(
    sentencesOf(() =>
      writer(
        { service: { type: 'LoadBalancer' } },
        { services: [{ headless: true, ports: [{ name: 'http', port: 80 }] }] },
      ),
    ),
  ).toEqual([
    'chart/writer: service.type: found "LoadBalancer", but the Service is headless, which has no cluster IP: remove it',
  ]));
