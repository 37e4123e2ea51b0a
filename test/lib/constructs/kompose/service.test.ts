import { KomposeService, type KomposeServiceProps } from '../../../../lib/constructs/kompose/service';
import type { ComposeService } from '../../../../lib/model/compose/types';
import { restricted } from '../../../../lib/values/pod-security';
import { SecretKey } from '../../../../lib/values/secret-key';
import { render } from '../../../objects';
import { sentencesOf } from '../../../sentences';

type Keys = Partial<ComposeService>;

const convert = (service: Keys, props: Partial<KomposeServiceProps> = {}) =>
  render(
    (scope) =>
      new KomposeService(scope, 'web', {
        komposeAnnotations: false,
        ...props,
        service: { image: 'nginx', ...service },
      }),
  );
const pod = (service: Keys, props?: Partial<KomposeServiceProps>) =>
  convert(service, props)['Deployment/web']?.['spec'].template.spec;
const container = (service: Keys, props?: Partial<KomposeServiceProps>) => pod(service, props).containers[0];
const sentences = (service: Keys, props?: Partial<KomposeServiceProps>) => sentencesOf(() => convert(service, props));

test('an image alone becomes a Deployment of one pod, and no Service', () =>
  expect(convert({}, { komposeAnnotations: {} })).toEqual({
    'Deployment/web': {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'web',
        labels: { 'io.kompose.service': 'web' },
        annotations: { 'kompose.cmd': 'kompose convert', 'kompose.version': '1.26.1 (a9d05d509)' },
      },
      spec: {
        replicas: 1,
        selector: { matchLabels: { 'io.kompose.service': 'web' } },
        template: {
          metadata: {
            labels: { 'io.kompose.service': 'web' },
            annotations: { 'kompose.cmd': 'kompose convert', 'kompose.version': '1.26.1 (a9d05d509)' },
          },
          spec: { containers: [{ name: 'web', image: 'nginx' }], restartPolicy: 'Always' },
        },
      },
    },
  }));

test('every key that a service can have reaches its field', () => {
  const every: Required<ComposeService> = {
    image: 'nginx:1.27',
    command: 'run --fast',
    entrypoint: ['/entry'],
    container_name: 'My_Web',
    environment: { B: 'b', A: 1, SECRET: new SecretKey('web', 'token') },
    env_file: [],
    ports: ['8080:80'],
    expose: ['9000/udp'],
    volumes: ['data:/data:ro'],
    tmpfs: ['/run:size=1k'],
    healthcheck: { test: ['CMD', 'check'], interval: '30s', timeout: '20s', retries: 3, start_period: '5s' },
    restart: 'unless-stopped',
    scale: 2,
    deploy: {
      mode: 'replicated',
      replicas: 2,
      labels: { tier: 'front' },
      endpoint_mode: 'vip',
      resources: { limits: { cpus: '1', memory: '64m' }, reservations: { cpus: 0.25, memory: '32m' } },
      restart_policy: { condition: 'any' },
      placement: {
        constraints: ['node.labels.disk != hdd', 'node.hostname == n1'],
        preferences: [{ spread: 'node.labels.zone' }],
      },
    },
    mem_limit: '64m',
    mem_reservation: '32m',
    cpus: 1,
    labels: { team: 'a' },
    networks: ['front'],
    user: '1000:2000',
    group_add: [3000, '3001'],
    cap_add: ['CAP_NET_ADMIN'],
    cap_drop: ['ALL'],
    privileged: false,
    read_only: true,
    security_opt: ['no-new-privileges:true'],
    pid: 'host',
    hostname: 'h',
    domainname: 'd',
    working_dir: '/w',
    stdin_open: true,
    tty: true,
    stop_grace_period: '1m30s',
    pull_policy: 'missing',
  };
  const { 'Deployment/web': deployment, 'Service/web': service } = convert(every);
  expect(deployment?.metadata).toMatchObject({
    labels: { tier: 'front', 'io.kompose.service': 'web' },
    annotations: { team: 'a' },
  });
  expect(deployment?.['spec']).toMatchObject({ replicas: 2, strategy: { type: 'Recreate' } });
  expect(deployment?.['spec'].template.metadata.labels).toEqual({
    'io.kompose.service': 'web',
    'io.kompose.network/front': 'true',
  });
  expect(deployment?.['spec'].template.spec).toEqual({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            {
              matchExpressions: [
                { key: 'kubernetes.io/hostname', operator: 'In', values: ['n1'] },
                { key: 'disk', operator: 'NotIn', values: ['hdd'] },
              ],
            },
          ],
        },
      },
    },
    containers: [
      {
        name: 'my-web',
        image: 'nginx:1.27',
        imagePullPolicy: 'IfNotPresent',
        command: ['/entry'],
        args: ['run', '--fast'],
        workingDir: '/w',
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: 'b' },
          { name: 'SECRET', valueFrom: { secretKeyRef: { name: 'web', key: 'token' } } },
        ],
        ports: [{ containerPort: 80 }, { containerPort: 9000, protocol: 'UDP' }],
        livenessProbe: {
          exec: { command: ['check'] },
          periodSeconds: 30,
          timeoutSeconds: 20,
          failureThreshold: 3,
          initialDelaySeconds: 5,
        },
        resources: {
          limits: { cpu: '1', memory: '67108864' },
          requests: { cpu: '250m', memory: '33554432' },
        },
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { add: ['NET_ADMIN'], drop: ['ALL'] },
          readOnlyRootFilesystem: true,
          runAsUser: 1000,
          runAsGroup: 2000,
        },
        volumeMounts: [
          { name: 'data', mountPath: '/data', readOnly: true },
          { name: 'web-tmpfs0', mountPath: '/run' },
        ],
        stdin: true,
        tty: true,
      },
    ],
    hostPID: true,
    hostname: 'h',
    subdomain: 'd',
    restartPolicy: 'Always',
    securityContext: { supplementalGroups: [3000, 3001] },
    terminationGracePeriodSeconds: 90,
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'zone',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: { 'io.kompose.service': 'web' } },
      },
    ],
    volumes: [
      { name: 'data', persistentVolumeClaim: { claimName: 'data', readOnly: true } },
      { name: 'web-tmpfs0', emptyDir: { medium: 'Memory', sizeLimit: '1024' } },
    ],
  });
  expect(service?.['spec']).toEqual({
    type: 'NodePort',
    selector: { 'io.kompose.service': 'web' },
    ports: [
      { name: '8080', port: 8080, targetPort: 80 },
      { name: '9000', port: 9000, targetPort: 9000, protocol: 'UDP' },
    ],
  });
});

describe('volumes', () => {
  test('a claim is named after the service and its place in the list', () => {
    const objects = convert({ volumes: ['/a', 'data:/b', './c:/c'] });
    expect(Object.keys(objects).filter((key) => key.startsWith('Persistent'))).toEqual([
      'PersistentVolumeClaim/web-claim0',
      'PersistentVolumeClaim/data',
      'PersistentVolumeClaim/web-claim2',
    ]);
    expect(objects['PersistentVolumeClaim/web-claim2']).toMatchObject({
      metadata: { labels: { 'io.kompose.service': 'web-claim2' } },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '100Mi' } } },
    });
  });

  test('a volume that is only read is claimed for reading', () =>
    expect(convert({ volumes: ['/a:/b:ro'] })['PersistentVolumeClaim/web-claim0']?.['spec'].accessModes).toEqual([
      'ReadOnlyMany',
    ]));

  test('a volume that is written and read is claimed for writing, in whatever order', () => {
    for (const volumes of [
      ['data:/a', 'data:/b:ro'],
      ['data:/b:ro', 'data:/a'],
    ]) {
      expect(convert({ volumes })['PersistentVolumeClaim/data']?.['spec'].accessModes).toEqual(['ReadWriteOnce']);
    }
  });

  test.each([
    [{ volumes: ['a_b:/x', 'a-b:/y'] }, 'found volume "a-b" and volume "a_b", which both become "a-b": rename one'],
    [
      { volumes: ['web-claim1:/x', '/y'] },
      'found the volume at /y and volume "web-claim1", which both become "web-claim1": rename one',
    ],
    [
      { volumes: ['web-tmpfs0:/x'], tmpfs: '/y' },
      'found the memory at /y and volume "web-tmpfs0", which both become "web-tmpfs0": rename one',
    ],
  ])('fails if two volumes would be one: %j', (service, sentence) =>
    expect(sentences(service)).toEqual([`chart/web: service "web": volumes: ${sentence}`]),
  );

  test('fails if a label of a volume has no effect', () =>
    expect(
      sentences({ volumes: ['data:/a'] }, { volumes: { data: { labels: { 'kompose.volume.siz': '5Gi' } } } }),
    ).toEqual([
      'chart/web: service "web": volumes[0]: found label "kompose.volume.siz" of volume "data" (did you mean "kompose.volume.size"?), allowed are kompose.volume.selector, kompose.volume.size',
    ]));

  test('two mounts of one volume are one volume of the pod', () => {
    const spec = pod({ volumes: ['data:/a', 'data:/b:ro'] });
    expect(spec.volumes).toEqual([{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }]);
    expect(spec.containers[0].volumeMounts).toHaveLength(2);
  });

  test('labels of the volume win over labels of the service', () => {
    const labels = {
      'kompose.volume.size': '1Gi',
      'kompose.volume.storage-class-name': 'fast',
      'kompose.volume.subpath': 'sub',
    };
    const objects = convert(
      { volumes: ['/a', 'data:/b'], labels },
      { volumes: { data: { labels: { 'kompose.volume.size': '2Gi', 'kompose.volume.selector': 'pv' } } } },
    );
    expect(objects['PersistentVolumeClaim/web-claim0']?.['spec']).toMatchObject({
      resources: { requests: { storage: '1Gi' } },
      storageClassName: 'fast',
    });
    expect(objects['PersistentVolumeClaim/data']?.['spec']).toMatchObject({
      resources: { requests: { storage: '2Gi' } },
      selector: { matchLabels: { 'io.kompose.service': 'pv' } },
    });
    expect(objects['Deployment/web']?.['spec'].template.spec.containers[0].volumeMounts[0].subPath).toBe('sub');
  });

  test('an external volume is mounted and not made', () => {
    const objects = convert({ volumes: ['data:/b'] }, { volumes: { data: { external: true, name: 'shared_data' } } });
    expect(Object.keys(objects)).toEqual(['Deployment/web']);
    expect(objects['Deployment/web']?.['spec'].template.spec.volumes).toEqual([
      { name: 'shared-data', persistentVolumeClaim: { claimName: 'shared-data' } },
    ]);
  });

  test('memory alone does not recreate pods', () =>
    expect(convert({ tmpfs: '/run' })['Deployment/web']?.['spec'].strategy).toBeUndefined());

  test('fails if a volume that is made here has a name besides its key', () =>
    expect(sentences({ volumes: ['data:/b'] }, { volumes: { data: { name: 'other' } } })).toEqual([
      'chart/web: service "web": volumes[0]: found name "other" of volume "data", kompose names a claim after the key: rename the key',
    ]));

  test('fails if a volume is not named where the top level is known, or has no size', () =>
    expect(
      sentences({ volumes: ['data:/b', 'cache:/c'] }, { volumes: { cache: { labels: ['kompose.volume.size=big'] } } }),
    ).toEqual([
      'chart/web: service "web": volumes[0]: found volume "data", defined volumes are: cache: define it in the top-level "volumes"',
      'chart/web: service "web": volumes[1]: found "big", allowed is a Kubernetes quantity such as "10Gi"',
    ]));
});

describe('ports', () => {
  test('the second port of a number is named by its protocol too', () =>
    expect(convert({ ports: ['53:53', '53:53/udp'] })['Service/web']?.['spec'].ports).toEqual([
      { name: '53', port: 53, targetPort: 53 },
      { name: '53-udp', port: 53, targetPort: 53, protocol: 'UDP' },
    ]));

  test('a port of the container that is published twice is listed once', () =>
    expect(container({ ports: ['80:80', '8080:80'] }).ports).toEqual([{ containerPort: 80 }]));

  test.each([
    ['clusterip', { type: 'ClusterIP' }],
    ['NodePort', { type: 'NodePort' }],
    ['headless', { type: 'ClusterIP', clusterIP: 'None' }],
  ])('kompose.service.type %s', (type, spec) =>
    expect(convert({ ports: ['80'], labels: { 'kompose.service.type': type } })['Service/web']?.['spec']).toMatchObject(
      spec,
    ),
  );

  test('a load balancer is a Service a protocol, and the endpoint is the one that publishes the port', () => {
    const objects = render((scope) => {
      const service = new KomposeService(scope, 'web', {
        service: {
          image: 'nginx',
          ports: ['80', '53:53/udp'],
          labels: { 'kompose.service.type': 'loadbalancer' },
        },
      });
      expect([service.endpoint().address, service.endpoint(53).address]).toEqual(['web-tcp:80', 'web-udp:53']);
    });
    expect(objects['Service/web-tcp']).toMatchObject({
      metadata: { labels: { 'io.kompose.service': 'web-tcp' } },
      spec: { type: 'LoadBalancer', selector: { 'io.kompose.service': 'web' }, ports: [{ name: '80' }] },
    });
    expect(objects['Service/web-udp']?.['spec'].ports).toEqual([
      { name: '53', port: 53, targetPort: 53, protocol: 'UDP' },
    ]);
  });

  test('a headless service needs no port', () =>
    expect(convert({ labels: { 'kompose.service.type': 'headless' } })['Service/web']?.['spec']).toMatchObject({
      clusterIP: 'None',
      ports: [{ name: 'headless', port: 55555 }],
    }));

  test('kompose.service.nodeport.port', () =>
    expect(
      convert({
        ports: ['80'],
        labels: { 'kompose.service.type': 'nodeport', 'kompose.service.nodeport.port': 30080 },
      })['Service/web']?.['spec'].ports[0].nodePort,
    ).toBe(30080));

  test.each([
    [
      { labels: { 'kompose.service.type': 'nodeport' } },
      'labels.kompose.service.type: found NodePort without ports: set "ports", or headless',
    ],
    [
      { labels: { 'kompose.service.expose': 'true' } },
      'labels.kompose.service.expose: has no port to expose: set "ports"',
    ],
    [
      { ports: ['80'], labels: { 'kompose.service.nodeport.port': '30080' } },
      'labels.kompose.service.nodeport.port: found it with 1 ports and service type ClusterIP, allowed is one port and kompose.service.type nodeport',
    ],
  ])('fails if it is %j', (service, sentence) =>
    expect(sentences(service)).toEqual([`chart/web: service "web": ${sentence}`]),
  );
});

describe('ingress', () => {
  test('hosts and paths lead to the first port', () =>
    expect(
      convert({
        ports: ['8080:80', '9090'],
        labels: {
          'kompose.service.expose': 'a.example.com/dev, B.example.com',
          'kompose.service.expose.tls-secret': 'tls',
          'kompose.service.expose.ingress-class-name': 'nginx',
        },
      })['Ingress/web']?.['spec'],
    ).toEqual({
      ingressClassName: 'nginx',
      rules: [
        {
          host: 'a.example.com',
          http: {
            paths: [
              {
                path: '/dev',
                pathType: 'Prefix',
                backend: { service: { name: 'web', port: { number: 8080 } } },
              },
            ],
          },
        },
        {
          host: 'b.example.com',
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: 'web', port: { number: 8080 } } },
              },
            ],
          },
        },
      ],
      tls: [{ hosts: ['a.example.com', 'b.example.com'], secretName: 'tls' }],
    }));

  test('"false" is none, and a wildcard is a host', () => {
    const rules = (expose: string) =>
      convert({ ports: ['80'], labels: { 'kompose.service.expose': expose } })['Ingress/web']?.['spec'].rules;
    expect(rules('false')).toBeUndefined();
    expect(rules('*.example.com')[0].host).toBe('*.example.com');
  });

  test('"true" is every host', () =>
    expect(
      convert({ ports: ['80'], labels: { 'kompose.service.expose': 'true' } })['Ingress/web']?.['spec'].rules[0].host,
    ).toBeUndefined());

  test('fails if TLS is configured without an Ingress', () =>
    expect(sentences({ ports: ['80'], labels: { 'kompose.service.expose.tls-secret': 'tls' } })).toEqual([
      'chart/web: service "web": labels.kompose.service.expose.tls-secret: requires kompose.service.expose: set that to "true" or to host names',
    ]));
});

describe('controllers', () => {
  test.each([
    ['Deployment', {}],
    ['DaemonSet', { deploy: { mode: 'global' } }],
    ['DaemonSet', { labels: { 'kompose.controller.type': 'daemonset' } }],
    ['StatefulSet', { labels: { 'kompose.controller.type': 'statefulset' } }],
    ['ReplicationController', { labels: { 'kompose.controller.type': 'replicationcontroller' } }],
    ['Pod', { restart: 'no' as const }],
    ['Pod', { restart: 'on-failure' as const }],
    ['Pod', { deploy: { restart_policy: { condition: 'none' } } }],
  ])('%s from %j', (kind, service) => expect(Object.keys(convert(service))).toContain(`${kind}/web`));

  test('a bare pod keeps its restart policy', () => {
    expect(convert({ restart: 'no' })['Pod/web']).toMatchObject({
      metadata: { labels: { 'io.kompose.service': 'web' } },
      spec: { restartPolicy: 'Never' },
    });
    expect(convert({ restart: 'on-failure' })['Pod/web']?.['spec'].restartPolicy).toBe('OnFailure');
  });

  test('a StatefulSet makes its claims from templates, and its Service is headless', () => {
    const objects = convert({
      ports: ['80'],
      volumes: ['data:/a'],
      labels: { 'kompose.controller.type': 'statefulset' },
    });
    expect(Object.keys(objects)).toEqual(['Service/web', 'StatefulSet/web']);
    expect(objects['Service/web']?.['spec'].clusterIP).toBe('None');
    expect(objects['StatefulSet/web']?.['spec']).toMatchObject({
      serviceName: 'web',
      volumeClaimTemplates: [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' } }],
    });
    expect(objects['StatefulSet/web']?.['spec'].template.spec.volumes).toBeUndefined();
  });

  test('a StatefulSet without volumes has no templates', () =>
    expect(
      convert({ labels: { 'kompose.controller.type': 'statefulset' } })['StatefulSet/web']?.['spec']
        .volumeClaimTemplates,
    ).toBeUndefined());

  test('updates roll according to update_config, and recreate where there are volumes', () => {
    const update = (service: Keys) => convert(service)['Deployment/web']?.['spec'].strategy;
    expect(update({ deploy: { update_config: { parallelism: 2, order: 'start-first' } } })).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 2, maxUnavailable: 0 },
    });
    expect(update({ deploy: { update_config: { parallelism: 3 } } })).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 0, maxUnavailable: 3 },
    });
    expect(update({ volumes: ['/a'] })).toEqual({ type: 'Recreate' });
  });

  test.each([
    [
      { restart: 'no' as const, deploy: { replicas: 2 } },
      'deploy.replicas: found 2, a bare Pod (restart "no") has no replicas: remove it',
    ],
    [
      { restart: 'no' as const, deploy: { mode: 'global' } },
      'restart: found "no", which creates a bare Pod without a controller: remove it, or the daemonset',
    ],
    [
      { deploy: { mode: 'global', replicas: 2 } },
      'deploy.replicas: found 2, a DaemonSet runs one pod on each node: remove it',
    ],
    [
      { volumes: ['/a'], deploy: { update_config: { parallelism: 3 } } },
      'deploy.update_config: found with volumes, which only one pod at a time can mount: remove it',
    ],
    [
      { restart: 'no' as const, deploy: { update_config: { parallelism: 1 } } },
      'deploy.update_config: found with a pod, allowed only with a Deployment: remove it',
    ],
    [
      { deploy: { mode: 'global' }, labels: { 'kompose.controller.type': 'deployment' } },
      'deploy.mode: found "global" beside the label kompose.controller.type "deployment": remove one',
    ],
    [
      { deploy: { mode: 'global', update_config: { parallelism: 1 } } },
      'deploy.update_config: found with a daemonset, allowed only with a Deployment: remove it',
    ],
  ])('fails if it is %j', (service, sentence) =>
    expect(sentences(service)).toEqual([`chart/web: service "web": ${sentence}`]),
  );
});

describe('probes', () => {
  test('labels ask over HTTP or TCP, at the times of the health check', () => {
    const liveness = 'kompose.service.healthcheck.liveness';
    expect(
      container({
        healthcheck: { interval: '10s' },
        labels: { [`${liveness}.http_get_path`]: '/live', [`${liveness}.http_get_port`]: 80 },
      }).livenessProbe,
    ).toEqual({ httpGet: { path: '/live', port: 80 }, periodSeconds: 10 });
    expect(container({ labels: { [`${liveness}.tcp_port`]: '80' } }).livenessProbe).toEqual({
      tcpSocket: { port: 80 },
    });
  });

  test('a disabled health check disables the one of the labels too', () =>
    expect(
      container({ healthcheck: { disable: true }, labels: { 'kompose.service.healthcheck.liveness.tcp_port': 80 } })
        .livenessProbe,
    ).toBeUndefined());

  test('readiness comes from labels alone', () => {
    const readiness = 'kompose.service.healthcheck.readiness';
    const probe = (labels: Record<string, string>) => container({ labels }).readinessProbe;
    const times = {
      [`${readiness}.interval`]: '5s',
      [`${readiness}.timeout`]: '1s',
      [`${readiness}.retries`]: '2',
      [`${readiness}.start_period`]: '3s',
    };
    expect(probe({ [`${readiness}.test`]: 'CMD curl -f "http://x y"', ...times })).toEqual({
      exec: { command: ['curl', '-f', 'http://x y'] },
      periodSeconds: 5,
      timeoutSeconds: 1,
      failureThreshold: 2,
      initialDelaySeconds: 3,
    });
    expect(probe({ [`${readiness}.test`]: 'CMD-SHELL a || b' })).toEqual({
      exec: { command: ['/bin/sh', '-c', 'a || b'] },
    });
    expect(probe({ [`${readiness}.tcp_port`]: '80' })).toEqual({ tcpSocket: { port: 80 } });
    expect(probe({ [`${readiness}.test`]: 'true', [`${readiness}.disable`]: 'true' })).toBeUndefined();
  });

  test.each([
    [{ healthcheck: { interval: '5s' } }, /healthcheck: has no handler/],
    [
      { healthcheck: { test: 'x' }, labels: { 'kompose.service.healthcheck.liveness.tcp_port': 80 } },
      /healthcheck\.test: found beside a label .*, a container has one liveness probe: remove one/,
    ],
    [
      {
        labels: {
          'kompose.service.healthcheck.liveness.tcp_port': 80,
          'kompose.service.healthcheck.liveness.http_get_path': '/',
          'kompose.service.healthcheck.liveness.http_get_port': 80,
        },
      },
      /found http_get_path and tcp_port, a probe has one handler: remove one/,
    ],
    [
      { labels: { 'kompose.service.healthcheck.liveness.http_get_path': '/' } },
      /http_get_path and http_get_port are required together/,
    ],
    [{ labels: { 'kompose.service.healthcheck.readiness.interval': '5s' } }, /has intervals but no handler/],
    [
      { labels: { 'kompose.service.healthcheck.readiness.tcp_port': 'x' } },
      /tcp_port: found "x", allowed is a whole number/,
    ],
    [
      { labels: { 'kompose.service.healthcheck.readiness.test': 'a "b' } },
      /readiness\.test: found .*, a quote is not closed/,
    ],
  ])('fails if it is %j', (service, sentence) => expect(sentences(service)[0]).toMatch(sentence));
});

describe('labels', () => {
  test('those of the pod reach it', () =>
    expect(
      pod({
        labels: {
          'kompose.serviceaccount-name': 'robot',
          'kompose.image-pull-secret': 'registry',
          'kompose.image-pull-policy': 'Never',
          'kompose.security-context.fsgroup': '2000',
        },
      }),
    ).toMatchObject({
      serviceAccountName: 'robot',
      imagePullSecrets: [{ name: 'registry' }],
      containers: [{ imagePullPolicy: 'Never' }],
      securityContext: { fsGroup: 2000 },
    }));

  test.each([
    [
      { 'kompose.service.typ': 'x' },
      /labels\.kompose\.service\.typ: unknown kompose label \(did you mean "kompose\.service\.type"\?\), allowed are kompose\.controller\.type, /,
    ],
    [{ 'kompose.service.group': 'x' }, /each service has its own pods/],
    [{ 'kompose.service.type': 'extern' }, /found "extern", allowed are clusterip, headless, loadbalancer, nodeport/],
    [
      { 'kompose.controller.type': 'job' },
      /found "job", allowed are daemonset, deployment, replicationcontroller, statefulset/,
    ],
    [{ 'kompose.image-pull-policy': 'always' }, /found "always", allowed are Always, IfNotPresent, Never/],
    [{ 'kompose.service.expose': 'a_b.com' }, /kompose\.service\.expose: found "a_b\.com", allowed are/],
    [{ 'kompose.volume.size': '10GB' }, /found "10GB", allowed is a Kubernetes quantity/],
    [{ 'kompose.serviceaccount-name': 'My robot' }, /found "My robot", allowed are up to 253/],
    [{ 'kompose.volume.subpath': '/a' }, /found "\/a", a path inside a volume is relative/],
    [{ 'kompose.volume.size': '0' }, /found "0", allowed is a Kubernetes quantity/],
  ])('fails if they are %j', (labels, sentence) => expect(sentences({ labels })[0]).toMatch(sentence));
});

test('annotations of kompose are written as it writes them, or none at all', () => {
  const labels = { team: 'a', 'kompose.image-pull-policy': 'Never' };
  const annotations = (komposeAnnotations: KomposeServiceProps['komposeAnnotations']) =>
    convert({ labels }, { komposeAnnotations })['Deployment/web']?.metadata['annotations'];
  expect(annotations({ cmd: './kompose convert' })).toEqual({
    ...labels,
    'kompose.cmd': './kompose convert',
    'kompose.version': '1.26.1 (a9d05d509)',
  });
  expect(annotations(false)).toEqual({ team: 'a' });
});

test('the service has the last word over the security that its pod is held to', () => {
  const spec = pod({ user: '5:6', cap_add: ['NET_BIND_SERVICE'] }, { podSecurity: restricted({ user: 1000 }) });
  expect(spec.securityContext).toEqual({
    runAsNonRoot: true,
    runAsUser: 1000,
    runAsGroup: 1000,
    fsGroup: 1000,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  expect(spec.containers[0].securityContext).toEqual({
    allowPrivilegeEscalation: false,
    capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
    readOnlyRootFilesystem: true,
    runAsUser: 5,
    runAsGroup: 6,
  });
});

test('fails if a file of variables has no folder to start from', () =>
  expect(sentences({ env_file: 'web.env' })).toEqual([
    'chart/web: service "web": env_file[0]: found "web.env", a relative path requires a base folder: set "directory" of the construct',
  ]));

test('fails if the service asks for more than the security that its pod is held to', () =>
  expect(
    sentences({ user: '0', privileged: true, cap_add: ['SYS_ADMIN'] }, { podSecurity: restricted({ user: 1000 }) }),
  ).toEqual([
    'chart/web: service "web": user: found root, which the Pod Security Standard of the pod forbids: remove it, or disable the standard for the pod',
    'chart/web: service "web": privileged: found true, which the Pod Security Standard of the pod forbids: remove it, or disable the standard for the pod',
    'chart/web: service "web": cap_add: found SYS_ADMIN, which the Pod Security Standard of the pod forbids: remove it, or disable the standard for the pod',
  ]));

test('names are made fit for Kubernetes, or refused', () => {
  expect(sentences({ container_name: '-x' })[0]).toMatch(/container_name: found "-x", allowed are/);
  expect(sentences({ volumes: ['a.:/c'], networks: ['-n'] })).toEqual([
    expect.stringMatching(/volumes\[0\]: found "a-"/),
    expect.stringMatching(/networks: found "-n"/),
  ]);
  expect(Object.keys(convert({}, { name: 'My_web.app' }))).toEqual(['Deployment/my-web-app']);
  expect(sentences({}, { name: '9lives' })).toEqual([
    'chart/web: service "9lives": found "9lives", allowed are up to 63 lower-case letters, digits and "-", starting with a letter and ending with a letter or digit: rename it',
  ]);
});

test('an endpoint is where a port of the container is published', () => {
  render((scope) => {
    const service = new KomposeService(scope, 'web', {
      service: { image: 'nginx', ports: ['8080:80', '9090'] },
    });
    expect([service.endpoint().address, service.endpoint(9090).address]).toEqual(['web:8080', 'web:9090']);
    expect(sentencesOf(() => service.endpoint(8080))).toEqual([
      'chart/web: publishes no port 8080 of its container, only: 80, 9090',
    ]);
  });
});
