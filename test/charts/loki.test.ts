import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Testing } from 'cdk8s';
import { parse } from 'yaml';
import { LOKI_2_9, LOKI_3_7, Loki, type LokiProps, type LokiRole } from '../../charts/loki';
import { ROLES } from '../../charts/loki/roles';
import { keysOf } from '../../lib/constructs/microservice/role-table';
import type { WorkloadProps } from '../../lib/constructs/workload/props';
import { Ring } from '../../lib/model/ring/ring';
import { Endpoint } from '../../lib/values/endpoint';
import { IntOrString } from '../../lib/values/k8s';
import { ObjectStorage } from '../../lib/values/object-storage';
import { SecretKey } from '../../lib/values/secret-key';
import { type KubernetesObject, objectAt, objectsOf, podOf } from '../objects';
import { complaintsOf, sentencesOf } from '../sentences';

const required = {
  namespace: 'logs',
  storage: ObjectStorage.filesystem({ directory: '/var/loki/chunks' }),
  schema: [{ from: '2024-01-01' }],
} as const satisfies LokiProps;
const loki = (props: Partial<LokiProps> = {}): Loki => new Loki(Testing.app(), 'loki', { ...required, ...props });
const objectsWith = (props: Partial<LokiProps> = {}) => objectsOf(loki(props));
const fullName = 'loki-loki-distributed';
const namesOf = (objects: Readonly<Record<string, KubernetesObject>>, kind: string): string[] =>
  Object.keys(objects)
    .filter((key) => key.startsWith(`${kind}/`))
    .map((key) => key.slice(kind.length + 1).replace(`${fullName}-`, ''));

describe('by default', () => {
  const chart = loki();
  const objects = objectsOf(chart);

  test('makes the roles of the write and the read path', () => {
    expect(namesOf(objects, 'Deployment')).toEqual(['distributor', 'query-frontend', 'gateway']);
    expect(namesOf(objects, 'StatefulSet')).toEqual(['ingester', 'querier', 'compactor']);
    expect(namesOf(objects, 'Service')).toEqual([
      'memberlist',
      'distributor',
      'ingester',
      'ingester-headless',
      'querier',
      'querier-headless',
      'query-frontend',
      'query-frontend-headless',
      'compactor',
      'compactor-headless',
      'gateway',
    ]);
  });

  test('tells others where it is', () => {
    expect(chart.push.url).toBe('http://loki-loki-distributed-gateway.logs/loki/api/v1/push');
    expect(chart.query.url).toBe('http://loki-loki-distributed-gateway.logs');
    expect(chart.datasource()).toMatchObject({ type: 'loki', uid: 'loki', url: chart.query.url, jsonData: {} });
  });

  test('meets the Pod Security level "restricted"', () => {
    for (const name of ['Deployment/loki-loki-distributed-gateway', 'StatefulSet/loki-loki-distributed-ingester']) {
      expect(podOf(objects, name)).toMatchObject({
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [{ securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true } }],
      });
    }
  });

  test('every member of the ring is found by the gossip Service, ready or not', () => {
    const { selector, clusterIP, publishNotReadyAddresses } = objectAt(objects, `Service/${fullName}-memberlist`)[
      'spec'
    ];
    expect({ clusterIP, publishNotReadyAddresses }).toEqual({ clusterIP: 'None', publishNotReadyAddresses: true });
    for (const role of ['StatefulSet/loki-loki-distributed-querier', 'StatefulSet/loki-loki-distributed-ingester']) {
      expect(objects[role]?.['spec'].template.metadata.labels).toMatchObject(selector);
    }
    expect(chart.config.memberlist).toEqual({ join_members: [`${fullName}-memberlist`] });
  });
});

/** All that can be said of a role, at once. */
const everything: Required<
  Omit<WorkloadProps, 'replicas' | 'persistence' | 'strategy' | 'updateStrategy' | 'podManagementPolicy' | 'affinity'>
> = {
  autoscaling: { minReplicas: 2, maxReplicas: 9, targetMemoryUtilizationPercentage: 80 },
  disruptionBudget: { minAvailable: '50%' },
  minReadySeconds: 5,
  revisionHistoryLimit: 3,
  image: { repository: 'example.com/loki' },
  imagePullPolicy: 'Always',
  imagePullSecrets: ['registry'],
  command: ['/loki'],
  extraArgs: ['-log.level=debug'],
  env: { PLAIN: 'a', SECRET: new SecretKey('s', 'k') },
  envFrom: [{ configMapRef: { name: 'settings' } }],
  resources: { requests: { cpu: 0.5, memory: '1Gi' }, limits: { memory: '2Gi' } },
  livenessProbe: false,
  readinessProbe: { httpGet: { path: '/ready', port: IntOrString.fromString('http') }, periodSeconds: 3 },
  startupProbe: { httpGet: { path: '/ready', port: IntOrString.fromString('http') }, failureThreshold: 60 },
  lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
  podSecurityContext: { runAsUser: 7 },
  containerSecurityContext: { runAsNonRoot: true },
  antiAffinity: { hosts: 'preferred', zones: 'none', zoneLabel: 'zone' },
  topologySpread: [{ topologyKey: 'topology.kubernetes.io/zone', maxSkew: 2 }],
  tolerations: [{ key: 'dedicated', operator: 'Exists' }],
  nodeSelector: { pool: 'logs' },
  priorityClassName: 'high',
  schedulerName: 'own',
  terminationGracePeriodSeconds: 77,
  hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }],
  dnsConfig: { options: [{ name: 'ndots', value: '1' }] },
  enableServiceLinks: false,
  volumes: [{ name: 'extra', emptyDir: {} }],
  volumeMounts: [{ name: 'extra', mountPath: '/extra' }],
  containers: [{ name: 'sidecar', image: 'b' }],
  initContainers: [{ name: 'first', image: 'c' }],
  labels: { team: 'logs' },
  annotations: { why: 'because' },
  podLabels: { pod: 'label' },
  podAnnotations: { pod: 'annotation' },
  service: { labels: { own: 'label' }, annotations: { own: 'annotation' } },
  serviceLabels: { service: 'label' },
  serviceAnnotations: { service: 'annotation' },
  appProtocols: { grpc: 'tcp' },
  serviceAccount: { annotations: { role: 'own' } },
};

/** Roles that a role does not run without. */
const COMPANIONS: Partial<Record<LokiRole, object>> = {
  'bloom-planner': { bloomBuilder: {} },
  'bloom-builder': { bloomPlanner: {} },
  'bloom-gateway': { indexGateway: {} },
};

describe.each(keysOf(ROLES))('the %s', (role) => {
  const { prop } = ROLES[role];
  const isOf29 = LOKI_2_9.traits.lacks.every((lacked) => lacked !== prop);
  const { version } = isOf29 ? LOKI_2_9 : LOKI_3_7;
  const image = { repository: 'example.com/loki', tag: `${version}-own` };
  /** With a release that has the role. */
  const objectsWith = (props: object) =>
    objectsOf(
      isOf29
        ? new Loki(Testing.app(), 'loki', { ...required, ...props })
        : new Loki(Testing.app(), 'loki', {
            ...required,
            schema: [{ from: '2024-01-01' }],
            version: LOKI_3_7,
            ...props,
          }),
    );
  // Whatever may be said is said here, be it wise or not.
  const found = ['ring/autoscaled-data', 'ring/disruption-budget'].map((id) => ({ id, reason: 'it is asked for' }));
  const accepts = role === 'ingester' ? found : [];
  const objects = objectsWith({ ...COMPANIONS[role], [prop]: { ...everything, image }, accepts });
  const name = `${fullName}-${role}`;
  const controller = [`Deployment/${name}`, `StatefulSet/${name}`].find((key) => objects[key]) ?? 'none';
  const pod = podOf(objects, controller);
  const container = pod.containers[0];

  test('runs its own target of the one program', () => {
    expect(container).toMatchObject({ name: role, image: `example.com/loki:${version}-own` });
    expect(container.args).toEqual([
      '-config.file=/etc/loki/config/config.yaml',
      `-target=${role}`,
      '-log.level=debug',
    ]);
  });

  test('accepts all props of a pod', () => {
    expect(pod).toMatchObject({
      serviceAccountName: name,
      imagePullSecrets: [{ name: 'registry' }],
      priorityClassName: 'high',
      securityContext: { runAsUser: 7 },
      terminationGracePeriodSeconds: 77,
      tolerations: [{ key: 'dedicated' }],
      nodeSelector: { pool: 'logs' },
      initContainers: [{ name: 'first' }],
      hostAliases: [{ ip: '10.0.0.1' }],
      dnsConfig: { options: [{ name: 'ndots' }] },
      enableServiceLinks: false,
      topologySpreadConstraints: [{ topologyKey: 'topology.kubernetes.io/zone', maxSkew: 2 }],
    });
    expect(pod.affinity.podAntiAffinity).toEqual({
      preferredDuringSchedulingIgnoredDuringExecution: [
        expect.objectContaining({
          podAffinityTerm: expect.objectContaining({ topologyKey: 'kubernetes.io/hostname' }),
        }),
      ],
    });
    expect(container).toMatchObject({
      command: ['/loki'],
      imagePullPolicy: 'Always',
      resources: { requests: { cpu: '0.5', memory: '1Gi' }, limits: { memory: '2Gi' } },
      readinessProbe: { periodSeconds: 3 },
      startupProbe: { failureThreshold: 60 },
      lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
      securityContext: { runAsNonRoot: true },
      env: [
        { name: 'PLAIN', value: 'a' },
        { name: 'SECRET', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
      ],
      envFrom: [{ configMapRef: { name: 'settings' } }],
    });
    expect(container.livenessProbe).toBeUndefined();
    expect(pod.containers[1].name).toBe('sidecar');
    expect(pod.volumes).toContainEqual({ name: 'extra', emptyDir: {} });
    expect(container.volumeMounts).toContainEqual({ name: 'extra', mountPath: '/extra' });
  });

  test('has an autoscaler, and then no other replica count', () => {
    expect(objects[controller]?.['spec'].replicas).toBeUndefined();
    expect(objects[`HorizontalPodAutoscaler/${name}`]?.['spec']).toMatchObject({
      scaleTargetRef: { kind: controller.split('/')[0], name },
      minReplicas: 2,
      maxReplicas: 9,
      metrics: [{ resource: { name: 'memory' } }],
    });
    expect(objects[`PodDisruptionBudget/${name}`]?.['spec'].minAvailable).toBe('50%');
  });

  test('labels and annotations go where they are said to go', () => {
    const { metadata, spec } = objects[controller] ?? { metadata: undefined, spec: undefined };
    expect(metadata).toMatchObject({ labels: { team: 'logs' }, annotations: { why: 'because' } });
    expect(spec.template.metadata).toMatchObject({ labels: { pod: 'label' }, annotations: { pod: 'annotation' } });
    expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels);
    const service = objects[`Service/${name}`];
    expect(service?.metadata).toMatchObject({
      labels: { service: 'label', own: 'label' },
      annotations: { service: 'annotation', own: 'annotation' },
    });
    expect(service?.['spec'].ports).toContainEqual(
      expect.objectContaining({ name: expect.stringMatching(/^grpc/), appProtocol: 'tcp' }),
    );
    expect(objects[`ServiceAccount/${name}`]?.metadata['annotations']).toEqual({ role: 'own' });
  });

  test('is away when it is switched off', () => {
    // Whoever runs without a compactor says where another one is.
    const config = { common: { compactor_address: 'http://compactor.example.org' } };
    const accepts =
      'failsWithout' in ROLES[role] ? [{ id: 'availability/missing-role', reason: 'it runs elsewhere' }] : [];
    const left = Object.keys(objectsWith({ config, accepts, [prop]: false }));
    expect(left.filter((key) => key.includes(`-${role}`))).toEqual([]);
  });
});

test('a StatefulSet is named by a headless Service that exists', () => {
  const objects = objectsWith({
    querier: { persistence: { claims: [{ size: '1Gi' }] } },
    compactor: {},
    indexGateway: {},
  });
  const sets = Object.values(objects).filter(({ kind }) => kind === 'StatefulSet');
  expect(sets.map(({ metadata }) => metadata.name.replace(`${fullName}-`, ''))).toEqual([
    'ingester',
    'querier',
    'compactor',
    'index-gateway',
  ]);
  for (const { spec } of sets) expect(objects[`Service/${spec.serviceName}`]?.['spec'].clusterIP).toBe('None');
});

test('immutable fields are those of the Helm chart', () => {
  const objects = objectsWith({ ruler: { kind: 'StatefulSet' }, queryScheduler: {} });
  const ruler = objectAt(objects, `StatefulSet/${fullName}-ruler`)['spec'];
  expect(ruler.serviceName).toBe(`${fullName}-ruler`);
  expect(ruler).not.toHaveProperty('podManagementPolicy');
  expect(objectAt(objects, `Service/${fullName}-ruler`)['spec'].clusterIP).toBe('None');
  expect(objects).not.toHaveProperty([`Service/${fullName}-ruler-headless`]);
  expect(objectAt(objects, `Service/${fullName}-query-scheduler`)['spec']).toMatchObject({
    clusterIP: 'None',
    ports: [
      { name: 'http', port: 3100 },
      { name: 'grpclb', port: 9095, targetPort: 'grpc' },
    ],
  });
  expect(objectAt(objects, `Deployment/${fullName}-query-scheduler`)['spec'].replicas).toBe(2);
  expect(objectAt(objects, `PodDisruptionBudget/${fullName}-query-scheduler`)['spec'].maxUnavailable).toBe(1);
});

test.each<[string, Partial<LokiProps>, string]>([
  ['by itself', {}, 'StatefulSet'],
  ['with an index gateway, which downloads the index for it', { indexGateway: {} }, 'Deployment'],
  ['with claims', { indexGateway: {}, querier: { persistence: { claims: [{ size: '1Gi' }] } } }, 'StatefulSet'],
  ['as it is asked for', { querier: { kind: 'Deployment' } }, 'Deployment'],
])('the kind of the querier is that of the Helm chart: %s', (_, props, kind) =>
  expect(Object.keys(objectsWith(props)).filter((key) => key.endsWith(`t/${fullName}-querier`))).toEqual([
    `${kind}/${fullName}-querier`,
  ]),
);

test('a role that Loki lets run either way does', () => {
  const objects = objectsWith({
    ingester: { kind: 'Deployment' },
    ruler: { kind: 'StatefulSet', persistence: { claims: [{ size: '5Gi' }] } },
    compactor: { kind: 'Deployment', persistence: { claims: [{ size: '5Gi' }] } },
  });
  expect(namesOf(objects, 'Deployment')).toEqual(expect.arrayContaining(['ingester', 'compactor']));
  expect(namesOf(objects, 'StatefulSet')).toEqual(['querier', 'ruler']);
  expect(namesOf(objects, 'PersistentVolumeClaim')).toEqual([`data-${fullName}-compactor`.replace(`${fullName}-`, '')]);
});

describe('the compactor', () => {
  test('has a folder to work in, on a volume', () => {
    const chart = loki({ compactor: {} });
    const { volumeMounts } = podOf(objectsOf(chart), `StatefulSet/${fullName}-compactor`).containers[0];
    const folder = chart.config.compactor?.working_directory ?? '';
    expect(volumeMounts.some(({ mountPath }: { mountPath: string }) => folder.startsWith(`${mountPath}/`))).toBe(true);
  });
});

describe('the configuration', () => {
  test("is the user's over that of the roles: maps merge, lists replace", () => {
    const { config } = loki({
      config: { limits_config: { retention_period: '30d' }, memberlist: { join_members: ['elsewhere'] } },
    });
    expect(config.limits_config).toMatchObject({ retention_period: '30d', split_queries_by_interval: '15m' });
    expect(config.memberlist?.join_members).toEqual(['elsewhere']);
  });

  test('has no configuration of roles that do not run', () => {
    const { config } = loki({ compactor: false });
    for (const key of ['ruler', 'compactor', 'table_manager', 'query_scheduler', 'index_gateway']) {
      expect(config).not.toHaveProperty(key);
    }
  });

  test('rolls the pods when it changes, and the file that is read again does not', () => {
    const hashes = (props: Partial<LokiProps>) =>
      objectsWith(props)[`StatefulSet/${fullName}-querier`]?.['spec'].template.metadata.annotations['checksum/config'];
    expect(hashes({ config: { querier: { max_concurrent: 5 } } })).not.toBe(hashes({}));
    expect(hashes({ runtimeConfig: { overrides: { a: { max_line_size: '1KB' } } } })).toBe(hashes({}));
  });

  test('decides the ports of processes, Services and addresses', () => {
    const objects = objectsWith({ config: { server: { http_listen_port: 3200, grpc_listen_port: 9195 } } });
    const { ports } = podOf(objects, `StatefulSet/${fullName}-querier`).containers[0];
    expect(ports).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'http', containerPort: 3200 }),
        expect.objectContaining({ name: 'grpc', containerPort: 9195 }),
      ]),
    );
    const config = parse(objects[`ConfigMap/${fullName}`]?.['data']['config.yaml']);
    expect(config.frontend_worker.frontend_address).toBe(`${fullName}-query-frontend-headless:9195`);
    expect(config.frontend.tail_proxy_url).toBe(`http://${fullName}-querier:3200`);
    expect(objects[`ConfigMap/${fullName}-gateway`]?.['data']['nginx.conf']).toContain(':3200$request_uri');
  });

  test('may be a Secret that exists', () => {
    const objects = objectsWith({ existingSecretForConfig: 'own-config' });
    expect(objects[`ConfigMap/${fullName}`]).toBeUndefined();
    expect(podOf(objects, `StatefulSet/${fullName}-querier`).volumes).toContainEqual({
      name: 'config',
      secret: { secretName: 'own-config' },
    });
  });

  test('hands queries over through the scheduler, where there is one', () => {
    const { config } = loki({ queryScheduler: {} });
    const address = `${fullName}-query-scheduler:9095`;
    expect(config.frontend_worker).toEqual({ scheduler_address: address });
    expect(config.frontend?.scheduler_address).toBe(address);
    expect(config.query_scheduler?.scheduler_ring?.kvstore?.store).toBe('memberlist');
  });

  test('names the index gateway for the index that there is', () => {
    const address = { server_address: `dns:///${fullName}-index-gateway:9095` };
    const { storage_config } = loki({
      indexGateway: {},
      schema: [
        { from: '2023-01-01', store: 'boltdb-shipper', schema: 'v11' },
        { from: '2024-01-01', store: 'tsdb', schema: 'v13' },
      ],
    }).config;
    expect(storage_config?.tsdb_shipper?.index_gateway_client).toEqual(address);
    expect(storage_config?.boltdb_shipper?.index_gateway_client).toEqual(address);
    expect(loki({ indexGateway: {} }).config.storage_config).not.toHaveProperty('boltdb_shipper');
  });

  test('requires a tenant under multi-tenancy, and so do data sources', () => {
    const chart = loki({ multiTenancy: true });
    expect(chart.config.auth_enabled).toBe(true);
    expect(sentencesOf(() => chart.datasource())).toEqual([
      'loki: datasource.tenant: missing, and loki requires a tenant because multi-tenancy is enabled: set it, as { tenant: "team-a" } or by .as("team-a")',
    ]);
    expect(chart.datasource({ tenant: 'team-a', name: 'Logs of A', uid: 'a' })).toMatchObject({
      name: 'Logs of A',
      jsonData: { httpHeaderName1: 'X-Scope-OrgID' },
      secureJsonData: { httpHeaderValue1: 'team-a' },
    });
  });
});

test('results of queries are kept in memory where there is no cache for them', () => {
  const cacheOf = (props: Partial<LokiProps>) => loki(props).config.query_range?.results_cache?.cache;
  expect(cacheOf({})).toEqual({ embedded_cache: { enabled: true, ttl: '24h' } });
  expect(cacheOf({ memcachedFrontend: {} })).not.toHaveProperty('embedded_cache');
});

test('the address of a cache that does not run is an error', () =>
  expect(sentencesOf(() => loki({ memcachedChunks: {} }).cacheAddress('memcached-frontend'))).toEqual([
    'loki: caches: found no "memcached-frontend", enabled caches are memcached-chunks: enable it',
  ]));

test('a Redis serves each cache that is no memcached', () => {
  const redis = new Endpoint({ service: 'redis', namespace: 'cache', port: 6379 });
  const { chunk_store_config, query_range, storage_config } = loki({ redis, memcachedChunks: {} }).config;
  const cache = { redis: { endpoint: 'redis.cache:6379' } };
  expect(query_range?.results_cache?.cache).toEqual(cache);
  expect(storage_config?.index_queries_cache_config).toEqual(cache);
  expect(chunk_store_config?.chunk_cache_config).not.toHaveProperty('redis');
});

describe('the ring', () => {
  const rings = (ring: Ring) => {
    const { config } = loki({ ring, ruler: {}, compactor: {}, queryScheduler: {}, indexGateway: {} });
    return [
      config.distributor?.ring?.kvstore,
      config.ingester?.lifecycler?.ring?.kvstore,
      config.ruler?.ring?.kvstore,
      config.compactor?.compactor_ring?.kvstore,
      config.query_scheduler?.scheduler_ring?.kvstore,
      config.index_gateway?.ring?.kvstore,
    ];
  };

  test('is kept in one store by all of its members', () => {
    const consul = new Endpoint({ service: 'consul', namespace: 'consul', port: 8500 });
    for (const kvstore of rings(new Ring({ store: { type: 'consul', consul } }))) {
      expect(kvstore).toEqual({ store: 'consul', consul: { host: 'consul.consul:8500' } });
    }
    for (const kvstore of rings(new Ring())) expect(kvstore).toEqual({ store: 'memberlist' });
  });

  test('that is kept elsewhere needs no gossip', () => {
    const consul = new Endpoint({ service: 'consul', namespace: 'consul', port: 8500 });
    const objects = objectsWith({ ring: new Ring({ replicationFactor: 1, store: { type: 'consul', consul } }) });
    expect(namesOf(objects, 'Service')).not.toContain('memberlist');
    expect(podOf(objects, `StatefulSet/${fullName}-querier`).containers[0].ports).toHaveLength(2);
  });

  test('has as many copies and as much patience as it is given', () =>
    expect(
      loki({ ring: new Ring({ replicationFactor: 3, heartbeatPeriod: '10s', heartbeatTimeout: '2m' }) }).config.ingester
        ?.lifecycler,
    ).toMatchObject({ heartbeat_period: '10s', ring: { replication_factor: 3, heartbeat_timeout: '2m' } }));
});

describe('storage', () => {
  const credentials = { accessKeyId: new SecretKey('s3', 'id'), secretAccessKey: new SecretKey('s3', 'key') };
  const server = { endpoint: new Endpoint({ service: 'minio', namespace: 'minio', port: 9000 }), credentials };

  test.each<[string, ObjectStorage, object]>([
    ['filesystem', ObjectStorage.filesystem({ directory: '/x' }), { filesystem: { directory: '/x' } }],
    [
      's3',
      ObjectStorage.s3({ bucket: 'logs', region: 'eu-central-1' }),
      { aws: { bucketnames: 'logs', region: 'eu-central-1', insecure: false, s3forcepathstyle: false } },
    ],
    [
      's3',
      ObjectStorage.minio(server, { bucket: 'logs' }),
      {
        aws: {
          bucketnames: 'logs',
          endpoint: 'minio.minio:9000',
          insecure: true,
          s3forcepathstyle: true,
          access_key_id: '${S3_ACCESS_KEY_ID}',
          secret_access_key: '${S3_SECRET_ACCESS_KEY}',
        },
      },
    ],
    ['gcs', ObjectStorage.gcs({ bucket: 'logs' }), { gcs: { bucket_name: 'logs' } }],
    [
      'azure',
      ObjectStorage.azure({ account: 'acme', container: 'logs', identity: { accountKey: new SecretKey('a', 'k') } }),
      { azure: { account_name: 'acme', container_name: 'logs', account_key: '${AZURE_ACCOUNT_KEY}' } },
    ],
    [
      'azure',
      ObjectStorage.azure({ account: 'acme', container: 'logs', identity: { workloadIdentity: true } }),
      { azure: { use_federated_token: true } },
    ],
    [
      'azure',
      ObjectStorage.azure({ account: 'acme', container: 'logs', identity: { managedIdentity: true, clientId: 'x' } }),
      { azure: { use_managed_identity: true, user_assigned_id: 'x' } },
    ],
  ])('%s has the block that Loki reads, and every shared store is it', (name, storage, block) => {
    const { config } = loki({ storage, compactor: {} });
    expect(config.storage_config).toMatchObject(block);
    expect(config.schema_config?.configs?.[0]?.object_store).toBe(name);
    expect(config.storage_config?.tsdb_shipper?.shared_store).toBe(name);
    expect(config.compactor?.shared_store).toBe(name);
  });

  test('writes no secret: Loki substitutes environment variables', () => {
    const objects = objectsWith({ storage: ObjectStorage.minio(server, { bucket: 'logs' }) });
    const container = podOf(objects, `StatefulSet/${fullName}-ingester`).containers[0];
    expect(container.args).toContain('-config.expand-env=true');
    expect(container.env).toEqual([
      { name: 'S3_ACCESS_KEY_ID', valueFrom: { secretKeyRef: { name: 's3', key: 'id' } } },
      { name: 'S3_SECRET_ACCESS_KEY', valueFrom: { secretKeyRef: { name: 's3', key: 'key' } } },
    ]);
    expect(podOf(objectsWith(), `StatefulSet/${fullName}-ingester`).containers[0].args).not.toContain(
      '-config.expand-env=true',
    );
  });

  test('old data stays readable in its old store', () => {
    const { schema_config, storage_config, compactor } = loki({
      storage: ObjectStorage.s3({ bucket: 'logs', region: 'eu-central-1' }),
      schema: [
        { from: '2023-01-01', store: 'boltdb-shipper', schema: 'v11', storage: required.storage, indexPrefix: 'old_' },
        { from: '2024-01-01' },
      ],
      compactor: {},
    }).config;
    expect(schema_config?.configs).toMatchObject([
      { store: 'boltdb-shipper', object_store: 'filesystem', schema: 'v11', index: { prefix: 'old_', period: '24h' } },
      { store: 'tsdb', object_store: 's3', schema: 'v12', index: { prefix: 'loki_index_', period: '24h' } },
    ]);
    expect(storage_config?.boltdb_shipper?.shared_store).toBe('filesystem');
    expect(storage_config).toMatchObject({ filesystem: {}, aws: {} });
    expect(compactor?.shared_store).toBe('s3');
  });

  test('fails if two periods have two buckets of one type', () =>
    expect(
      sentencesOf(() =>
        loki({
          storage: ObjectStorage.gcs({ bucket: 'new' }),
          schema: [{ from: '2023-01-01', storage: ObjectStorage.gcs({ bucket: 'old' }) }, { from: '2024-01-01' }],
        }),
      ),
    ).toEqual([
      'schema[1].storage: found another gcs than that of the period from 2023-01-01, Loki has one of each type: name the second in config.storage_config.named_stores',
    ]));
});

describe('rules, limits and tenants', () => {
  test('rules of a tenant are a ConfigMap, mounted where the ruler looks', () => {
    const objects = objectsWith({
      ruler: {
        directories: {
          fake: {
            'errors.yaml': [
              {
                name: 'errors',
                interval: '1m',
                rules: [
                  {
                    alert: 'Errors',
                    expr: 'sum(rate({app="a"} |= "error" [5m])) > 1',
                    for: '5m',
                    keepFiringFor: '10m',
                  },
                  { record: 'errors:rate5m', expr: 'sum(rate({app="a"} |= "error" [5m]))' },
                ],
              },
            ],
          },
          Team_A: { 'empty.yaml': [] },
        },
      },
    });
    const { 'errors.yaml': errors } = objectAt(objects, `ConfigMap/${fullName}-ruler-rules-fake`)['data'];
    expect(parse(errors)).toEqual({
      groups: [
        {
          name: 'errors',
          interval: '1m',
          rules: [
            { alert: 'Errors', expr: expect.any(String), for: '5m', keep_firing_for: '10m' },
            { record: 'errors:rate5m', expr: expect.any(String) },
          ],
        },
      ],
    });
    const { containers, volumes } = podOf(objects, `Deployment/${fullName}-ruler`);
    expect(containers[0].volumeMounts).toContainEqual({
      name: 'rules-team-a',
      mountPath: '/etc/loki/rules/Team_A',
    });
    expect(volumes).toContainEqual({
      name: 'rules-team-a',
      configMap: { name: `${fullName}-ruler-rules-team-a` },
    });
  });

  test('rules may be the text of a file or a file, and keep their comments', () => {
    const text = '# of the team\ngroups: []\n';
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'rules-')), 'rules.yaml');
    writeFileSync(file, text);
    const objects = objectsWith({ ruler: { directories: { fake: { 'text.yaml': text, 'file.yaml': { file } } } } });
    expect(objectAt(objects, `ConfigMap/${fullName}-ruler-rules-fake`)['data']).toEqual({
      'text.yaml': text,
      'file.yaml': text,
    });
  });

  test('fails for files of rules that a ruler cannot read', () =>
    expect(
      sentencesOf(() =>
        loki({
          ruler: {
            directories: {
              fake: {
                'a b.yaml': [],
                'broken.yaml': 'groups: [',
                'other.yaml': 'rules: []',
                'gone.yaml': { file: '/gone' },
              },
            },
          },
        }),
      ),
    ).toEqual([
      'loki: ruler.directories: fake: found file "a b.yaml", allowed are letters, digits, "-", "_" and ".": rename it',
      expect.stringMatching(/^loki: ruler\.directories: fake\.broken\.yaml: line 1: /),
      'loki: ruler.directories: fake.other.yaml: groups: found null, allowed is a list of groups of rules: add it',
      'loki: ruler.directories: fake.gone.yaml: /gone: cannot be read, there is no such file',
    ]));

  test('limits of tenants are in the file that Loki reads again', () =>
    expect(
      parse(
        objectsWith({ runtimeConfig: { overrides: { a: { retention_period: '7d' } } } })[
          `ConfigMap/${fullName}-runtime`
        ]?.['data']['runtime.yaml'],
      ),
    ).toEqual({ overrides: { a: { retention_period: '7d' } } }));
});

describe('the entrance', () => {
  const confOf = (props: Partial<LokiProps>): string =>
    objectsWith(props)[`ConfigMap/${fullName}-gateway`]?.['data']['nginx.conf'];

  test('routes to the running roles only', () => {
    expect(confOf({})).not.toMatch(/-ruler\.|-index-gateway\./);
    const conf = confOf({ ruler: {}, compactor: {} });
    expect(conf).toMatch(
      /location ~ \/loki\/api\/v1\/rules\.\* \{\s+set \S+ http:\/\/\S+-ruler\.logs\.svc\.cluster\.local;/,
    );
    expect(conf).toMatch(/location ~ \/loki\/api\/v1\/delete\.\* \{\s+set \S+ http:\/\/\S+-compactor\./);
  });

  test('without a query frontend, queriers answer', () =>
    expect(confOf({ queryFrontend: false })).toMatch(
      /location ~ \/loki\/api\/\.\* \{\s+set \S+ http:\/\/loki-loki-distributed-querier\./,
    ));

  test('without a gateway, roles are reached themselves', () => {
    const chart = loki({ gateway: false });
    expect(chart.push.url).toBe('http://loki-loki-distributed-distributor.logs:3100/loki/api/v1/push');
    expect(chart.query.url).toBe('http://loki-loki-distributed-query-frontend.logs:3100');
    expect(loki({ gateway: false, queryFrontend: false }).query.url).toBe(
      'http://loki-loki-distributed-querier.logs:3100',
    );
  });

  test('an Ingress has the same paths', () => {
    const objects = objectsWith({
      ingress: {
        hosts: ['logs.example.com'],
        className: 'nginx',
        tls: [{ secretName: 'cert', hosts: ['logs.example.com'] }],
      },
    });
    const { rules, tls } = objectAt(objects, `Ingress/${fullName}`)['spec'];
    expect(tls).toEqual([{ secretName: 'cert', hosts: ['logs.example.com'] }]);
    expect(rules).toHaveLength(1);
    expect(rules[0].http.paths).toContainEqual({
      path: '/loki/api/v1/push',
      pathType: 'Exact',
      backend: { service: { name: `${fullName}-distributor`, port: { number: 3100 } } },
    });
    expect(rules[0].http.paths).toContainEqual({
      path: '/loki/api',
      pathType: 'Prefix',
      backend: { service: { name: `${fullName}-query-frontend-headless`, port: { number: 3100 } } },
    });
  });
});

describe('ways to the roles, past the gateway,', () => {
  const pathsOf = (objects: Readonly<Record<string, KubernetesObject>>): Array<readonly [string, string]> =>
    objectAt(objects, `Ingress/${fullName}`)['spec'].rules[0].http.paths.map(
      ({ path, backend }: { path: string; backend: { service: { name: string } } }) =>
        [path, backend.service.name.replace(`${fullName}-`, '')] as const,
    );

  test('an Ingress has the paths that are given for a role, and those of the table for others', () => {
    const paths = pathsOf(
      objectsWith({
        ruler: {},
        ingress: { hosts: ['a.example.com'], paths: { distributor: [{ path: '/push' }], ruler: [], compactor: [] } },
      }),
    );
    expect(paths).toContainEqual(['/push', 'distributor']);
    expect(paths).toContainEqual(['/loki/api', 'query-frontend-headless']);
    expect(paths.filter(([path, role]) => path === '/loki/api/v1/push' || role === 'ruler')).toEqual([]);
  });

  test('fails if a role of which paths are given does not run', () =>
    expect(
      sentencesOf(() => objectsWith({ ingress: { hosts: ['a'], paths: { ruler: [{ path: '/rules' }] } } })),
    ).toEqual([
      expect.stringMatching(/^loki: ingress.paths: ruler: found "ruler", which is not a running role, allowed are /),
    ]));

  test('an HTTPRoute has a rule for each role, with the paths of an Ingress', () => {
    const { rules, parentRefs } = objectAt(
      objectsWith({ httpRoute: { parentRefs: [{ name: 'edge', sectionName: 'https' }] } }),
      `HTTPRoute/${fullName}`,
    )['spec'];
    expect(parentRefs).toEqual([{ name: 'edge', sectionName: 'https' }]);
    expect(rules[0]).toEqual({
      matches: [
        { path: { type: 'Exact', value: '/api/prom/push' } },
        { path: { type: 'Exact', value: '/loki/api/v1/push' } },
      ],
      backendRefs: [{ name: `${fullName}-distributor`, port: 3100 }],
    });
  });

  test('opens the policies of the roles that answer, and a load balancer those of its role', () => {
    const ingressOf = (props: Partial<LokiProps>) =>
      objectAt(objectsWith({ networkPolicy: {}, ...props }), 'NetworkPolicy/loki-distributed-ingress')['spec']
        .podSelector;
    expect(ingressOf({}).matchLabels).toMatchObject({ 'app.kubernetes.io/component': 'gateway' });
    expect(ingressOf({ httpRoute: { parentRefs: [{ name: 'edge' }] } }).matchExpressions).toEqual([
      {
        key: 'app.kubernetes.io/component',
        operator: 'In',
        values: ['gateway', 'distributor', 'querier', 'query-frontend', 'compactor'],
      },
    ]);
    expect(ingressOf({ distributor: { service: { type: 'LoadBalancer' } } }).matchExpressions[0].values).toEqual([
      'gateway',
      'distributor',
    ]);
  });
});

test('all props', () => {
  const all: Required<Omit<LokiProps, 'existingSecretForConfig' | (typeof LOKI_2_9)['traits']['lacks'][number]>> = {
    ...required,
    release: 'prod',
    nameOverride: 'loki',
    fullnameOverride: 'prod-loki',
    clusterDomain: 'k8s.example.com',
    ipFamilies: 'dual-stack',
    tls: { issuer: { name: 'internal' } },
    version: LOKI_2_9,
    image: { repository: 'example.com/loki', tag: '2.9.4' },
    ring: new Ring({ store: { type: 'memberlist', clusterLabel: 'prod-loki' } }),
    imageRegistry: 'mirror.example.com:5000/all',
    logLevel: 'debug',
    logFormat: 'json',
    multiTenancy: true,
    config: { analytics: { reporting_enabled: false } },
    runtimeConfig: { configs: { a: { log_push_request: true } } },
    accepts: [],
    defaults: { priorityClassName: 'logs', tolerations: [{ key: 'logs', operator: 'Exists' }] },
    serviceAccount: { name: 'own', annotations: { a: 'b' }, automountToken: false },
    distributor: { replicas: 3, priorityClassName: 'higher' },
    ingester: { replicas: 3 },
    querier: { replicas: 2 },
    queryFrontend: { replicas: 2 },
    queryScheduler: { replicas: 2 },
    ruler: {},
    compactor: {},
    indexGateway: {},
    tableManager: {},
    gateway: { replicas: 2, basicAuth: { secretName: 'users' } },
    caches: { podLabels: { team: 'caches' }, maxConnections: 512 },
    memcachedChunks: { memoryMegabytes: 4096, maxConnections: 2048 },
    memcachedFrontend: { exporter: false },
    memcachedIndexQueries: { maxItemSize: '5m' },
    memcachedIndexWrites: {},
    redis: new Endpoint({ service: 'redis', namespace: 'cache', port: 6379 }),
    memcachedExporter: { resources: { limits: { memory: '64Mi' } } },
    ingress: { hosts: ['logs.example.com'] },
    httpRoute: { parentRefs: [{ name: 'edge', namespace: 'gateways' }], hostnames: ['logs.example.com'] },
    serviceMonitor: { interval: '15s', labels: { release: 'prometheus' } },
    prometheusRule: { groups: [{ name: 'loki', rules: [{ alert: 'LokiDown', expr: 'up == 0' }] }] },
    networkPolicy: { metrics: { namespaces: ['monitoring'] } },
    metaMonitoring: { alerts: true, rules: true, dashboards: true },
  };
  const chart = new Loki(Testing.app(), 'loki', all);
  const objects = objectsOf(chart);
  expect(complaintsOf(chart)).toEqual([]);
  expect(
    Object.keys(objects).filter((key) => !/^NetworkPolicy/.test(key) && !/^[^/]+\/(prod-loki|own)/.test(key)),
  ).toEqual([]);
  for (const { metadata } of Object.values(objects)) {
    expect(metadata).toMatchObject({ namespace: 'logs', labels: { 'app.kubernetes.io/instance': 'prod' } });
  }
  const pods = Object.values(objects).filter(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind));
  expect(pods).toHaveLength(14);
  for (const { metadata, spec } of pods) {
    expect(spec.template.spec).toMatchObject({
      serviceAccountName: 'own',
      priorityClassName: metadata.name === 'prod-loki-distributor' ? 'higher' : 'logs',
      tolerations: [{ key: 'logs' }],
    });
  }
  expect(chart.config).toMatchObject({
    auth_enabled: true,
    analytics: { reporting_enabled: false },
    memberlist: { cluster_label: 'prod-loki' },
    chunk_store_config: {
      chunk_cache_config: {
        memcached_client: {
          addresses: 'dnssrv+_memcached-client._tcp.prod-loki-memcached-chunks.logs.svc.k8s.example.com',
        },
      },
    },
  });
  const args = (cache: string) => podOf(objects, `StatefulSet/prod-loki-memcached-${cache}`).containers[0].args;
  expect(args('chunks')).toEqual(['-m 4096', '-I 32m', '-c 2048']);
  expect(args('index-queries')).toEqual(['-I 5m', '-c 512']);
  expect(chart.cacheAddress('memcached-chunks')).toBe(
    'dnssrv+_memcached-client._tcp.prod-loki-memcached-chunks.logs.svc.k8s.example.com',
  );
  const containers = (cache: string) => podOf(objects, `StatefulSet/prod-loki-memcached-${cache}`).containers;
  expect(containers('chunks')[1]).toMatchObject({ name: 'exporter', resources: { limits: { memory: '64Mi' } } });
  expect(containers('frontend')).toHaveLength(1);
  expect(objectAt(objects, 'ServiceMonitor/prod-loki-ingester')['spec'].endpoints).toEqual([
    {
      port: 'http',
      path: '/metrics',
      interval: '15s',
      scheme: 'https',
      tlsConfig: {
        ca: { secret: { name: 'prod-loki-tls', key: 'ca.crt' } },
        serverName: 'prod-loki.logs.internal',
      },
    },
  ]);
  expect(objectAt(objects, 'ServiceMonitor/prod-loki-memcached-chunks')['spec'].endpoints).toEqual([
    { port: 'http-metrics', path: '/metrics', interval: '15s', scheme: 'http' },
  ]);
  expect(objects['PrometheusRule/prod-loki']?.['spec'].groups[0].rules).toEqual([
    { alert: 'LokiDown', expr: 'up == 0' },
  ]);
  expect(namesOf(objects, 'NetworkPolicy')).toEqual(
    // As the Helm chart names them, by the name of the application.
    ['namespace-only', 'egress-dns', 'ingress', 'ingress-metrics'].map((suffix) => `loki-${suffix}`),
  );
});
