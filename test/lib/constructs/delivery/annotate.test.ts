import { App } from 'cdk8s';
import { Loki } from '../../../../charts/loki';
import { Minio } from '../../../../charts/minio';
import { Namespaces } from '../../../../charts/namespaces';
import { ServiceMonitor } from '../../../../imports/monitoring.coreos.com';
import { annotateForArgoCd, annotateForFlux } from '../../../../lib/constructs/delivery/annotate';
import { Ring } from '../../../../lib/model/ring/ring';
import { KubeJob } from '../../../../lib/values/k8s';
import { ObjectStorage } from '../../../../lib/values/object-storage';
import { type KubernetesObject, objectsOf } from '../../../objects';

function environment() {
  const app = new App();
  const namespaces = new Namespaces(app, '_namespaces', { namespaces: { logs: 'restricted' } });
  const minio = new Minio(app, 'minio', { namespace: 'logs' });
  const loki = new Loki(app, 'loki', {
    namespace: 'logs',
    storage: ObjectStorage.gcs({ bucket: 'logs' }),
    schema: [{ from: '2024-01-01' }],
    ring: new Ring({ replicationFactor: 1 }),
    ingester: { persistence: { claims: [{ size: '1Gi' }] } },
  });
  new ServiceMonitor(loki, 'monitor', { metadata: { name: 'loki' }, spec: { selector: {}, endpoints: [] } });
  const pod = { containers: [{ name: 'a', image: 'a:1' }], restartPolicy: 'Never' };
  new KubeJob(minio, 'job', { metadata: { name: 'job' }, spec: { template: { spec: pod } } });
  const objects = () => ({ ...objectsOf(namespaces), ...objectsOf(minio), ...objectsOf(loki) });
  return { app, minio, objects };
}

const annotation = ({ metadata }: KubernetesObject, name: string): string | undefined => {
  const annotations = metadata['annotations'];
  return typeof annotations === 'object' && annotations !== null && name in annotations
    ? Reflect.get(annotations, name)
    : undefined;
};

describe('for ArgoCD', () => {
  const { app, minio, objects } = environment();
  const before = objects();
  annotateForArgoCd(app, { storage: [minio] });
  const after = objects();
  const wave = (name: RegExp): Array<string | undefined> => [
    ...new Set(
      Object.entries(after)
        .filter(([object]) => name.test(object))
        .map(([, object]) => annotation(object, 'argocd.argoproj.io/sync-wave')),
    ),
  ];

  test.each<[what: string, name: RegExp, wave: string | undefined]>([
    ['namespaces', /^Namespace\//, '-40'],
    ['configurations', /^ConfigMap\//, '-30'],
    ['accounts', /^ServiceAccount\//, '-30'],
    ['Services', /^Service\//, '-30'],
    ['storage', /^Deployment\/minio/, '-20'],
    ['the claim of storage, which waits for its pod', /^PersistentVolumeClaim\/minio/, '-20'],
    ['members of rings that keep data', /^StatefulSet\/.*ingester/, '-10'],
    ['the rest', /^Deployment\/.*(querier|distributor)/, undefined],
    ['what needs a definition of somebody else', /^ServiceMonitor\//, undefined],
  ])('%s', (_, name, expected) => expect(wave(name)).toEqual([expected]));

  test('objects with data are never pruned, and objects with a foreign definition may be applied before it', () =>
    expect(
      Object.entries(after).flatMap(([name, object]) => {
        const options = annotation(object, 'argocd.argoproj.io/sync-options');
        return options === undefined ? [] : [[name, options]];
      }),
    ).toEqual([
      ['Namespace/logs', 'Prune=false,Delete=false'],
      [expect.stringMatching(/^PersistentVolumeClaim\/minio/), 'Prune=false,Delete=false'],
      ['ServiceMonitor/loki', 'SkipDryRunOnMissingResource=true'],
    ]));

  test('no pod restarts for it', () => {
    for (const [name, object] of Object.entries(after)) expect(object['spec']).toEqual(before[name]?.['spec']);
  });
});

test('for Flux, objects with data are never pruned, and Jobs are recreated', () => {
  const { app, objects } = environment();
  annotateForFlux(app);
  const flux = Object.entries(objects()).flatMap(([name, { metadata }]) =>
    Object.entries(metadata['annotations'] ?? {}).flatMap(([key, value]) =>
      key.startsWith('kustomize.toolkit.fluxcd.io/') ? [[name, key.split('/')[1], value]] : [],
    ),
  );
  expect(flux).toEqual([
    ['Namespace/logs', 'prune', 'disabled'],
    [expect.stringMatching(/^PersistentVolumeClaim\//), 'prune', 'disabled'],
    ['Job/job', 'force', 'enabled'],
  ]);
});
