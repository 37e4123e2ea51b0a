import type { WorkloadProps } from '../../../../lib/constructs/workload/props';
import { IntOrString } from '../../../../lib/values/k8s';
import { SecretKey } from '../../../../lib/values/secret-key';
import { objectAt } from '../../../objects';
import { sentencesOf } from '../../../sentences';
import { labelsOf, selectorOf } from '../example-system';
import { container, deployment, pod, statefulSet, writer } from './writer';

describe('a Deployment', () => {
  test('is one pod of its image, and a Service', () =>
    expect(writer()).toEqual({
      'Deployment/prod-loki-writer': {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'prod-loki-writer', namespace: 'logs', labels: labelsOf('writer') },
        spec: {
          replicas: 1,
          selector: { matchLabels: selectorOf('writer') },
          template: {
            metadata: { labels: selectorOf('writer') },
            spec: {
              serviceAccountName: 'prod-loki',
              affinity: expect.anything(),
              containers: [
                {
                  name: 'write',
                  image: 'loki:1',
                  imagePullPolicy: 'IfNotPresent',
                  args: ['-target=write'],
                  ports: [{ name: 'http', containerPort: 3100, protocol: 'TCP' }],
                },
              ],
            },
          },
        },
      },
      'Service/prod-loki-writer': {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'prod-loki-writer', namespace: 'logs', labels: labelsOf('writer') },
        spec: {
          type: 'ClusterIP',
          ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }],
          selector: selectorOf('writer'),
        },
      },
    }));

  test('takes its own strategy and not that of a StatefulSet', () => {
    const { spec } = deployment({
      replicas: 4,
      strategy: { type: 'Recreate' },
      updateStrategy: { type: 'OnDelete' },
      podManagementPolicy: 'Parallel',
      minReadySeconds: 5,
      revisionHistoryLimit: 3,
    });
    expect(spec).toMatchObject({
      replicas: 4,
      strategy: { type: 'Recreate' },
      minReadySeconds: 5,
      revisionHistoryLimit: 3,
    });
    expect(spec).not.toHaveProperty('updateStrategy');
    expect(spec).not.toHaveProperty('podManagementPolicy');
  });
});

describe('a StatefulSet', () => {
  const services = [
    { ports: [{ name: 'http', port: 80 }] },
    { suffix: 'headless', headless: true, ports: [{ name: 'http', port: 80 }] },
  ];

  test('takes its own strategy and not that of a Deployment', () => {
    const { spec } = statefulSet({
      replicas: 2,
      strategy: { type: 'Recreate' },
      updateStrategy: { type: 'OnDelete' },
      podManagementPolicy: 'Parallel',
    });
    expect(spec).toMatchObject({
      replicas: 2,
      updateStrategy: { type: 'OnDelete' },
      podManagementPolicy: 'Parallel',
      selector: { matchLabels: selectorOf('writer') },
    });
    expect(spec).not.toHaveProperty('strategy');
  });

  test.each([
    ['its first Service', { services }, 'prod-loki-writer'],
    ['the one that is named', { services, governingService: 'prod-loki-all' }, 'prod-loki-all'],
    ['its first Service by its suffix', { services: services.slice(1) }, 'prod-loki-writer-headless'],
  ])('is named by %s', (_, definition, serviceName) =>
    expect(statefulSet({}, definition)['spec'].serviceName).toBe(serviceName),
  );
});

describe('Services', () => {
  const specOf = (props: WorkloadProps, service: Parameters<typeof withService>[1]) =>
    objectAt(withService(props, service), 'Service/prod-loki-writer')['spec'];
  const withService = (
    props: WorkloadProps,
    service: { readonly headless?: boolean; readonly publishNotReadyAddresses?: boolean },
  ) =>
    writer(props, {
      services: [
        {
          ports: [
            { name: 'http', port: 80, targetPort: 3100 },
            { name: 'grpc', port: 9095, targetPort: 'rpc' },
          ],
          ...service,
        },
      ],
    });

  test('lead to a port by its number or by its name', () =>
    expect(specOf({}, {}).ports).toEqual([
      { name: 'http', port: 80, targetPort: 3100, protocol: 'TCP' },
      { name: 'grpc', port: 9095, targetPort: 'rpc', protocol: 'TCP' },
    ]));

  test('use TCP by default', () => {
    const objects = writer(
      {},
      {
        services: [
          {
            ports: [
              { name: 'thrift', port: 6831, protocol: 'UDP' },
              { name: 'dns', port: 53, protocol: 'TCP' },
              { name: 'http', port: 80 },
            ],
          },
        ],
      },
    );
    expect(
      objectAt(objects, 'Service/prod-loki-writer')['spec'].ports.map(({ protocol }: { protocol: string }) => protocol),
    ).toEqual(['UDP', 'TCP', 'TCP']);
  });

  test('have one address unless they are headless', () => {
    expect(specOf({}, {})).not.toHaveProperty('clusterIP');
    expect(specOf({}, { headless: false })).not.toHaveProperty('clusterIP');
    expect(specOf({}, { headless: true })).toMatchObject({ type: 'ClusterIP', clusterIP: 'None' });
  });

  test('include pods that are not ready only if configured', () => {
    expect(specOf({}, {})).not.toHaveProperty('publishNotReadyAddresses');
    expect(specOf({}, { publishNotReadyAddresses: true }).publishNotReadyAddresses).toBe(true);
  });

  test('set the application protocol of the ports that have one', () => {
    const { ports } = specOf({ appProtocols: { grpc: 'tcp', other: 'http' } }, {});
    expect(ports[0]).not.toHaveProperty('appProtocol');
    expect(ports[1]).toMatchObject({ name: 'grpc', appProtocol: 'tcp' });
    expect(ports).toHaveLength(2);
  });

  test('have labels and annotations of their own, but never lose the standard ones', () => {
    const objects = writer(
      {
        serviceLabels: { team: 'a', tier: 'b', 'app.kubernetes.io/name': 'x' },
        serviceAnnotations: { why: 'because' },
      },
      { services: [{ ports: [], labels: { tier: 'own' } }] },
    );
    expect(objectAt(objects, 'Service/prod-loki-writer').metadata).toMatchObject({
      labels: { ...labelsOf('writer'), team: 'a', tier: 'own' },
      annotations: { why: 'because' },
    });
    expect(objectAt(objects, 'Deployment/prod-loki-writer').metadata).toEqual({
      name: 'prod-loki-writer',
      namespace: 'logs',
      labels: labelsOf('writer'),
    });
  });

  test('can be several, each with its own fields', () => {
    const objects = writer(
      {},
      {
        services: [
          { ports: [{ name: 'http', port: 80 }], spec: { type: 'NodePort', sessionAffinity: 'ClientIP' } },
          { suffix: 'headless', headless: true, ports: [{ name: 'http', port: 81 }] },
        ],
      },
    );
    expect(objects['Service/prod-loki-writer']?.['spec']).toMatchObject({
      type: 'NodePort',
      sessionAffinity: 'ClientIP',
      ports: [{ port: 80 }],
    });
    expect(objects['Service/prod-loki-writer-headless']?.['spec']).toMatchObject({
      type: 'ClusterIP',
      clusterIP: 'None',
      ports: [{ port: 81 }],
      selector: selectorOf('writer'),
    });
  });

  test('may be none', () => expect(Object.keys(writer({}, { services: [] }))).toEqual(['Deployment/prod-loki-writer']));

  test('fail if the suffix makes no name', () =>
    expect(sentencesOf(() => writer({}, { services: [{ suffix: 'Head_less', ports: [] }] }))).toEqual([
      expect.stringMatching(/found "prod-loki-writer-Head_less", allowed are/),
    ]));
});

describe('the variables of the main container', () => {
  test('are texts, keys of Secrets or any other source, in the order in which they were given', () =>
    expect(
      container({
        env: {
          B: 'text',
          EMPTY: '',
          A: new SecretKey('credentials', 'password'),
          NODE: { fieldRef: { fieldPath: 'spec.nodeName' } },
        },
      }).env,
    ).toEqual([
      { name: 'B', value: 'text' },
      { name: 'EMPTY', value: '' },
      { name: 'A', valueFrom: { secretKeyRef: { name: 'credentials', key: 'password' } } },
      { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ]));

  test('may be those of a whole ConfigMap', () =>
    expect(container({ envFrom: [{ configMapRef: { name: 'settings' } }] }).envFrom).toEqual([
      { configMapRef: { name: 'settings' } },
    ]));

  test('fail if they have a name that none can have', () =>
    expect(sentencesOf(() => writer({ env: { '1A': 'x' } }))).toEqual([
      expect.stringMatching(/found "1A", allowed are/),
    ]));
});

describe('probes', () => {
  const httpGet = { path: '/ready', port: IntOrString.fromString('http') };

  test.each(['livenessProbe', 'readinessProbe', 'startupProbe'] as const)('%s is taken, or taken away', (name) => {
    expect(container({ [name]: { httpGet, periodSeconds: 7 } })[name]).toEqual({
      httpGet: { path: '/ready', port: 'http' },
      periodSeconds: 7,
    });
    expect(container({ [name]: false })).not.toHaveProperty(name);
    expect(container()).not.toHaveProperty(name);
  });
});

describe('the pod', () => {
  test('has the entries of the workload before those of its user', () => {
    const { containers, initContainers, volumes } = pod(
      {
        extraArgs: ['-log.level=debug'],
        command: ['/run'],
        imagePullPolicy: 'Always',
        lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
        resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: 1024 } },
        containerSecurityContext: { readOnlyRootFilesystem: true },
        volumes: [{ name: 'extra', emptyDir: {} }],
        volumeMounts: [{ name: 'extra', mountPath: '/extra' }],
        containers: [{ name: 'beside', image: 'b' }],
        initContainers: [{ name: 'before', image: 'c' }],
      },
      {
        main: { name: 'write', args: ['-x'], ports: [], volumeMounts: [{ name: 'config', mountPath: '/etc/loki' }] },
        volumes: [{ name: 'config', configMap: { name: 'loki' } }],
        data: { volume: 'data', mountPath: '/var/loki' },
        sidecars: [{ name: 'exporter', image: 'e' }],
      },
    );
    expect(containers.map(({ name }: { name: string }) => name)).toEqual(['write', 'exporter', 'beside']);
    expect(containers[0]).toMatchObject({
      imagePullPolicy: 'Always',
      command: ['/run'],
      args: ['-x', '-log.level=debug'],
      lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
      resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '1024' } },
      securityContext: { readOnlyRootFilesystem: true },
      volumeMounts: [
        { name: 'config', mountPath: '/etc/loki' },
        { name: 'data', mountPath: '/var/loki' },
        { name: 'extra', mountPath: '/extra' },
      ],
    });
    expect(initContainers).toEqual([{ name: 'before', image: 'c' }]);
    expect(volumes).toEqual([
      { name: 'config', configMap: { name: 'loki' } },
      { name: 'data', emptyDir: {} },
      { name: 'extra', emptyDir: {} },
    ]);
  });

  test('has props of its own', () =>
    expect(
      pod({
        imagePullSecrets: ['a', 'b'],
        enableServiceLinks: false,
        priorityClassName: 'high',
        podSecurityContext: { runAsUser: 7 },
        terminationGracePeriodSeconds: 77,
        hostAliases: [{ ip: '10.0.0.1', hostnames: ['h'] }],
        dnsConfig: { options: [{ name: 'ndots', value: '1' }] },
        nodeSelector: { pool: 'logs' },
        tolerations: [{ key: 'dedicated', operator: 'Exists' }],
      }),
    ).toMatchObject({
      imagePullSecrets: [{ name: 'a' }, { name: 'b' }],
      enableServiceLinks: false,
      priorityClassName: 'high',
      securityContext: { runAsUser: 7 },
      terminationGracePeriodSeconds: 77,
      hostAliases: [{ ip: '10.0.0.1', hostnames: ['h'] }],
      dnsConfig: { options: [{ name: 'ndots', value: '1' }] },
      nodeSelector: { pool: 'logs' },
      tolerations: [{ key: 'dedicated', operator: 'Exists' }],
    }));

  test('leaves out lists that are empty', () =>
    expect(
      Object.keys(
        pod({ tolerations: [], hostAliases: [], initContainers: [], volumes: [], topologySpread: [] }),
      ).sort(),
    ).toEqual(['affinity', 'containers', 'serviceAccountName']));

  test('keeps the labels by which it is found, whatever else it is labelled with', () => {
    const { spec, metadata } = deployment({
      labels: { team: 'a', 'app.kubernetes.io/component': 'x' },
      annotations: { of: 'object' },
      podLabels: { tier: 'b', 'app.kubernetes.io/component': 'x' },
      podAnnotations: { of: 'pod' },
    });
    expect(metadata).toMatchObject({
      labels: { ...labelsOf('writer'), team: 'a' },
      annotations: { of: 'object' },
    });
    expect(spec.template.metadata).toEqual({
      labels: { ...selectorOf('writer'), tier: 'b' },
      annotations: { of: 'pod' },
    });
    expect(spec.selector.matchLabels).toEqual(selectorOf('writer'));
  });
});

describe('the service account', () => {
  const nameIn = (props: WorkloadProps) => pod(props).serviceAccountName;
  const accountsIn = (props: WorkloadProps) =>
    Object.keys(writer(props)).filter((key) => key.startsWith('ServiceAccount/'));

  test('is that of the installation, unless there is one of its own', () => {
    expect(nameIn({})).toBe('prod-loki');
    expect(accountsIn({})).toEqual([]);
  });

  test('of its own is named after the workload, and made', () => {
    const props: WorkloadProps = {
      serviceAccount: {
        annotations: { role: 'arn' },
        labels: { team: 'a', 'app.kubernetes.io/name': 'x' },
        imagePullSecrets: ['registry'],
      },
    };
    expect(nameIn(props)).toBe('prod-loki-writer');
    expect(writer(props)['ServiceAccount/prod-loki-writer']).toEqual({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        name: 'prod-loki-writer',
        namespace: 'logs',
        labels: { ...labelsOf('writer'), team: 'a' },
        annotations: { role: 'arn' },
      },
      automountServiceAccountToken: true,
      imagePullSecrets: [{ name: 'registry' }],
    });
  });

  test('may have another name, and keep its token to itself', () => {
    const props: WorkloadProps = { serviceAccount: { name: 'own', automountToken: false } };
    expect(nameIn(props)).toBe('own');
    expect(writer(props)['ServiceAccount/own']?.['automountServiceAccountToken']).toBe(false);
  });

  test('that exists is used and not made', () => {
    const props: WorkloadProps = { serviceAccount: { create: false, name: 'existing' } };
    expect(nameIn(props)).toBe('existing');
    expect(accountsIn(props)).toEqual([]);
  });

  test('fails if its name is none', () =>
    expect(sentencesOf(() => writer({ serviceAccount: { name: 'Own_Account' } }))).toEqual([
      expect.stringMatching(/found "Own_Account", allowed are/),
    ]));
});

test('the mistakes of a workload are named at once, and led by its place', () =>
  expect(
    sentencesOf(() =>
      writer({
        autoscaling: { minReplicas: 5, maxReplicas: 2 },
        persistence: { claims: [{ name: 'data', size: '1Gi' }] },
      }),
    ),
  ).toEqual([
    'chart/writer: persistence.claims: found with 2 replicas of a Deployment, which would share the claims: use a StatefulSet',
    'chart/writer: autoscaling: found minReplicas 5 above maxReplicas 2: raise maxReplicas, or lower minReplicas',
  ]));
