import { Endpoint } from '../../../lib/endpoint';
import { createIngress, type IngressPath } from '../../../lib/gateway/ingress';
import type { IngressProps } from '../../../lib/gateway/props';
import { type KubernetesObject, objectAt, render } from '../../objects';
import { sentencesOf } from '../../sentences';
import { system } from '../example-system';

const paths: readonly IngressPath[] = [
  { path: '/push', pathType: 'Exact', backend: new Endpoint({ service: 'distributor', port: 3100 }) },
  { path: '/api', pathType: 'Prefix', backend: new Endpoint({ service: 'querier', port: 80 }) },
];
const make = (props: IngressProps) =>
  render((scope) => createIngress(scope, 'ingress', { ...system.names, paths, props }));
const ingress = (props: IngressProps): KubernetesObject => objectAt(make(props), 'Ingress/prod-loki');

test('has the same paths on each host', () => {
  const { spec } = ingress({ hosts: ['a.example.com', '*.example.org'] });
  expect(spec.rules.map(({ host }: { host: string }) => host)).toEqual(['a.example.com', '*.example.org']);
  for (const { http } of spec.rules) {
    expect(http.paths).toEqual([
      { path: '/push', pathType: 'Exact', backend: { service: { name: 'distributor', port: { number: 3100 } } } },
      { path: '/api', pathType: 'Prefix', backend: { service: { name: 'querier', port: { number: 80 } } } },
    ]);
  }
});

test('says nothing of class and certificates by itself', () =>
  expect(Object.keys(ingress({ hosts: ['a'], tls: [] })['spec'])).toEqual(['rules']));

test('has a certificate of the controller where it names none', () =>
  expect(
    ingress({ hosts: ['a', 'b'], tls: [{ hosts: ['a'] }, { secretName: 's', hosts: ['b'] }] })['spec'].tls,
  ).toEqual([{ hosts: ['a'] }, { secretName: 's', hosts: ['b'] }]));

test('has labels of its own, but never loses the standard ones', () =>
  expect(ingress({ hosts: ['a'], labels: { team: 'a', 'app.kubernetes.io/name': 'x' } }).metadata['labels']).toEqual({
    ...system.labels,
    team: 'a',
  }));

test.each(['', 'A.example.com', 'a_b.com', '*', '*a.com', 'a.*.com', '*.*.com', 'a..b', 'http://a.com', 'a.com:80'])(
  'fails if a host is %j',
  (host) =>
    expect(sentencesOf(() => make({ hosts: ['ok.example.com', host] }))).toEqual([
      expect.stringMatching(/^chart: ingress: hosts\[1\]: found ".*", Kubernetes takes/),
    ]),
);

test('fails if there is no host, or a certificate is for another one', () => {
  expect(sentencesOf(() => make({ hosts: [] }))).toEqual(['chart: ingress: hosts: found none: name at least one']);
  expect(
    sentencesOf(() => make({ hosts: ['a.com', 'b_c'], tls: [{ hosts: ['a.com'] }, { hosts: ['a.com', 'x.com'] }] })),
  ).toEqual([
    expect.stringMatching(/^chart: ingress: hosts\[1\]: found "b_c"/),
    'chart: ingress: tls[1].hosts: found "x.com", which is none of the hosts: add it to them, or remove it',
  ]);
});
