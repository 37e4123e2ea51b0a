import { createIngress } from '../../../../lib/constructs/gateway/ingress';
import type { IngressPath } from '../../../../lib/constructs/gateway/ingress-path';
import type { IngressProps } from '../../../../lib/constructs/gateway/props';
import { Endpoint } from '../../../../lib/values/endpoint';
import { type KubernetesObject, objectAt, render } from '../../../objects';
import { sentencesOf } from '../../../sentences';
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

test('has no class and certificates by default', () =>
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
      expect.stringMatching(/^chart: ingress: hosts\[1\]: found ".*", allowed are/),
    ]),
);

test('leads the paths of a host of its own to the one backend', () => {
  const backend = new Endpoint({ service: 'gateway', port: 80 });
  const hosts: IngressProps['hosts'] = [
    'a.example.com',
    { host: 'b.example.com', paths: [{ path: '/loki' }, { path: '/ready', pathType: 'Exact' }] },
  ];
  const objects = render((scope) =>
    createIngress(scope, 'ingress', {
      ...system.names,
      paths,
      backend,
      props: { hosts, tls: [{ hosts: ['b.example.com'] }] },
    }),
  );
  const leadTo = { service: { name: 'gateway', port: { number: 80 } } };
  const [first, second] = objectAt(objects, 'Ingress/prod-loki')['spec'].rules;
  expect(first.http.paths).toHaveLength(2);
  expect(second).toEqual({
    host: 'b.example.com',
    http: {
      paths: [
        { path: '/loki', pathType: 'Prefix', backend: leadTo },
        { path: '/ready', pathType: 'Exact', backend: leadTo },
      ],
    },
  });
});

test('fails if a path is none', () => {
  const hosts = [
    { host: 'a.com', paths: [] },
    {
      host: 'b.com',
      paths: [{ path: 'loki' }, { path: '/a//b' }, { path: '~ ^/x', pathType: 'ImplementationSpecific' }],
    },
  ] as const;
  expect(sentencesOf(() => make({ hosts }))).toEqual([
    'chart: ingress: hosts[0].paths: found none: set at least one',
    expect.stringMatching(/hosts\[1\].paths\[0\].path: found "loki", allowed is a path that starts with "\/"/),
    expect.stringMatching(/hosts\[1\].paths\[1\].path: found "\/a\/\/b"/),
  ]);
});

test('fails if there is no host, or a certificate is for another one', () => {
  expect(sentencesOf(() => make({ hosts: [] }))).toEqual(['chart: ingress: hosts: found none: set at least one']);
  expect(
    sentencesOf(() => make({ hosts: ['a.com', 'b_c'], tls: [{ hosts: ['a.com'] }, { hosts: ['a.com', 'x.com'] }] })),
  ).toEqual([
    expect.stringMatching(/^chart: ingress: hosts\[1\]: found "b_c"/),
    'chart: ingress: tls[1].hosts: found "x.com", which is not one of the hosts: add it to hosts, or remove it',
  ]);
});
