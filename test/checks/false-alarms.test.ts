import { sentencesOf } from '../sentences';
import { find } from './find';
import { CONTAINER, config, object, replace, web } from './pairs/changes';
import type { Change } from './sound';

describe('no finding for', () => {
  test.each<[what: string, change: Change]>([
    ['an Ingress of Traefik', object('traefik.io/v1alpha1', 'Ingress', { routes: [] })],
    ['a pod of the metrics', object('metrics.k8s.io/v1beta1', 'Pod', { containers: [] })],
    ['a policy of Calico', object('crd.projectcalico.org/v1', 'NetworkPolicy', { spec: { selector: 'all()' } })],
    ['a Service of Knative', object('serving.knative.dev/v1', 'Service', { spec: { template: {} } })],
    [
      'a list',
      object('v1', 'List', { items: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'listed' } }] }),
    ],
    [
      'a Service that is a name for another host, at any port',
      {
        ...object('v1', 'Service', { spec: { type: 'ExternalName', externalName: 'db.example.com' } }),
        ...config('db: http://more:5432/'),
      },
    ],
    [
      'an address by the host of an Ingress',
      {
        ...object('networking.k8s.io/v1', 'Ingress', {
          spec: {
            tls: [{ hosts: ['intranet'] }],
            rules: [{ host: 'intranet' }],
            defaultBackend: { service: { name: 'web', port: { number: 80 } } },
          },
        }),
        ...config('root_url: http://intranet/grafana\nexternal: https://intranet'),
      },
    ],
  ])('%s', (_, change) => expect(find(change)).toEqual([]));

  test('an object of another API is not the one that is named', () =>
    expect(
      find({
        ...object('example.com/v1', 'Secret', {}),
        ...web(replace(`${CONTAINER}/env/0/valueFrom/secretKeyRef/name`, 'more')),
      }),
    ).toMatchObject([{ id: 'link/secret' }]));

  test('an item of a list is named by its place where it is no object', () =>
    expect(sentencesOf(() => find(object('v1', 'List', { items: [{ kind: 'ConfigMap' }] })))).toEqual([
      expect.stringMatching(
        /^web\/more: items\[0\]: found apiVersion undefined, kind "ConfigMap" and metadata\.name undefined/,
      ),
    ]));

  test('a pinned image, a variable in place of a password, and Jobs have no findings', () => {
    expect(find(web(replace(`${CONTAINER}/image`, `web@sha256:${'a'.repeat(64)}`)))).toEqual([]);
    expect(find(config('password: ${PASSWORD}\ntoken_file: /var/token\nsecret: false'))).toEqual([]);
  });
});
