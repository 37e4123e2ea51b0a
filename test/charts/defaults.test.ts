import { App } from 'cdk8s';
import { Loki } from '../../charts/loki';
import { Mimir } from '../../charts/mimir';
import { Tempo } from '../../charts/tempo';
import type { WorkloadProps } from '../../lib/constructs/workload/props';
import { ObjectStorage } from '../../lib/values/object-storage';
import { objectAt, objectsOf, podOf } from '../objects';

const storage = ObjectStorage.gcs({ bucket: 'bucket' });
const namespace = 'a';

/** What belongs to the program of the roles. */
const program: WorkloadProps = {
  image: { repository: 'example.com/own', tag: '1' },
  command: ['/own'],
  extraArgs: ['-log.level=debug'],
  env: { OWN: '1' },
  envFrom: [{ configMapRef: { name: 'own' } }],
  resources: { limits: { memory: '7Gi' } },
  livenessProbe: { periodSeconds: 77 },
  podSecurityContext: { runAsUser: 777 },
  containerSecurityContext: { runAsUser: 777 },
  lifecycle: { preStop: { exec: { command: ['own'] } } },
  volumes: [{ name: 'own', emptyDir: {} }],
  volumeMounts: [{ name: 'own', mountPath: '/own' }],
  containers: [{ name: 'own' }],
  replicas: 7,
};
/** Where pods run, and how they are labelled. */
const placement: WorkloadProps = {
  tolerations: [{ key: 'own', operator: 'Exists' }],
  nodeSelector: { pool: 'own' },
  priorityClassName: 'own',
  imagePullSecrets: ['own'],
  podLabels: { team: 'own' },
};

describe.each<[string, (defaults: WorkloadProps) => Loki | Mimir | Tempo, role: string, others: string[]]>([
  [
    'Loki',
    (defaults) =>
      new Loki(new App(), 'loki', {
        namespace,
        storage,
        schema: [{ from: '2024-01-01' }],
        defaults,
        memcachedChunks: {},
        querier: {
          extraArgs: ['-querier.max-concurrent=1'],
          tolerations: [{ key: 'querier' }],
          volumes: [{ name: 'more', emptyDir: {} }],
        },
      }),
    'StatefulSet/loki-loki-distributed-querier',
    ['StatefulSet/loki-loki-distributed-memcached-chunks', 'Deployment/loki-loki-distributed-gateway'],
  ],
  [
    'Mimir',
    (defaults) =>
      new Mimir(new App(), 'mimir', {
        namespace,
        storage: { blocks: storage },
        defaults,
        chunksCache: {},
        continuousTest: {},
        querier: {
          extraArgs: ['-querier.max-concurrent=1'],
          tolerations: [{ key: 'querier' }],
          volumes: [{ name: 'more', emptyDir: {} }],
        },
      }),
    'Deployment/mimir-querier',
    [
      'StatefulSet/mimir-chunks-cache',
      'Deployment/mimir-nginx',
      'Deployment/mimir-rollout-operator',
      'Deployment/mimir-continuous-test',
    ],
  ],
  [
    'Tempo',
    (defaults) =>
      new Tempo(new App(), 'tempo', {
        namespace,
        storage,
        defaults,
        gateway: {},
        querier: {
          extraArgs: ['-querier.max-concurrent=1'],
          tolerations: [{ key: 'querier' }],
          volumes: [{ name: 'more', emptyDir: {} }],
        },
      }),
    'Deployment/tempo-querier',
    ['StatefulSet/tempo-memcached', 'Deployment/tempo-gateway'],
  ],
])('defaults of %s', (_, make, role, others) => {
  const objects = objectsOf(make({ ...program, ...placement }));

  test.each(others)("%s has the placement, and no settings of the roles' program", (name) => {
    expect(podOf(objects, name)).toMatchObject({
      tolerations: placement.tolerations,
      nodeSelector: placement.nodeSelector,
      priorityClassName: 'own',
      imagePullSecrets: [{ name: 'own' }],
    });
    expect(objectAt(objects, name)['spec'].template.metadata.labels).toMatchObject({ team: 'own' });
    expect(objectAt(objects, name)['spec'].replicas).not.toBe(7);
    const text = JSON.stringify({ ...podOf(objects, name), tolerations: [], nodeSelector: {}, imagePullSecrets: [] });
    expect(text).not.toMatch(/example\.com\/own|\/own|OWN|log\.level|7Gi|77|"name":"own"/);
  });

  test('a role adds its own to them', () => {
    const pod = podOf(objects, role);
    const [main, sidecar] = pod.containers;
    expect(main).toMatchObject({
      image: 'example.com/own:1',
      command: ['/own'],
      resources: { limits: { memory: '7Gi' } },
    });
    expect(main.args.slice(-2)).toEqual(['-log.level=debug', '-querier.max-concurrent=1']);
    expect(pod.tolerations).toEqual([{ key: 'own', operator: 'Exists' }, { key: 'querier' }]);
    expect(pod.volumes.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(['own', 'more']));
    expect(sidecar).toMatchObject({ name: 'own' });
  });
});
