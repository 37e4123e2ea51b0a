import { Testing } from 'cdk8s';
import fc from 'fast-check';
import { parse } from 'yaml';
import { Loki } from '../../charts/loki';
import { Mimir } from '../../charts/mimir';
import { type MetricsGeneratorProps, Tempo, type TempoProps, type TempoReceivers } from '../../charts/tempo';
import { currentLimit } from '../../charts/tempo/legacy-limits';
import { ROLES } from '../../charts/tempo/roles';
import { keysOf } from '../../lib/constructs/microservice/role-table';
import { Ring } from '../../lib/model/ring/ring';
import { Endpoint } from '../../lib/values/endpoint';
import { ObjectStorage } from '../../lib/values/object-storage';
import { SecretKey } from '../../lib/values/secret-key';
import { type KubernetesObject, objectAt, objectsOf, podOf } from '../objects';
import { complaintsOf, sentencesOf } from '../sentences';

const storage = ObjectStorage.gcs({ bucket: 'traces' });
const required: TempoProps = { namespace: 'traces', storage };
const generator: MetricsGeneratorProps = { remoteWrite: [{ url: 'http://mimir-nginx.metrics/api/v1/push' }] };
const tempo = (props: Partial<TempoProps> = {}): Tempo => new Tempo(Testing.app(), 'tempo', { ...required, ...props });
const objectsWith = (props: Partial<TempoProps> = {}) => objectsOf(tempo(props));
const portsOf = (objects: Readonly<Record<string, KubernetesObject>>, service: string): string[] =>
  objectAt(objects, `Service/${service}`)['spec'].ports.map(
    ({ name, port, protocol }: { name: string; port: number; protocol: string }) => `${name} ${port}/${protocol}`,
  );

describe('by default', () => {
  const chart = tempo();
  const objects = objectsOf(chart);

  test('receives OTLP, with as many replicas as ingesters', () => {
    expect(objectAt(objects, 'StatefulSet/tempo-ingester')['spec'].replicas).toBe(3);
    expect(chart.config.ingester?.lifecycler?.ring?.replication_factor).toBe(3);
    expect(complaintsOf(chart)).toEqual([]);
  });

  test('tells others where it is', () => {
    expect(chart.otlpGrpc.address).toBe('tempo-distributor.traces:4317');
    expect(chart.otlpHttp.url).toBe('http://tempo-distributor.traces:4318');
    expect(chart.query.url).toBe('http://tempo-query-frontend.traces:3100');
    expect(tempo({ gateway: {} }).query.url).toBe('http://tempo-gateway.traces');
  });

  test('pods are held to "restricted", and have no token for the Kubernetes API', () => {
    expect(podOf(objects, 'Deployment/tempo-querier')).toMatchObject({
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{ securityContext: { runAsNonRoot: true, runAsUser: 1000, readOnlyRootFilesystem: true } }],
    });
    expect(objectAt(objects, 'ServiceAccount/tempo')['automountServiceAccountToken']).toBe(false);
  });

  test('every StatefulSet is named by a headless Service that exists', () => {
    const sets = Object.values(objects).filter(({ kind }) => kind === 'StatefulSet');
    expect(sets).toHaveLength(2);
    for (const { spec } of sets)
      expect(objectAt(objects, `Service/${spec.serviceName}`)['spec'].clusterIP).toBe('None');
  });
});

test.each(keysOf(ROLES))('the %s runs its own target of the one program, with its arguments', (role) => {
  const objects = objectsWith({
    [ROLES[role].prop]: {
      ...(role === 'metrics-generator' && generator),
      extraArgs: ['-log.level=debug'],
      tolerations: [{ key: 'traces', operator: 'Exists' }],
      autoscaling: { minReplicas: 3, maxReplicas: 9 },
    },
    accepts: role === 'ingester' ? [{ id: 'ring/autoscaled-data', reason: 'it is asked for' }] : [],
  });
  const kind = role === 'ingester' ? 'StatefulSet' : 'Deployment';
  const pod = podOf(objects, `${kind}/tempo-${role}`);
  expect(pod.tolerations).toEqual([{ key: 'traces', operator: 'Exists' }]);
  expect(pod.containers[0]).toMatchObject({
    name: role,
    args: [`-target=${role}`, '-config.file=/conf/tempo.yaml', '-mem-ballast-size-mbs=1024', '-log.level=debug'],
  });
  expect(pod.containers[0].volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath)).toEqual([
    '/conf',
    '/runtime-config',
    '/var/tempo',
  ]);
  expect(objectAt(objects, `HorizontalPodAutoscaler/tempo-${role}`)['spec'].scaleTargetRef.kind).toBe(kind);
});

describe('receivers', () => {
  const all: Required<TempoReceivers> = {
    otlp: { grpc: true, http: { cors: { allowed_origins: ['*'] } } },
    jaeger: { grpc: true, thriftBinary: true, thriftCompact: true, thriftHttp: true },
    zipkin: true,
    opencensus: true,
    kafka: { brokers: ['kafka:9092'] },
  };

  test('have ports on containers and Services', () => {
    const objects = objectsWith({ receivers: all });
    expect(portsOf(objects, 'tempo-distributor')).toEqual([
      'http-metrics 3100/TCP',
      'grpc 9095/TCP',
      'distributor-otlp-http 4318/TCP',
      'grpc-distributor-otlp 4317/TCP',
      'distributor-otlp-legacy 55680/TCP',
      'grpc-distributor-jaeger 14250/TCP',
      'distributor-jaeger-thrift-binary 6832/UDP',
      'distributor-jaeger-thrift-compact 6831/UDP',
      'distributor-jaeger-thrift-http 14268/TCP',
      'distributor-zipkin 9411/TCP',
      'distributor-opencensus 55678/TCP',
    ]);
    const { ports } = podOf(objects, 'Deployment/tempo-distributor').containers[0];
    const names = new Set(ports.map(({ name }: { name: string }) => name));
    for (const { targetPort } of objectAt(objects, 'Service/tempo-distributor')['spec'].ports) {
      expect(typeof targetPort === 'number' || names.has(targetPort)).toBe(true);
    }
  });

  test('are configured to listen at them, with settings of their own', () =>
    expect(tempo({ receivers: all }).config.distributor?.receivers).toEqual({
      otlp: {
        protocols: {
          grpc: { endpoint: '0.0.0.0:4317' },
          http: { endpoint: '0.0.0.0:4318', cors: { allowed_origins: ['*'] } },
        },
      },
      jaeger: {
        protocols: {
          grpc: { endpoint: '0.0.0.0:14250' },
          thrift_binary: { endpoint: '0.0.0.0:6832' },
          thrift_compact: { endpoint: '0.0.0.0:6831' },
          thrift_http: { endpoint: '0.0.0.0:14268' },
        },
      },
      zipkin: { endpoint: '0.0.0.0:9411' },
      opencensus: { endpoint: '0.0.0.0:55678' },
      kafka: { brokers: ['kafka:9092'] },
    }));

  test('that are false are off, and settings alone switch one on', () => {
    const { otlp, zipkin } =
      tempo({
        receivers: { otlp: { grpc: { max_recv_msg_size_mib: 16 }, http: false }, zipkin: false },
      }).config.distributor?.receivers ?? {};
    expect(otlp).toEqual({ protocols: { grpc: { endpoint: '0.0.0.0:4317', max_recv_msg_size_mib: 16 } } });
    expect(zipkin).toBeUndefined();
  });

  test('that listen at another port are reached at the same port of the Service', () => {
    const objects = objectsWith({ receivers: { otlp: { grpc: { endpoint: '0.0.0.0:14317' } } } });
    expect(podOf(objects, 'Deployment/tempo-distributor').containers[0].ports).toContainEqual({
      name: 'grpc-otlp',
      containerPort: 14317,
      protocol: 'TCP',
    });
    expect(objectAt(objects, 'Service/tempo-distributor')['spec'].ports).toContainEqual(
      expect.objectContaining({ port: 4317, targetPort: 'grpc-otlp' }),
    );
  });

  test('that speak HTTP are reached through the gateway, and the others are not', () => {
    const confOf = (receivers: TempoReceivers): string =>
      objectAt(objectsWith({ receivers, gateway: {} }), 'ConfigMap/tempo-gateway')['data']['nginx.conf'];
    expect(confOf(all)).toMatch(
      /location = \/jaeger\/api\/traces \{\s+set \$\w+ \S+;\s+proxy_pass \$\w+:14268\/api\/traces\$is_args\$args;/,
    );
    expect(confOf(all)).toMatch(/location = \/v1\/traces \{\s+set \$\w+ \S+;\s+proxy_pass \$\w+:4318\$request_uri;/);
    expect(confOf({ otlp: { grpc: true } })).not.toMatch(/jaeger|zipkin|v1\/traces/);
    expect(confOf(all)).not.toMatch(/shutdown|flush/);
  });

  test('that are off are not where others look for them', () =>
    expect(sentencesOf(() => tempo({ receivers: { zipkin: true } }).otlpHttp)).toEqual([
      'tempo: receivers: found no otlp.http, which is asked for elsewhere: switch it on',
    ]));
});

describe('the metrics generator', () => {
  const chart = tempo({ metricsGenerator: generator });

  test('receives spans for metrics, and writes the metrics', () => {
    expect(chart.config.overrides?.defaults?.metrics_generator?.processors).toEqual(['service-graphs', 'span-metrics']);
    expect(chart.config.metrics_generator?.storage).toMatchObject({
      path: '/var/tempo/wal',
      remote_write: [{ url: 'http://mimir-nginx.metrics/api/v1/push' }],
    });
    expect(complaintsOf(chart)).toEqual([]);
  });

  test('can keep its log on a claim', () =>
    expect(
      objectAt(
        objectsWith({
          metricsGenerator: { ...generator, kind: 'StatefulSet', persistence: { claims: [{ size: '5Gi' }] } },
        }),
        'StatefulSet/tempo-metrics-generator',
      )['spec'].volumeClaimTemplates,
    ).toMatchObject([{ metadata: { name: 'wal' } }]));

  test('is off by default', () => {
    expect(tempo().config).not.toHaveProperty('metrics_generator');
    expect(Object.keys(objectsWith()).filter((key) => key.includes('metrics-generator'))).toEqual([]);
  });
});

test('a metrics generator that is a StatefulSet starts its pods in parallel, as in the Helm chart, since that is immutable', () => {
  const { spec } = objectAt(
    objectsWith({ metricsGenerator: { ...generator, kind: 'StatefulSet' } }),
    'StatefulSet/tempo-metrics-generator',
  );
  expect(spec).toMatchObject({ podManagementPolicy: 'Parallel', updateStrategy: { rollingUpdate: { partition: 0 } } });
  const deployment = objectAt(objectsWith({ metricsGenerator: generator }), 'Deployment/tempo-metrics-generator');
  expect(deployment['spec']).not.toHaveProperty('podManagementPolicy');
});

test('tempo-query stands beside the frontend with a configuration that leads to it', () => {
  const objects = objectsWith({ queryFrontend: { query: {} } });
  const { containers, volumes } = podOf(objects, 'Deployment/tempo-query-frontend');
  expect(containers[1]).toMatchObject({
    name: 'tempo-query',
    args: [
      '--query.base-path=/',
      '--grpc-storage-plugin.configuration-file=/conf/tempo-query.yaml',
      '--query.bearer-token-propagation=true',
    ],
    securityContext: { readOnlyRootFilesystem: true },
  });
  expect(parse(objectAt(objects, 'ConfigMap/tempo-config')['data']['tempo-query.yaml'])).toEqual({
    backend: '127.0.0.1:3100',
  });
  expect(volumes.find(({ name }: { name: string }) => name === 'config').configMap.items).toContainEqual({
    key: 'tempo-query.yaml',
    path: 'tempo-query.yaml',
  });
});

test('tempo-query is reached by the Services of the frontend, and by none where it does not run', () => {
  const portsWith = (props: Partial<TempoProps>): Record<string, readonly string[]> =>
    Object.fromEntries(
      ['tempo-query-frontend', 'tempo-query-frontend-discovery'].map((name) => [
        name,
        objectAt(objectsWith(props), `Service/${name}`)
          ['spec'].ports.filter((port: { name: string }) => port.name.startsWith('tempo-query'))
          .map((port: { port: number; targetPort: string }) => `${port.port}:${port.targetPort}`),
      ]),
    );
  const ports = ['16686:jaeger-ui', '16687:jaeger-metrics'];
  expect(portsWith({ queryFrontend: { query: {} } })).toEqual({
    'tempo-query-frontend': ports,
    'tempo-query-frontend-discovery': ports,
  });
  expect(portsWith({})).toEqual({ 'tempo-query-frontend': [], 'tempo-query-frontend-discovery': [] });
});

describe('storage', () => {
  test.each<[string, ObjectStorage, object]>([
    ['local', ObjectStorage.filesystem({ directory: '/x' }), { local: { path: '/x' } }],
    [
      's3',
      ObjectStorage.s3({ bucket: 'traces', region: 'eu-central-1' }),
      { s3: { bucket: 'traces', endpoint: 's3.dualstack.eu-central-1.amazonaws.com', insecure: false } },
    ],
    ['gcs', storage, { gcs: { bucket_name: 'traces' } }],
    [
      'azure',
      ObjectStorage.azure({ account: 'acme', container: 'traces', identity: { accountKey: new SecretKey('a', 'k') } }),
      {
        azure: { storage_account_name: 'acme', container_name: 'traces', storage_account_key: '${AZURE_ACCOUNT_KEY}' },
      },
    ],
    [
      'azure',
      ObjectStorage.azure({ account: 'acme', container: 'traces', identity: { workloadIdentity: true } }),
      { azure: { use_federated_token: true } },
    ],
  ])('%s has the block that Tempo reads', (backend, storage, block) =>
    expect(tempo({ storage }).config.storage?.trace).toMatchObject({ backend, ...block }),
  );

  test('writes no secret: Tempo substitutes environment variables', () => {
    const credentials = { accessKeyId: new SecretKey('s3', 'id'), secretAccessKey: new SecretKey('s3', 'key') };
    const storage = ObjectStorage.s3({ bucket: 'traces', region: 'eu-central-1', credentials });
    const { args, env } = podOf(objectsWith({ storage }), 'StatefulSet/tempo-ingester').containers[0];
    expect(args).toContain('-config.expand-env=true');
    expect(env).toContainEqual({
      name: 'S3_SECRET_ACCESS_KEY',
      valueFrom: { secretKeyRef: { name: 's3', key: 'key' } },
    });
  });
});

test('a new version or configuration rolls the pods that use it, and no others', () => {
  const templateOf = (props: Partial<TempoProps>, name: string) => objectAt(objectsWith(props), name)['spec'].template;
  const own = { image: { repository: 'grafana/tempo', tag: '2.3.1-own' }, gateway: {} };
  for (const name of ['StatefulSet/tempo-memcached', 'Deployment/tempo-gateway']) {
    expect(templateOf(own, name)).toEqual(templateOf({ gateway: {} }, name));
  }
  const annotationsOf = (props: Partial<TempoProps>, role: string) =>
    templateOf({ queryFrontend: { query: {} }, ...props }, `Deployment/tempo-${role}`).metadata.annotations;
  const port = { config: { server: { http_listen_port: 3201 } } };
  const query = 'checksum/tempo-query';
  expect(annotationsOf(port, 'query-frontend')[query]).not.toBe(annotationsOf({}, 'query-frontend')[query]);
  expect(annotationsOf({}, 'querier')).not.toHaveProperty([query]);
});

test('can store in a MinIO of its own, with keys in a Secret and a Job that makes the bucket', () => {
  const objects = objectsWith({ storage: { minio: { credentials: { secretName: 'minio-root' } } } });
  expect(parse(objectAt(objects, 'ConfigMap/tempo-config')['data']['tempo.yaml']).storage.trace).toMatchObject({
    backend: 's3',
    s3: {
      bucket: 'tempo-traces',
      endpoint: 'tempo-minio.traces.svc:9000',
      insecure: true,
      access_key: '${S3_ACCESS_KEY_ID}',
      secret_key: '${S3_SECRET_ACCESS_KEY}',
    },
  });
  const [main] = podOf(objects, 'StatefulSet/tempo-ingester').containers;
  expect(main.args).toContain('-config.expand-env=true');
  expect(main.env).toContainEqual({
    name: 'S3_ACCESS_KEY_ID',
    valueFrom: { secretKeyRef: { name: 'minio-root', key: 'rootUser' } },
  });
  expect(podOf(objects, 'Job/tempo-minio-make-buckets').containers[0].command.at(-1)).toBe('tempo-traces');
  expect(objects).toHaveProperty(['Service/tempo-minio']);
  expect(objects).not.toHaveProperty(['Secret/tempo-minio']);
});

test('several pods have a disruption budget of one, as in the Helm chart', () => {
  const budgetsOf = (props: Partial<TempoProps>) =>
    Object.values(objectsWith(props))
      .filter(({ kind }) => kind === 'PodDisruptionBudget')
      .map(({ metadata, spec }) => `${metadata.name} ${spec.maxUnavailable}`);
  expect(budgetsOf({})).toEqual(['tempo-ingester 1']);
  expect(
    budgetsOf({
      distributor: { replicas: 2 },
      querier: { autoscaling: { minReplicas: 2 } },
      queryFrontend: { autoscaling: {} },
      compactor: { replicas: 2 },
      ingester: { disruptionBudget: false },
      memcached: { replicas: 3 },
      gateway: { replicas: 2, disruptionBudget: { minAvailable: 1 } },
    }).sort(),
  ).toEqual(['tempo-distributor 1', 'tempo-gateway undefined', 'tempo-memcached 1', 'tempo-querier 1']);
});

test.each<[string, Partial<TempoProps>]>([
  ['by ring', { ring: new Ring({ replicationFactor: 1 }) }],
  ['by config', { config: { ingester: { lifecycler: { ring: { replication_factor: 1 } } } } }],
])('ingesters that keep the only copy of a trace have no budget that would let them go: %s', (_, props) =>
  expect(objectsWith(props)).not.toHaveProperty(['PodDisruptionBudget/tempo-ingester']),
);

test('configures the address of the cache if there is one', () => {
  expect(tempo().cacheAddress()).toBe('dnssrv+_memcached-client._tcp.tempo-memcached.traces.svc.cluster.local');
  expect(sentencesOf(() => tempo({ memcached: false }).cacheAddress())).toEqual([
    'tempo: caches: found no "memcached", enabled caches are none: enable it',
  ]);
});

test('a Redis serves in the place of the memcached', () => {
  const redis = new Endpoint({ service: 'redis', namespace: 'cache', port: 6379 });
  const chart = tempo({ redis });
  expect(chart.config.storage?.trace).toMatchObject({ cache: 'redis', redis: { endpoint: 'redis.cache:6379' } });
  expect(Object.keys(objectsOf(chart)).some((key) => key.includes('memcached'))).toBe(false);
  expect(complaintsOf(chart)).toEqual([]);
});

describe('the ring', () => {
  const two = { ingester: { replicas: 2 } };

  test('fails if there are fewer ingesters than the replication factor', () =>
    expect(complaintsOf(tempo(two))).toEqual([
      'ingester.replicas: found 2 for replication factor 3, so that 2 have to answer each request: while one of them restarts, writes are refused ("at least 2 live replicas required"): run 3, or lower the replication factor',
    ]));

  test('fails if there are too few to take anything at all', () =>
    expect(complaintsOf(tempo({ ingester: { replicas: 1 } }))).toEqual([
      expect.stringMatching(/^ingester\.replicas: found 1 .* every write is refused, and every query /),
    ]));

  test('may go down to the minimum of an autoscaler', () =>
    expect(complaintsOf(tempo({ ingester: { autoscaling: { minReplicas: 2, maxReplicas: 9 } } }))).toEqual([
      expect.stringMatching(/^ingester\.autoscaling\.minReplicas: found 2 for replication factor 3/),
      expect.stringMatching(/found an autoscaler, which removes members/),
    ]));

  test('is accepted with a reason', () => {
    const accepts = [{ id: 'ring/replicas', reason: 'clients send again' }];
    expect(complaintsOf(tempo({ ...two, accepts }))).toEqual([]);
    expect(complaintsOf(tempo({ accepts }))).toEqual([
      'accepts[0].id: found "ring/replicas", which matches no finding, the findings are: ring/node-separation, ring/unstored-data: remove it',
    ]);
    expect(complaintsOf(tempo({ ...two, accepts: [{ id: 'ring/replicas', reason: ' ' }] }))).toEqual([
      'accepts[0].reason: missing: give the reason why "ring/replicas" is accepted',
    ]);
  });

  test('is looked at in the same way in every system', () => {
    const finding = [expect.stringContaining('found 2 for replication factor 3')];
    const ring = new Ring({ replicationFactor: 3 });
    const loki = { namespace: 'a', storage, schema: [{ from: '2024-01-01' }] as const };
    expect(complaintsOf(new Loki(Testing.app(), 'loki', { ...loki, ring, ingester: { replicas: 2 } }))).toEqual(
      finding,
    );
    const mimir = { namespace: 'a', storage: { blocks: storage } };
    expect(complaintsOf(new Mimir(Testing.app(), 'mimir', { ...mimir, ingester: { replicas: 2 } }))).toEqual([
      expect.stringContaining('found 2 for replication factor 3, and each replica needs a zone'),
    ]);
  });

  test('never has a finding where there are as many members as copies', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.nat({ max: 9 }), (replicationFactor, more) => {
        const ring = new Ring({ replicationFactor });
        expect(complaintsOf(tempo({ ring, ingester: { replicas: replicationFactor + more } }))).toEqual([]);
      }),
      { numRuns: 20 },
    ));
});

test.each([
  ['metrics_generator_processors', 'metrics_generator.processors'],
  ['metrics_generator_forwarder_queue_size', 'metrics_generator.forwarder.queue_size'],
  ['ingestion_rate_limit_bytes', 'ingestion.rate_limit_bytes'],
  ['max_traces_per_user', 'ingestion.max_traces_per_user'],
  ['max_bytes_per_trace', 'global.max_bytes_per_trace'],
  ['max_search_duration', 'read.max_search_duration'],
  ['block_retention', 'compaction.block_retention'],
  ['forwarders', 'forwarders'],
])('the former limit %s is now %s', (legacy, current) => expect(currentLimit(legacy)).toBe(current));

test('every former limit beside the new ones is found, and where it belongs', () =>
  expect(
    complaintsOf(
      tempo({
        metricsGenerator: generator,
        config: { overrides: { max_bytes_per_trace: 5, ingestion_burst_size_bytes: 6 } },
      }),
    ),
  ).toEqual([
    expect.stringMatching(/max_bytes_per_trace: .*: move it to overrides\.defaults\.global\.max_bytes_per_trace$/),
    expect.stringMatching(
      /ingestion_burst_size_bytes: .*: move it to overrides\.defaults\.ingestion\.burst_size_bytes$/,
    ),
  ]));

describe('the configuration', () => {
  test.each<[TempoProps['config'] & object, RegExp]>([
    [
      { storage: { trace: { backend: 's4' } } },
      /^config\.storage\.trace\.backend: found "s4", allowed are local, s3, gcs, azure/,
    ],
    [{ metrics_generator: {} }, /^config\.metrics_generator\.storage\.path: found none/],
    [
      { overrides: { defaults: {}, max_bytes_per_trace: 5 } },
      /^config\.overrides\.max_bytes_per_trace: found beside overrides\.defaults/,
    ],
    [
      { ingester: { complete_block_timeout: '1m' } },
      /^config\.ingester\.complete_block_timeout: found "1m", .* every "5m"/,
    ],
    [
      { compactor: { compaction: { block_retention: '1m' } } },
      /^config\.compactor\.compaction\.block_retention: found "1m"/,
    ],
  ])('fails if it holds %j', (config, sentence) =>
    expect(complaintsOf(tempo({ config }))).toContainEqual(expect.stringMatching(sentence)),
  );

  test('fails if the generator has no processors', () =>
    expect(complaintsOf(tempo({ metricsGenerator: { ...generator, processors: [] } }))).toEqual([
      expect.stringMatching(/^config\.overrides\.defaults\.metrics_generator\.processors: found none/),
    ]));

  test('fails for a key that Tempo 2.3 does not have', () => {
    const config: TempoProps['config'] = JSON.parse('{ "query_frontend": { "tolerate_failed_blocks": 0 } }');
    expect(complaintsOf(tempo({ config }))).toEqual([
      expect.stringMatching(
        /^config\.query_frontend\.tolerate_failed_blocks: unknown key, Tempo 2\.3\.1 does not have it here/,
      ),
    ]);
  });

  test('limits of tenants are in the file that is read again, and are looked at', () => {
    const overrides = { a: { ingestion: { rate_limit_bytes: 100 } } };
    const data = objectAt(objectsWith({ overrides }), 'ConfigMap/tempo-runtime')['data'];
    expect(parse(data['overrides.yaml'])).toEqual({ overrides });
    const wrong = { a: JSON.parse('{ "ingestion": { "rate_limit": 100 } }') };
    expect(complaintsOf(tempo({ overrides: wrong }))).toHaveLength(1);
  });
});

describe('data sources', () => {
  test('lead from spans to logs, metrics and the service graph', () => {
    const loki = new Loki(Testing.app(), 'loki', {
      namespace: 'logs',
      storage,
      schema: [{ from: '2024-01-01' }],
    });
    const mimir = new Mimir(Testing.app(), 'mimir', { namespace: 'metrics', storage: { blocks: storage } });
    expect(tempo().datasource({ logs: loki.datasource(), metrics: mimir.datasource() })).toMatchObject({
      type: 'tempo',
      jsonData: {
        tracesToLogsV2: {
          datasourceUid: 'loki',
          tags: expect.arrayContaining([
            { key: 'service.name', value: 'app' },
            { key: 'k8s.pod.name', value: 'pod' },
          ]),
          filterByTraceID: true,
        },
        tracesToMetrics: { datasourceUid: 'mimir' },
        serviceMap: { datasourceUid: 'mimir' },
      },
    });
  });

  test('name the tenant under multi-tenancy', () => {
    const chart = tempo({ multiTenancy: true });
    expect(chart.datasource({ tenant: 'a' }).secureJsonData).toEqual({ httpHeaderValue1: 'a' });
    expect(sentencesOf(() => chart.datasource())).toEqual([
      'tempo: datasource.tenant: missing, and tempo requires a tenant because multi-tenancy is enabled: set it, as { tenant: "team-a" } or by .as("team-a")',
    ]);
  });
});

test('monitoring has a ServiceMonitor for each role and cache, which names its job', () => {
  const objects = objectsWith({ serviceMonitor: {}, memcachedExporter: {} });
  const monitors = Object.values(objects).filter(({ kind }) => kind === 'ServiceMonitor');
  expect(monitors.map(({ metadata }) => metadata.name)).toEqual([
    'tempo-distributor',
    'tempo-ingester',
    'tempo-querier',
    'tempo-query-frontend',
    'tempo-compactor',
    'tempo-memcached',
  ]);
  for (const { metadata, spec } of monitors) {
    expect(spec.endpoints[0].relabelings[0].replacement).toBe(`traces/${metadata.name.replace('tempo-', '')}`);
    const service = objectAt(objects, `Service/${metadata.name}`);
    expect(service.metadata['labels']).toMatchObject(spec.selector.matchLabels);
    expect(portsOf(objects, metadata.name).some((port) => port.startsWith(`${spec.endpoints[0].port} `))).toBe(true);
  }
});

test('a memcached without an exporter is not scraped', () =>
  expect(Object.keys(objectsWith({ serviceMonitor: {} }))).not.toContain('ServiceMonitor/tempo-memcached'));

test('all other props', () => {
  const objects = objectsWith({
    fullnameOverride: 'prod-tempo',
    defaults: { priorityClassName: 'traces' },
    prometheusRule: { groups: [{ name: 'a', rules: [{ alert: 'B', expr: 'up == 0', for: '5m' }] }] },
    networkPolicy: {},
    memcached: false,
    ring: new Ring({
      store: { type: 'consul', consul: new Endpoint({ service: 'consul', namespace: 'consul', port: 8500 }) },
    }),
  });
  expect(Object.keys(objects).some((key) => /memcached|gossip/.test(key))).toBe(false);
  expect(objects).toHaveProperty(['PrometheusRule/prod-tempo']);
  expect(objectAt(objects, 'NetworkPolicy/prod-tempo-ingress')['spec']).toMatchObject({
    podSelector: { matchLabels: { 'app.kubernetes.io/component': 'distributor' } },
    ingress: [{ ports: [{ port: 'otlp-http' }, { port: 'grpc-otlp' }] }],
  });
  const config = parse(objectAt(objects, 'ConfigMap/prod-tempo-config')['data']['tempo.yaml']);
  expect(config.storage.trace).not.toHaveProperty('cache');
  expect(config).not.toHaveProperty('memberlist');
  expect(podOf(objects, 'Deployment/prod-tempo-querier').priorityClassName).toBe('traces');
});

describe('ways to the query frontend and the receivers, past the gateway,', () => {
  const policiesOf = (props: Partial<TempoProps>) =>
    Object.values(objectsWith({ networkPolicy: {}, ...props }))
      .filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name.startsWith('tempo-ingress'))
      .map(({ spec }) => [
        spec.podSelector.matchLabels['app.kubernetes.io/component'],
        spec.ingress[0].ports.map(({ port, protocol }: { port: string; protocol: string }) => `${port}/${protocol}`),
      ]);

  test('the query frontend has an Ingress and an HTTPRoute', () => {
    const queryFrontend = {
      ingress: { hosts: [{ host: 'traces.example.com', paths: [{ path: '/tempo' }] }] },
      httpRoute: { parentRefs: [{ name: 'edge' }] },
    };
    const objects = objectsWith({ queryFrontend });
    expect(objectAt(objects, 'Ingress/tempo-query-frontend')['spec'].rules[0].http.paths).toEqual([
      {
        path: '/tempo',
        pathType: 'Prefix',
        backend: { service: { name: 'tempo-query-frontend', port: { number: 3100 } } },
      },
    ]);
    expect(objectAt(objects, 'HTTPRoute/tempo-query-frontend')['spec'].rules[0].backendRefs).toEqual([
      { name: 'tempo-query-frontend', port: 3100 },
    ]);
  });

  test('policies open the ports of the enabled receivers, by their protocols, and block the API behind a gateway', () => {
    expect(policiesOf({ gateway: {}, receivers: { jaeger: { thriftCompact: true }, zipkin: true } })).toEqual([
      ['gateway', ['http-metrics/TCP']],
      ['distributor', ['jaeger-compact/UDP', 'zipkin/TCP']],
    ]);
    expect(policiesOf({ receivers: { kafka: { brokers: ['kafka:9092'] } }, queryFrontend: { query: {} } })).toEqual([
      ['query-frontend', ['http-metrics/TCP', 'jaeger-ui/TCP']],
    ]);
  });

  test('a distributor behind a load balancer accepts only traces from outside', () => {
    const objects = objectsWith({
      networkPolicy: {},
      gateway: {},
      distributor: { service: { type: 'LoadBalancer', externalTrafficPolicy: 'Local' } },
    });
    expect(objectAt(objects, 'Service/tempo-distributor')['spec']).toMatchObject({
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Local',
    });
    expect(objectAt(objects, 'NetworkPolicy/tempo-ingress-distributor')['spec'].ingress[0].ports).toEqual([
      { port: 'otlp-http', protocol: 'TCP' },
      { port: 'grpc-otlp', protocol: 'TCP' },
    ]);
  });
});
