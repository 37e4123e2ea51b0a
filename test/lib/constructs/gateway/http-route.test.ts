import { createHttpRoute, type HttpRouteProps } from '../../../../lib/constructs/gateway/http-route';
import type { IngressPath } from '../../../../lib/constructs/gateway/ingress-path';
import { Endpoint } from '../../../../lib/values/endpoint';
import { objectAt, render } from '../../../objects';
import { sentencesOf } from '../../../sentences';
import { system } from '../example-system';

const distributor = new Endpoint({ service: 'distributor', namespace: 'logs', port: 3100 });
const paths: readonly IngressPath[] = [
  { path: '/push', pathType: 'Exact', backend: distributor },
  { path: '/api', pathType: 'Prefix', backend: new Endpoint({ service: 'querier', namespace: 'logs', port: 80 }) },
  { path: '/otlp', pathType: 'Prefix', backend: distributor },
];
const route = (props: HttpRouteProps) =>
  objectAt(
    render((scope) => createHttpRoute(scope, 'route', { ...system.names, paths, props })),
    'HTTPRoute/prod-loki',
  );

test('has a rule for each backend, with all of its paths', () =>
  expect(
    route({
      parentRefs: [{ name: 'edge', namespace: 'gateways', sectionName: 'https', port: 443 }],
      hostnames: ['logs.example.com', '*.example.org'],
      annotations: { note: 'a' },
      labels: { team: 'b' },
      timeouts: { request: '30s', backendRequest: '10s' },
    }),
  ).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: {
      name: 'prod-loki',
      namespace: 'logs',
      labels: { ...system.labels, team: 'b' },
      annotations: { note: 'a' },
    },
    spec: {
      parentRefs: [{ name: 'edge', namespace: 'gateways', sectionName: 'https', port: 443 }],
      hostnames: ['logs.example.com', '*.example.org'],
      rules: [
        {
          matches: [{ path: { type: 'Exact', value: '/push' } }, { path: { type: 'PathPrefix', value: '/otlp' } }],
          backendRefs: [{ name: 'distributor', port: 3100 }],
          timeouts: { request: '30s', backendRequest: '10s' },
        },
        {
          matches: [{ path: { type: 'PathPrefix', value: '/api' } }],
          backendRefs: [{ name: 'querier', port: 80 }],
          timeouts: { request: '30s', backendRequest: '10s' },
        },
      ],
    },
  }));

test('has no hosts and timeouts by default', () => {
  const { spec } = route({ parentRefs: [{ name: 'edge' }] });
  expect(Object.keys(spec)).toEqual(['parentRefs', 'rules']);
  expect(Object.keys(spec.rules[0])).toEqual(['backendRefs', 'matches']);
});

test('fails if it has no parents, or an invalid one', () => {
  expect(sentencesOf(() => route({ parentRefs: [] }))).toEqual([
    'chart: httpRoute: parentRefs: found none, so no Gateway would route requests here: set at least one',
  ]);
  expect(
    sentencesOf(() =>
      route({
        parentRefs: [{ name: 'Edge', namespace: 'a.b' }],
        hostnames: ['a_b'],
        timeouts: { request: '1.5s', backendRequest: '10s' },
      }),
    ),
  ).toEqual([
    expect.stringMatching(/parentRefs\[0\].name: found "Edge"/),
    expect.stringMatching(/parentRefs\[0\].namespace: found "a.b"/),
    expect.stringMatching(/hostnames\[0\]: found "a_b"/),
    'chart: httpRoute: timeouts.request: found "1.5s", allowed is a duration of whole numbers with h, m, s or ms, such as "30s": change it',
    'chart: httpRoute: timeouts.backendRequest: found "10s", allowed is at most request, "1.5s": lower it',
  ]);
});
