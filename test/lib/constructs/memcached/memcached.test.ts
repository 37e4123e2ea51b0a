import {
  Memcached,
  type MemcachedConstructProps,
  type MemcachedProps,
} from '../../../../lib/constructs/memcached/memcached';
import { type KubernetesObject, objectAt, podOf, render } from '../../../objects';
import { sentencesOf } from '../../../sentences';
import { labelsOf, selectorOf, system } from '../example-system';

const definition: Omit<MemcachedConstructProps, 'props'> = {
  system,
  name: 'chunks-cache',
  exporterImage: { repository: 'exporter', tag: '1' },
  serviceAccountName: 'prod-loki',
  defaults: { image: { repository: 'memcached', tag: '1.6' } },
};
const objectsOf = (props: MemcachedProps = {}, defaults: MemcachedProps = {}): Record<string, KubernetesObject> =>
  render(
    (scope) =>
      new Memcached(scope, 'cache', { ...definition, defaults: { ...definition.defaults, ...defaults }, props }),
  );
const NAME = 'prod-loki-chunks-cache';
const containersOf = (props?: MemcachedProps, defaults?: MemcachedProps): KubernetesObject['spec'] =>
  podOf(objectsOf(props, defaults), `StatefulSet/${NAME}`).containers;
const serviceOf = (props?: MemcachedProps): KubernetesObject => objectAt(objectsOf(props), `Service/${NAME}`);

test('is a StatefulSet of memcached alone by default, and its Service', () => {
  expect(Object.keys(objectsOf()).sort()).toEqual([`Service/${NAME}`, `StatefulSet/${NAME}`]);
  expect(objectAt(objectsOf(), `StatefulSet/${NAME}`)).toMatchObject({
    metadata: { namespace: 'logs', labels: labelsOf('chunks-cache') },
    spec: { replicas: 1, serviceName: NAME, selector: { matchLabels: selectorOf('chunks-cache') } },
  });
  expect(containersOf()).toEqual([
    {
      name: 'memcached',
      image: 'memcached:1.6',
      imagePullPolicy: 'IfNotPresent',
      ports: [{ name: 'http', containerPort: 11211, protocol: 'TCP' }],
      readinessProbe: { initialDelaySeconds: 5, tcpSocket: { port: 'http' }, timeoutSeconds: 1 },
      livenessProbe: { initialDelaySeconds: 10, tcpSocket: { port: 'http' } },
    },
  ]);
});

test('clients find each pod by itself', () => {
  expect(serviceOf()['spec']).toEqual({
    type: 'ClusterIP',
    clusterIP: 'None',
    ports: [{ name: 'memcached-client', port: 11211, targetPort: 'http', protocol: 'TCP' }],
    selector: selectorOf('chunks-cache'),
  });
  render((scope) => {
    const cache = new Memcached(scope, 'cache', { ...definition, props: {} });
    expect(cache.endpoint.address).toBe(`${NAME}.logs:11211`);
    expect(cache.srvAddress).toBe(`dnssrv+_memcached-client._tcp.${NAME}.logs.svc.example.local`);
  });
});

test('may have another port name, which probes and clients use too', () => {
  const objects = render((scope) => new Memcached(scope, 'cache', { ...definition, portName: 'client', props: {} }));
  expect(objectAt(objects, `Service/${NAME}`)['spec'].ports).toMatchObject([
    { name: 'memcached-client', targetPort: 'client' },
  ]);
  expect(podOf(objects, `StatefulSet/${NAME}`).containers[0]).toMatchObject({
    ports: [{ name: 'client', containerPort: 11211 }],
    readinessProbe: { tcpSocket: { port: 'client' } },
    livenessProbe: { tcpSocket: { port: 'client' } },
  });
});

describe('options', () => {
  test.each<[MemcachedProps, readonly string[] | undefined]>([
    [{}, undefined],
    [{ memoryMegabytes: 1024 }, ['-m 1024']],
    [{ maxItemSize: '32m' }, ['-I 32m']],
    [{ maxConnections: 4096 }, ['-c 4096']],
    [{ maxConnections: 2, maxItemSize: '5k', memoryMegabytes: 3 }, ['-m 3', '-I 5k', '-c 2']],
    [{ memoryMegabytes: 3, extraArgs: ['-v'] }, ['-m 3', '-v']],
  ])('%j are arguments', (props, args) => expect(containersOf(props)[0].args).toEqual(args));

  test('of the user go over those of the system', () =>
    expect(containersOf({ memoryMegabytes: 200 }, { memoryMegabytes: 100, maxItemSize: '2m' })[0].args).toEqual([
      '-m 200',
      '-I 2m',
    ]));
});

describe('resources', () => {
  test.each([
    [100, '120Mi'],
    [1024, '1229Mi'],
    [1, '2Mi'],
  ])('of %d megabytes of items are a fifth more', (memoryMegabytes, memory) =>
    expect(containersOf({ memoryMegabytes })[0].resources).toEqual({
      requests: { cpu: '500m', memory },
      limits: { memory },
    }),
  );

  test('are not set without a size of the memory', () => expect(containersOf()[0]).not.toHaveProperty('resources'));

  test('that are given go over those that follow', () =>
    expect(containersOf({ memoryMegabytes: 100, resources: { requests: { memory: '1Gi' } } })[0].resources).toEqual({
      requests: { memory: '1Gi' },
    }));
});

describe('memory', () => {
  test.each<[MemcachedProps, RegExp]>([
    [{ memoryMegabytes: 0 }, /memoryMegabytes: found 0, allowed is a whole number of at least 1$/],
    [{ memoryMegabytes: -5 }, /memoryMegabytes: found -5/],
    [{ memoryMegabytes: 1.5 }, /memoryMegabytes: found 1.5/],
    [
      { memoryMegabytes: 8192, resources: { limits: { memory: '1Gi' } } },
      /^chart\/cache\/workload: resources\.limits\.memory: found "1Gi", but items alone may use 8192Mi \(memoryMegabytes\).*: raise the limit to 9830Mi, or lower memoryMegabytes$/,
    ],
    [{ resources: { limits: { memory: '64Mi' } } }, /items alone may use 64Mi/],
  ])('%j is refused', (props, sentence) =>
    expect(sentencesOf(() => containersOf(props))).toEqual([expect.stringMatching(sentence)]),
  );

  test('with a limit above that of items is accepted', () =>
    expect(() => containersOf({ memoryMegabytes: 100, resources: { limits: { memory: '128Mi' } } })).not.toThrow());
});

describe('persistence', () => {
  const claim: MemcachedProps = {
    memoryMegabytes: 1024,
    persistence: { claims: [{ size: '2Gi', storageClass: 'ssd' }] },
  };

  test('keeps items in a file on the claim, and saves their state before the process ends', () => {
    const { spec } = objectAt(objectsOf(claim), `StatefulSet/${NAME}`);
    expect(spec.volumeClaimTemplates).toMatchObject([
      { metadata: { name: 'data' }, spec: { storageClassName: 'ssd', resources: { requests: { storage: '2Gi' } } } },
    ]);
    expect(spec.template.spec.containers[0]).toMatchObject({
      args: ['--memory-file=/cache-state/memory_file', '-m 1024'],
      volumeMounts: [{ name: 'data', mountPath: '/cache-state' }],
      lifecycle: { preStop: { exec: { command: expect.arrayContaining([expect.stringContaining('pkill -10')]) } } },
    });
  });

  test('may be a memory-backed volume, which outlives the container but not the pod', () => {
    const pod = podOf(objectsOf({ persistence: { emptyDir: { medium: 'Memory' } } }), `StatefulSet/${NAME}`);
    expect(pod.volumes).toEqual([{ name: 'data', emptyDir: { medium: 'Memory' } }]);
    expect(pod.containers[0].volumeMounts).toEqual([{ name: 'data', mountPath: '/cache-state' }]);
  });

  test('leaves a hook of the user', () => {
    const lifecycle = { preStop: { exec: { command: ['true'] } } };
    expect(containersOf({ ...claim, lifecycle })[0].lifecycle).toEqual(lifecycle);
  });

  test('on a claim that is too small for the items is refused', () =>
    expect(sentencesOf(() => containersOf({ ...claim, memoryMegabytes: 2048 }))).toEqual([
      expect.stringMatching(
        /persistence\.claims\[0\]\.size: found "2Gi", and the file of items alone takes 2048Mi .*: raise the size to 2458Mi, or lower memoryMegabytes$/,
      ),
    ]));
});

describe('the exporter', () => {
  const exporterOf = (props: MemcachedProps) => containersOf(props)[1];

  test('runs beside memcached and scrapes it', () =>
    expect(exporterOf({ exporter: {} })).toEqual({
      name: 'exporter',
      image: 'exporter:1',
      imagePullPolicy: 'IfNotPresent',
      args: ['--memcached.address=localhost:11211', '--web.listen-address=0.0.0.0:9150'],
      ports: [{ name: 'http-metrics', containerPort: 9150, protocol: 'TCP' }],
    }));

  test('has a port of the Service only where it is', () => {
    expect(serviceOf({ exporter: {} })['spec'].ports).toEqual([
      { name: 'memcached-client', port: 11211, targetPort: 'http', protocol: 'TCP' },
      { name: 'http-metrics', port: 9150, targetPort: 'http-metrics', protocol: 'TCP' },
    ]);
    expect(serviceOf({ exporter: false })['spec'].ports).toHaveLength(1);
    expect(containersOf({ exporter: false })).toHaveLength(1);
  });

  test('that the system has can be taken away', () => {
    expect(containersOf({}, { exporter: {} })).toHaveLength(2);
    expect(containersOf({ exporter: false }, { exporter: {} })).toHaveLength(1);
  });

  test('may have an image and resources of its own', () =>
    expect(
      exporterOf({
        exporter: { image: { repository: 'own', tag: '2' }, resources: { limits: { memory: '64Mi' } } },
        memoryMegabytes: 100,
      }),
    ).toMatchObject({ image: 'own:2', resources: { limits: { memory: '64Mi' } } }));

  test('is as restricted as memcached by default', () => {
    const containerSecurityContext = { readOnlyRootFilesystem: true };
    expect(exporterOf({ exporter: {}, containerSecurityContext }).securityContext).toEqual(containerSecurityContext);
    const own = { runAsUser: 7 };
    const props = { exporter: { containerSecurityContext: own }, containerSecurityContext };
    expect(exporterOf(props).securityContext).toEqual(own);
    expect(containersOf(props)[0].securityContext).toEqual(containerSecurityContext);
  });
});

test('accepts all props of a workload', () => {
  const objects = objectsOf({
    replicas: 3,
    podLabels: { team: 'a' },
    livenessProbe: false,
    nodeSelector: { pool: 'c' },
  });
  expect(objectAt(objects, `StatefulSet/${NAME}`)['spec']).toMatchObject({
    replicas: 3,
    template: { metadata: { labels: { team: 'a' } }, spec: { nodeSelector: { pool: 'c' } } },
  });
  expect(podOf(objects, `StatefulSet/${NAME}`).containers[0]).not.toHaveProperty('livenessProbe');
});

test('fails with the place of its workload', () =>
  expect(sentencesOf(() => objectsOf({ autoscaling: { minReplicas: 9 } }))).toEqual([
    'chart/cache/workload: autoscaling: found minReplicas 9 above maxReplicas 3: raise maxReplicas, or lower minReplicas',
  ]));
