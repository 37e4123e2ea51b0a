import { Testing } from 'cdk8s';
import fc from 'fast-check';
import { parse } from 'yaml';
import { MIMIR_2_10, Mimir, type MimirObjectStorage, type MimirProps, type MimirZone } from '../../charts/mimir';
import { ROLES } from '../../charts/mimir/roles';
import { keysOf } from '../../lib/constructs/microservice/role-table';
import { spreadOverZones } from '../../lib/constructs/microservice/zones';
import { Ring } from '../../lib/model/ring/ring';
import { Endpoint } from '../../lib/values/endpoint';
import { ObjectStorage } from '../../lib/values/object-storage';
import { SecretKey } from '../../lib/values/secret-key';
import { type KubernetesObject, objectAt, objectsOf, podOf } from '../objects';
import { complaintsOf, mistakesIn, sentencesOf } from '../sentences';

const minio: MimirObjectStorage = { minio: { credentials: { secretName: 'minio-root' } } };
const mimir = (props: Partial<Omit<MimirProps, 'storage' | 'minio'>> = {}) =>
  new Mimir(Testing.app(), 'mimir', { namespace: 'metrics', ...minio, ...props });
const objectsWith = (props: Parameters<typeof mimir>[0] = {}) => objectsOf(mimir(props));
const ofKind = (objects: Readonly<Record<string, KubernetesObject>>, kind: string): string[] =>
  Object.keys(objects)
    .filter((key) => key.startsWith(`${kind}/mimir`))
    .map((key) => key.slice(`${kind}/mimir-`.length));

describe('by default', () => {
  const chart = mimir();
  const objects = objectsOf(chart);

  test('makes every role, and those that hold data in three zones', () => {
    expect(ofKind(objects, 'StatefulSet')).toEqual([
      'ingester-zone-a',
      'ingester-zone-b',
      'ingester-zone-c',
      'store-gateway-zone-a',
      'store-gateway-zone-b',
      'store-gateway-zone-c',
      'compactor',
      'alertmanager',
    ]);
    expect(ofKind(objects, 'Deployment')).toEqual([
      'minio',
      'distributor',
      'querier',
      'query-frontend',
      'query-scheduler',
      'ruler',
      'overrides-exporter',
      'nginx',
      'rollout-operator',
    ]);
    expect(complaintsOf(chart)).toEqual([]);
  });

  test('has the Services that `kubectl get services` showed, with their types and ports', () => {
    const published = `
      mimir-alertmanager ClusterIP 8080/TCP,9095/TCP
      mimir-alertmanager-headless None 8080/TCP,9095/TCP,9094/TCP
      mimir-compactor ClusterIP 8080/TCP,9095/TCP
      mimir-distributor ClusterIP 8080/TCP,9095/TCP
      mimir-distributor-headless None 8080/TCP,9095/TCP
      mimir-gossip-ring None 7946/TCP
      mimir-ingester-headless None 8080/TCP,9095/TCP
      mimir-ingester-zone-a ClusterIP 8080/TCP,9095/TCP
      mimir-ingester-zone-b ClusterIP 8080/TCP,9095/TCP
      mimir-ingester-zone-c ClusterIP 8080/TCP,9095/TCP
      mimir-minio ClusterIP 9000/TCP
      mimir-minio-console ClusterIP 9001/TCP
      mimir-nginx ClusterIP 80/TCP
      mimir-overrides-exporter ClusterIP 8080/TCP,9095/TCP
      mimir-querier ClusterIP 8080/TCP,9095/TCP
      mimir-query-frontend ClusterIP 8080/TCP,9095/TCP
      mimir-query-scheduler ClusterIP 8080/TCP,9095/TCP
      mimir-query-scheduler-headless None 8080/TCP,9095/TCP
      mimir-ruler ClusterIP 8080/TCP
      mimir-store-gateway-headless None 8080/TCP,9095/TCP
      mimir-store-gateway-zone-a ClusterIP 8080/TCP,9095/TCP
      mimir-store-gateway-zone-b ClusterIP 8080/TCP,9095/TCP
      mimir-store-gateway-zone-c ClusterIP 8080/TCP,9095/TCP`;
    const shown = Object.values(objects)
      .filter(({ kind }) => kind === 'Service')
      .map(({ metadata, spec }) => {
        const ports = spec.ports.map(({ port, protocol }: { port: number; protocol: string }) => `${port}/${protocol}`);
        return `${metadata.name} ${spec.clusterIP ?? spec.type} ${ports.join(',')}`;
      });
    expect(shown.sort()).toEqual(published.trim().split(/\n\s+/).sort());
  });

  test('tells others where it is', () => {
    expect(chart.remoteWrite.url).toBe('http://mimir-nginx.metrics/api/v1/push');
    expect(chart.prometheus.url).toBe('http://mimir-nginx.metrics/prometheus');
    expect(chart.datasource({ tenant: 'a' })).toMatchObject({
      type: 'prometheus',
      uid: 'mimir',
      url: chart.prometheus.url,
      jsonData: { prometheusType: 'Mimir', httpHeaderName1: 'X-Scope-OrgID' },
      secureJsonData: { httpHeaderValue1: 'a' },
    });
  });

  test('nginx adds a default tenant to requests without one, and has a timeout for long queries', () => {
    const conf = objectAt(objects, 'ConfigMap/mimir-nginx')['data']['nginx.conf'];
    expect(conf).toMatch(
      /map \$http_x_scope_orgid \$ensured_x_scope_orgid \{\s+default \$http_x_scope_orgid;\s+"" "anonymous";/,
    );
    expect(conf).toContain('proxy_set_header X-Scope-OrgID $ensured_x_scope_orgid;');
    expect(conf).toContain('proxy_read_timeout 300;');
    expect(conf).toMatch(
      /location \/prometheus \{\s+set \S+ http:\/\/mimir-query-frontend\.metrics\.svc\.cluster\.local;/,
    );
  });

  test('members of a ring gossip, and no others', () => {
    const { selector, publishNotReadyAddresses } = objectAt(objects, 'Service/mimir-gossip-ring')['spec'];
    expect(publishNotReadyAddresses).toBe(true);
    const isFound = (name: string) => {
      const { labels } = objectAt(objects, name)['spec'].template.metadata;
      return Object.entries(selector).every(([key, value]) => labels[key] === value);
    };
    expect(
      ['StatefulSet/mimir-ingester-zone-a', 'Deployment/mimir-distributor', 'StatefulSet/mimir-alertmanager'].map(
        isFound,
      ),
    ).toEqual([true, true, true]);
    expect(['Deployment/mimir-query-frontend', 'Deployment/mimir-nginx'].map(isFound)).toEqual([false, false]);
  });
});

test.each(keysOf(ROLES))('the %s runs its own target of the one program, with its arguments', (role) => {
  const objects = objectsWith({
    [ROLES[role].prop]: {
      extraArgs: ['-log.level=debug'],
      env: { A: 'b' },
      tolerations: [{ key: 'metrics', operator: 'Exists' }],
      podAnnotations: { c: 'd' },
    },
  });
  const controllers = Object.values(objects).filter(
    ({ kind, spec }) =>
      ['Deployment', 'StatefulSet'].includes(kind) &&
      spec.template.metadata.labels['app.kubernetes.io/component'] === role,
  );
  expect(controllers).toHaveLength(role === 'ingester' || role === 'store-gateway' ? 3 : 1);
  for (const { spec } of controllers) {
    expect(spec.template.metadata.annotations).toMatchObject({ c: 'd' });
    expect(spec.template.spec).toMatchObject({ tolerations: [{ key: 'metrics' }] });
    expect(spec.template.spec.containers[0].args).toEqual(
      expect.arrayContaining([`-target=${role}`, '-config.file=/etc/mimir/mimir.yaml', '-log.level=debug']),
    );
    expect(spec.template.spec.containers[0].env).toContainEqual({ name: 'A', value: 'b' });
  }
});

describe('replicas over zones', () => {
  const arbitrary = [fc.nat({ max: 1000 }), fc.integer({ min: 1, max: 12 })] as const;

  test('make up the sum, and differ by one at most, the first zones having more', () =>
    fc.assert(
      fc.property(...arbitrary, (replicas, zones) => {
        const counts = spreadOverZones(replicas, zones);
        expect(counts).toHaveLength(zones);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(replicas);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        expect([...counts].sort((a, b) => b - a)).toEqual(counts);
      }),
    ));

  test('leave no zone empty while another has two', () =>
    fc.assert(
      fc.property(...arbitrary, (replicas, zones) => {
        const counts = spreadOverZones(replicas, zones);
        expect(counts.includes(0) && Math.max(...counts) > 1).toBe(false);
      }),
    ));

  test('stay where they are when one is added', () =>
    fc.assert(
      fc.property(...arbitrary, (replicas, zones) => {
        const [before, after] = [spreadOverZones(replicas, zones), spreadOverZones(replicas + 1, zones)];
        expect(after.filter((count, zone) => count !== before[zone])).toHaveLength(1);
      }),
    ));
});

describe('zones', () => {
  const zones: readonly MimirZone[] = [
    { name: 'zone-a', nodeSelector: { 'topology.kubernetes.io/zone': '1a' }, storageClass: 'gp3-a' },
    { name: 'zone-b', nodeSelector: { 'topology.kubernetes.io/zone': '1b' } },
  ];
  const objects = objectsWith({
    ingester: { zones, replicas: 5, rolloutMaxUnavailable: 3 },
    accepts: [{ id: 'ring/zones', reason: 'there are two data centres' }],
  });
  const zone = (name: string) => objectAt(objects, `StatefulSet/mimir-ingester-${name}`);

  test('have their own nodes, storage class and number of pods', () => {
    expect(['zone-a', 'zone-b'].map((name) => zone(name)['spec'].replicas)).toEqual([3, 2]);
    expect(zone('zone-a')['spec'].template.spec.nodeSelector).toEqual({ 'topology.kubernetes.io/zone': '1a' });
    expect(zone('zone-a')['spec'].volumeClaimTemplates[0].spec.storageClassName).toBe('gp3-a');
    expect(zone('zone-b')['spec'].volumeClaimTemplates[0].spec).not.toHaveProperty('storageClassName');
  });

  test('are told where they are, and found by it', () => {
    expect(podOf(objects, 'StatefulSet/mimir-ingester-zone-b').containers[0].args).toContain(
      '-ingester.ring.instance-availability-zone=zone-b',
    );
    const { selector } = objectAt(objects, 'Service/mimir-ingester-zone-b')['spec'];
    expect(zone('zone-b')['spec'].template.metadata.labels).toMatchObject(selector);
    expect(zone('zone-a')['spec'].template.metadata.labels).not.toMatchObject(selector);
  });

  test('leave it to the rollout operator to replace their pods', () => {
    for (const name of ['zone-a', 'zone-b']) {
      expect(zone(name)['spec'].updateStrategy).toEqual({ type: 'OnDelete' });
      expect(zone(name).metadata).toMatchObject({
        labels: { 'rollout-group': 'ingester' },
        annotations: { 'rollout-max-unavailable': '3' },
      });
    }
  });

  test('have one budget and one headless Service together', () => {
    const { maxUnavailable, selector } = objectAt(objects, 'PodDisruptionBudget/mimir-ingester')['spec'];
    expect(maxUnavailable).toBe(1);
    for (const name of ['zone-a', 'zone-b']) {
      expect(zone(name)['spec'].template.metadata.labels).toMatchObject(selector.matchLabels);
      expect(zone(name)['spec'].serviceName).toBe('mimir-ingester-headless');
    }
    expect(ofKind(objects, 'PodDisruptionBudget').filter((name) => name.startsWith('ingester'))).toEqual(['ingester']);
  });

  test('can be left out, and then the rings have no configuration for it', () => {
    const chart = mimir({ ingester: { zones: false, replicas: 3 }, storeGateway: { zones: false } });
    expect(objectAt(objectsOf(chart), 'StatefulSet/mimir-ingester')['spec']).toMatchObject({
      replicas: 3,
      updateStrategy: { type: 'RollingUpdate' },
      serviceName: 'mimir-ingester-headless',
    });
    expect(chart.config.ingester?.ring).not.toHaveProperty('zone_awareness_enabled');
    expect(chart.config.store_gateway?.sharding_ring).not.toHaveProperty('kvstore');
  });

  test('alertmanagers have them too where they are asked for', () => {
    const chart = mimir({ alertmanager: { zones, replicas: 2 } });
    expect(podOf(objectsOf(chart), 'StatefulSet/mimir-alertmanager-zone-a').containers[0].args).toContain(
      '-alertmanager.sharding-ring.instance-availability-zone=zone-a',
    );
    expect(chart.config.alertmanager?.sharding_ring?.zone_awareness_enabled).toBe(true);
  });
});

describe('a migration to zones', () => {
  const step = (
    ingester: 'start' | 'switch' | 'exclude' | 'scale-down',
    storeGateway: 'start' | 'switch' | 'scale-down',
  ) => {
    const chart = mimir({
      ingester: { migration: { step: ingester, replicas: 4 } },
      storeGateway: { migration: { step: storeGateway, replicas: 2 } },
    });
    const objects = objectsOf(chart);
    const old = (role: string) => objectAt(objects, `StatefulSet/mimir-${role}`)['spec'];
    return {
      ring: chart.config.ingester?.ring,
      sharding: chart.config.store_gateway?.sharding_ring,
      old: [old('ingester').replicas, old('store-gateway').replicas],
      oldArgs: old('store-gateway').template.spec.containers[0].args,
      newArgs: podOf(objects, 'StatefulSet/mimir-store-gateway-zone-a').containers[0].args,
    };
  };

  test('starts with zones that are excluded from queries', () => {
    const { ring, sharding, old, newArgs, oldArgs } = step('start', 'start');
    expect(ring).not.toHaveProperty('zone_awareness_enabled');
    expect(sharding).not.toHaveProperty('zone_awareness_enabled');
    expect(old).toEqual([4, 2]);
    expect(newArgs).toContain('-store-gateway.sharding-ring.prefix=multi-zone/');
    expect(oldArgs).not.toContainEqual(expect.stringContaining('sharding-ring.prefix'));
  });

  test('switches to them while the old ones stay', () => {
    const { ring, sharding, old, newArgs, oldArgs } = step('switch', 'switch');
    expect(ring).toMatchObject({ zone_awareness_enabled: true });
    expect(ring).not.toHaveProperty('excluded_zones');
    expect(sharding).toMatchObject({ zone_awareness_enabled: true, kvstore: { prefix: 'multi-zone/' } });
    expect(old).toEqual([4, 2]);
    expect(newArgs).not.toContain('-store-gateway.sharding-ring.prefix=multi-zone/');
    expect(oldArgs).toContain('-store-gateway.sharding-ring.prefix=collectors/');
  });

  test('needs no restart of ingesters without zones, which are in the zone of the old ones before', () => {
    const args = (props: Parameters<typeof mimir>[0]) =>
      podOf(objectsWith(props), 'StatefulSet/mimir-ingester').containers[0].args;
    const before = args({ ingester: { zones: false } });
    expect(before).toContain('-ingester.ring.instance-availability-zone=zone-default');
    expect(before).toEqual(args({ ingester: { migration: { step: 'start', replicas: 3 } } }));
  });

  test('excludes the old ones, and then ends them', () => {
    expect(step('exclude', 'switch').ring).toMatchObject({ excluded_zones: 'zone-default' });
    expect(step('exclude', 'switch').old).toEqual([4, 2]);
    expect(step('scale-down', 'scale-down').old).toEqual([0, 0]);
  });
});

test('as many ingesters run without zones as with them, so that a ring of three copies works by default', () => {
  const { replicas } = objectAt(objectsWith({ ingester: { zones: false } }), 'StatefulSet/mimir-ingester')['spec'];
  expect(replicas).toBe(3);
});

describe('an ingester that keeps the only copy', () => {
  const budgetsOf = (props: Parameters<typeof mimir>[0]) =>
    ofKind(objectsWith({ ingester: { zones: false }, ...props }), 'PodDisruptionBudget');

  test.each<[string, Parameters<typeof mimir>[0]]>([
    ['by ring', { ring: new Ring({ replicationFactor: 1 }) }],
    ['by config', { config: { ingester: { ring: { replication_factor: 1 } } } }],
    ['in zones', { ring: new Ring({ replicationFactor: 1 }), ingester: {} }],
  ])('has no budget of its own, which would let it go: %s', (_, props) => {
    expect(budgetsOf(props)).not.toContain('ingester');
    expect(budgetsOf(props)).toContain('distributor');
  });

  test('has the one that it is given', () =>
    expect(
      budgetsOf({
        ring: new Ring({ replicationFactor: 1 }),
        ingester: { zones: false, disruptionBudget: { maxUnavailable: 0 } },
      }),
    ).toContain('ingester'));
});

describe('caches', () => {
  const objects = objectsWith({
    chunksCache: { memoryMegabytes: 1000 },
    indexCache: {},
    metadataCache: {},
    resultsCache: {},
  });

  test('work out their sizes from one figure', () => {
    const [memcached, exporter] = podOf(objects, 'StatefulSet/mimir-chunks-cache').containers;
    expect(memcached.args).toEqual(['-m 1000', '-I 1m', '-c 16384', '--extended=modern,track_sizes', '-v', '-u 11211']);
    expect(memcached.resources).toEqual({ requests: { cpu: '500m', memory: '1200Mi' }, limits: { memory: '1200Mi' } });
    expect(exporter.name).toBe('exporter');
  });

  test('are where the configuration looks for them', () => {
    const config = parse(objectAt(objects, 'ConfigMap/mimir-config')['data']['mimir.yaml']);
    for (const [cache, block] of [
      ['chunks-cache', config.blocks_storage.bucket_store.chunks_cache],
      ['index-cache', config.blocks_storage.bucket_store.index_cache],
      ['metadata-cache', config.blocks_storage.bucket_store.metadata_cache],
      ['results-cache', config.frontend.results_cache],
    ] as const) {
      expect(block.memcached.addresses).toBe(`dns+mimir-${cache}.metrics.svc:11211`);
      expect(objectAt(objects, `Service/mimir-${cache}`)['spec']).toMatchObject({
        clusterIP: 'None',
        ports: [{ port: 11211 }, {}],
      });
    }
  });
});

describe('the gateway that succeeds nginx', () => {
  const gateways = (props: Parameters<typeof mimir>[0]) =>
    ofKind(objectsWith(props), 'Deployment').filter((name) => ['nginx', 'gateway'].includes(name));

  test('takes its place, or runs beside it while clients move over', () => {
    expect(gateways({ gateway: {} })).toEqual(['gateway']);
    expect(gateways({ gateway: {}, nginx: {} })).toEqual(['nginx', 'gateway']);
    expect(gateways({ gateway: false, nginx: false })).toEqual([]);
    expect(mimir({ gateway: {}, nginx: {} }).remoteWrite.url).toBe('http://mimir-gateway.metrics/api/v1/push');
    expect(mimir({ gateway: {} }).prometheus.url).toBe('http://mimir-gateway.metrics/prometheus');
  });

  test('has the names and ports of the Helm chart', () => {
    const objects = objectsWith({ gateway: {} });
    expect(objectAt(objects, 'Service/mimir-gateway')['spec'].ports).toEqual([
      { name: 'http-metrics', port: 80, targetPort: 'http-metrics', protocol: 'TCP' },
      { name: 'legacy-http-metrics', port: 8080, targetPort: 'http-metrics', protocol: 'TCP' },
    ]);
    expect(objects).toHaveProperty(['PodDisruptionBudget/mimir-gateway']);
  });

  test('answers at /ready, for load balancers that ask the gateway of the chart for it, and else as nginx does', () => {
    const confOf = (props: Parameters<typeof mimir>[0], name: string): string =>
      objectAt(objectsWith(props), `ConfigMap/${name}`)['data']['nginx.conf'];
    const ready = / {4}location = \/ready \{[^}]*return 204;[^}]*auth_basic off;[^}]*\}\n/;
    const conf = confOf({ gateway: {} }, 'mimir-gateway-nginx');
    expect(conf).toMatch(ready);
    expect(conf.replace(ready, '')).toBe(confOf({}, 'mimir-nginx'));
    const pod = podOf(objectsWith({ gateway: {} }), 'Deployment/mimir-gateway');
    expect(pod.containers[0].readinessProbe.httpGet).toEqual({ path: '/ready', port: 'http-metrics' });
  });
});

describe('zones', () => {
  test('may not share a domain of the topology key', () => {
    const objects = objectsWith({
      ingester: {
        zoneTopologyKey: 'kubernetes.io/hostname',
        zones: [{ name: 'a', affinity: { nodeAffinity: {} } }, { name: 'b' }, { name: 'c' }],
      },
    });
    expect(podOf(objects, 'StatefulSet/mimir-ingester-a').affinity).toEqual({
      nodeAffinity: {},
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          {
            topologyKey: 'kubernetes.io/hostname',
            labelSelector: {
              matchExpressions: [
                { key: 'rollout-group', operator: 'In', values: ['ingester'] },
                { key: 'zone', operator: 'NotIn', values: ['a'] },
              ],
            },
          },
        ],
      },
    });
    expect(podOf(objectsWith(), 'StatefulSet/mimir-ingester-zone-a')).not.toHaveProperty('affinity');
  });

  test('of alertmanagers come step by step', () => {
    const zones = [{ name: 'zone-a' }, { name: 'zone-b' }, { name: 'zone-c' }];
    const at = (step: 'start' | 'switch' | 'scale-down') => {
      const chart = mimir({ alertmanager: { zones, migration: { step, replicas: 2 } } });
      const old = objectAt(objectsOf(chart), 'StatefulSet/mimir-alertmanager')['spec'];
      return {
        aware: chart.config.alertmanager?.sharding_ring?.zone_awareness_enabled,
        old: old.replicas,
        zone: old.template.spec.containers[0].args.at(-1),
      };
    };
    const zone = '-alertmanager.sharding-ring.instance-availability-zone=zone-default';
    expect(at('start')).toEqual({ aware: undefined, old: 2, zone });
    expect(at('switch')).toEqual({ aware: true, old: 2, zone });
    expect(at('scale-down')).toEqual({ aware: true, old: 0, zone });
  });
});

test('a folder of a claim is mounted, and a scheduler places the pods', () => {
  const objects = objectsWith({
    compactor: {
      schedulerName: 'own',
      persistence: { claims: [{ name: 'storage', size: '5Gi', subPath: 'mimir' }] },
    },
  });
  const pod = podOf(objects, 'StatefulSet/mimir-compactor');
  expect(pod.schedulerName).toBe('own');
  expect(pod.containers[0].volumeMounts).toContainEqual({ name: 'storage', mountPath: '/data', subPath: 'mimir' });
});

describe('clients of caches', () => {
  const config = (props: Parameters<typeof mimir>[0]) => mimir(props).config;
  const all = { chunksCache: {}, indexCache: {}, metadataCache: {}, resultsCache: {} } as const;

  test('have the settings of the Helm chart', () => {
    const { blocks_storage, frontend, ruler_storage } = config(all);
    const { chunks_cache, index_cache, metadata_cache } = blocks_storage?.bucket_store ?? {};
    const many = { max_idle_connections: 150 };
    const MIB = 1024 * 1024;
    expect(chunks_cache?.memcached).toMatchObject({ ...many, timeout: '450ms', max_item_size: MIB });
    expect(index_cache?.memcached).toMatchObject({ ...many, timeout: '450ms', max_item_size: 5 * MIB });
    expect(metadata_cache?.memcached).toEqual({
      ...many,
      addresses: 'dns+mimir-metadata-cache.metrics.svc:11211',
      max_item_size: MIB,
    });
    expect(frontend?.query_sharding_target_series_per_shard).toBe(2500);
    expect(frontend?.results_cache?.memcached).toMatchObject({ timeout: '500ms', max_item_size: 5 * MIB });
    expect(ruler_storage?.cache).toEqual({
      backend: 'memcached',
      memcached: { addresses: 'dns+mimir-metadata-cache.metrics.svc:11211', max_item_size: MIB },
    });
  });

  test.each([
    ['16m', 16 * 1024 * 1024],
    ['512k', 512 * 1024],
  ] as const)('do not send items above %s to a cache that rejects them', (maxItemSize, bytes) => {
    const { blocks_storage, ruler_storage, frontend } = config({ ...all, caches: { maxItemSize } });
    const { chunks_cache, index_cache, metadata_cache } = blocks_storage?.bucket_store ?? {};
    for (const { memcached } of [
      chunks_cache,
      index_cache,
      metadata_cache,
      ruler_storage?.cache,
      frontend?.results_cache,
    ].map((cache) => cache ?? {})) {
      expect(memcached?.max_item_size).toBe(bytes);
    }
  });

  test('find a cache by its name, and an error for one that does not run', () => {
    expect(mimir({ chunksCache: {} }).cacheAddress('chunks-cache')).toBe('dns+mimir-chunks-cache.metrics.svc:11211');
    expect(sentencesOf(() => mimir({ chunksCache: {} }).cacheAddress('index-cache'))).toEqual([
      'mimir: caches: found no "index-cache", enabled caches are chunks-cache: enable it',
    ]);
  });
});

test('a new version or configuration rolls the pods that use it, and no others', () => {
  const templateOf = (props: Parameters<typeof mimir>[0], name: string) =>
    objectAt(objectsWith(props), name)['spec'].template;
  const own = { chunksCache: {}, image: { repository: 'grafana/mimir', tag: '2.11.0-own' } };
  for (const name of ['Deployment/mimir-nginx', 'StatefulSet/mimir-chunks-cache']) {
    expect(templateOf(own, name)).toEqual(templateOf({ chunksCache: {} }, name));
  }
  const fallback = { alertmanager: { fallbackConfig: { route: { receiver: 'a' }, receivers: [{ name: 'a' }] } } };
  expect(templateOf(fallback, 'StatefulSet/mimir-alertmanager').metadata.annotations).not.toEqual(
    templateOf({}, 'StatefulSet/mimir-alertmanager').metadata.annotations,
  );
  expect(templateOf(fallback, 'Deployment/mimir-ruler')).toEqual(templateOf({}, 'Deployment/mimir-ruler'));
});

test('settings of one cache override those of all caches, and enable none', () => {
  const objects = objectsWith({
    caches: { replicas: 3, priorityClassName: 'caches', memoryMegabytes: 256 },
    chunksCache: { memoryMegabytes: 1024 },
    indexCache: {},
  });
  const of = (name: string) => objectAt(objects, `StatefulSet/mimir-${name}`)['spec'];
  expect(of('chunks-cache')).toMatchObject({
    replicas: 3,
    podManagementPolicy: 'Parallel',
    template: { spec: { priorityClassName: 'caches' } },
  });
  expect(of('chunks-cache').template.spec.containers[0].args).toContain('-m 1024');
  expect(of('index-cache').template.spec.containers[0]).toMatchObject({
    args: expect.arrayContaining(['-m 256']),
    ports: [{ name: 'client' }],
    resources: { limits: { memory: '307Mi' } },
  });
  expect(objects).not.toHaveProperty(['StatefulSet/mimir-results-cache']);
  expect(objectAt(objects, 'StatefulSet/mimir-chunks-cache').metadata['labels']).toMatchObject({
    'app.kubernetes.io/component': 'memcached',
  });
  expect(of('chunks-cache').selector.matchLabels).toMatchObject({ 'app.kubernetes.io/component': 'chunks-cache' });
});

test('the memory of a cache follows its figure, whatever roles have', () => {
  const objects = objectsWith({ chunksCache: {}, defaults: { resources: { limits: { memory: '1Gi' } } } });
  expect(podOf(objects, 'StatefulSet/mimir-chunks-cache').containers[0].resources.limits).toEqual({ memory: '9830Mi' });
});

describe('storage', () => {
  const withStorage = (storage: MimirProps['storage'] & object) =>
    new Mimir(Testing.app(), 'mimir', { namespace: 'metrics', storage });

  test('of its own is a MinIO with keys in a Secret and a repeatable Job for its buckets', () => {
    const objects = objectsWith();
    const config = parse(objectAt(objects, 'ConfigMap/mimir-config')['data']['mimir.yaml']);
    expect(config.blocks_storage.s3).toEqual({
      bucket_name: 'mimir-tsdb',
      endpoint: 'mimir-minio.metrics.svc:9000',
      insecure: true,
      access_key_id: '${S3_ACCESS_KEY_ID}',
      secret_access_key: '${S3_SECRET_ACCESS_KEY}',
    });
    expect(podOf(objects, 'Deployment/mimir-querier').containers[0].env).toContainEqual({
      name: 'S3_SECRET_ACCESS_KEY',
      valueFrom: { secretKeyRef: { name: 'minio-root', key: 'rootPassword' } },
    });
    const job = objectAt(objects, 'Job/mimir-minio-make-buckets');
    expect(job['spec'].ttlSecondsAfterFinished).toBeGreaterThan(0);
    expect(job.metadata['annotations']).toMatchObject({ 'argocd.argoproj.io/hook': 'Sync' });
    const { command } = podOf(objects, 'Job/mimir-minio-make-buckets').containers[0];
    expect(command.slice(-2)).toEqual(['mimir-tsdb', 'mimir-ruler']);
    expect(Object.values(objects).filter(({ kind }) => kind === 'Secret')).toEqual([]);
  });

  test('elsewhere has a bucket or a prefix for each', () => {
    const bucket = ObjectStorage.gcs({ bucket: 'metrics', serviceAccountKey: new SecretKey('gcs', 'key.json') });
    const chart = withStorage({
      blocks: { storage: bucket, prefix: 'blocks' },
      ruler: { storage: bucket, prefix: 'ruler' },
      alertmanager: ObjectStorage.azure({ account: 'acme', container: 'alerts', identity: { managedIdentity: true } }),
    });
    expect(chart.config.blocks_storage).toMatchObject({
      backend: 'gcs',
      gcs: { bucket_name: 'metrics' },
      storage_prefix: 'blocks',
    });
    expect(chart.config.ruler_storage).toMatchObject({ backend: 'gcs', storage_prefix: 'ruler' });
    expect(chart.config.alertmanager_storage).toEqual({
      backend: 'azure',
      azure: { account_name: 'acme', container_name: 'alerts' },
    });
    expect(podOf(objectsOf(chart), 'Deployment/mimir-querier').volumes).toContainEqual({
      name: 'google-credentials',
      secret: { secretName: 'gcs' },
    });
    expect(complaintsOf(chart)).toEqual([]);
  });

  test('fails if rules stand among blocks', () => {
    const bucket = ObjectStorage.s3({ bucket: 'metrics', region: 'eu-central-1' });
    expect(mistakesIn(withStorage({ blocks: bucket, ruler: bucket }))).toEqual([
      'config.ruler_storage: found the place of blocks_storage, whose tenants would be mixed up with it: take another bucket, or a prefix each',
    ]);
  });

  test('fails for an S3 that cannot be reached', () =>
    expect(() => withStorage({ blocks: ObjectStorage.s3({ bucket: 'metrics' }) })).toThrow(
      'storage: found S3 without endpoint and region, Mimir needs the endpoint: name one of them',
    ));
});

describe('the configuration', () => {
  test.each<[MimirProps['config'] & object, string]>([
    [
      { blocks_storage: { tsdb: { head_compaction_interval: '30m' } } },
      'config.blocks_storage.tsdb.head_compaction_interval: found "30m", allowed is more than 0 up to "15m": set it',
    ],
    [
      { blocks_storage: { tsdb: { retention_period: '6h' } } },
      'config.blocks_storage.tsdb.retention_period: found "6h", queries leave storage out for "12h" (querier.query_store_after): raise it above that',
    ],
    [
      { blocks_storage: { bucket_store: { ignore_blocks_within: '13h' } } },
      'config.blocks_storage.bucket_store.ignore_blocks_within: found "13h", but from "12h" on queries go to storage alone (querier.query_store_after): lower it to that',
    ],
    [
      { frontend_worker: { frontend_address: 'x' } },
      'config.frontend_worker: found frontend_address beside scheduler_address, queriers fetch from one of them: remove the other',
    ],
    [
      { distributor: { ha_tracker: { enable_ha_tracker: true, kvstore: { store: 'memberlist' } } } },
      'config.distributor.ha_tracker.kvstore.store: found "memberlist", the tracker takes consul or etcd: change it',
    ],
    [
      { ingester: { ring: { token_generation_strategy: 'spread-minimizing' } } },
      'config.ingester.ring.tokens_file_path: found "/data/tokens", spread-minimizing tokens are worked out and not kept: set it to ""',
    ],
  ])('fails if it holds %j', (config, sentence) => expect(mistakesIn(mimir({ config }))).toEqual([sentence]));

  test('is that of the version: a key of the other one is refused', () => {
    const props = { namespace: 'metrics', ...minio };
    const chart = new Mimir(Testing.app(), 'mimir', {
      ...props,
      version: MIMIR_2_10,
      config: { querier: { query_ingesters_within: '13h' } },
    });
    expect(complaintsOf(chart)).toEqual([]);
    expect(podOf(objectsOf(chart), 'Deployment/mimir-querier').containers[0].image).toBe('grafana/mimir:2.10.3');
    const fromFile: MimirProps['config'] = JSON.parse('{ "querier": { "query_ingesters_within": "13h" } }');
    expect(mistakesIn(mimir({ config: fromFile }))).toEqual([
      'config.querier.query_ingesters_within: unknown key, Mimir 2.11.0 does not have it here: move it to limits.query_ingesters_within',
    ]);
  });

  test('limits of tenants are looked at too', () => {
    const overrides = { a: JSON.parse('{ "ingestion_rat": 5 }') };
    expect(mistakesIn(mimir({ runtimeConfig: { overrides } }))).toEqual([
      'runtimeConfig.overrides.a.ingestion_rat: unknown key, Mimir 2.11.0 does not have it here (did you mean "ingestion_rate"?)',
    ]);
  });

  test('stores its rings in the configured store', () => {
    const consul = new Endpoint({ service: 'consul', namespace: 'consul', port: 8500 });
    const chart = mimir({ ring: new Ring({ store: { type: 'consul', consul } }) });
    const kvstore = { store: 'consul', consul: { host: 'consul.consul:8500' } };
    expect(chart.config).toMatchObject({
      distributor: { ring: { kvstore } },
      ingester: { ring: { kvstore, replication_factor: 3 } },
      compactor: { sharding_ring: { kvstore } },
      store_gateway: { sharding_ring: { kvstore: { ...kvstore, prefix: 'multi-zone/' } } },
      ruler: { ring: { kvstore } },
      alertmanager: { sharding_ring: { kvstore } },
    });
    expect(chart.config).not.toHaveProperty('memberlist.join_members');
    expect(ofKind(objectsOf(chart), 'Service')).not.toContain('gossip-ring');
  });

  test('without a scheduler, queriers ask the frontends', () => {
    const { frontend_worker, frontend } = mimir({ queryScheduler: false }).config;
    expect(frontend_worker?.frontend_address).toBe('mimir-query-frontend.metrics.svc:9095');
    expect(frontend?.scheduler_address).toBeUndefined();
  });
});

test('tests write and read through the entrance', () => {
  const objects = objectsWith({ continuousTest: { tenant: 'probe', series: 10 }, smokeTest: true });
  expect(podOf(objects, 'Deployment/mimir-continuous-test').containers[0].args).toEqual(
    expect.arrayContaining([
      '-tests.write-endpoint=http://mimir-nginx.metrics',
      '-tests.read-endpoint=http://mimir-nginx.metrics/prometheus',
      '-tests.tenant-id=probe',
      '-tests.write-read-series-test.num-series=10',
    ]),
  );
  expect(podOf(objects, 'Job/mimir-smoke-test').containers[0].args).toContain('-tests.smoke-test');
});

test.each<[string, Pick<MimirProps, 'nginx'>]>([
  ['there is no nginx', { nginx: false }],
  ['nginx asks for a user', { nginx: { basicAuth: { secretName: 'users' } } }],
])('the tests ask the roles themselves, each for a tenant, where %s', (_, props) => {
  const objects = objectsWith({ ...props, continuousTest: {}, smokeTest: true });
  const endpoints = [
    '-tests.write-endpoint=http://mimir-distributor.metrics:8080',
    '-tests.read-endpoint=http://mimir-query-frontend.metrics:8080/prometheus',
  ];
  expect(podOf(objects, 'Deployment/mimir-continuous-test').containers[0].args).toEqual(
    expect.arrayContaining([...endpoints, '-tests.tenant-id=mimir-continuous-test']),
  );
  expect(podOf(objects, 'Job/mimir-smoke-test').containers[0].args).toEqual(
    expect.arrayContaining([...endpoints, '-tests.tenant-id=anonymous']),
  );
});

describe('tests with a user', () => {
  const credentials = { username: 'probe', password: new SecretKey('probe', 'password') };
  const nginx = { basicAuth: { secretName: 'users' } };

  test('write and read through the gateway that requires one', () => {
    const objects = objectsWith({ nginx, continuousTest: { credentials }, smokeTest: { credentials } });
    for (const id of ['Deployment/mimir-continuous-test', 'Job/mimir-smoke-test']) {
      const [container] = podOf(objects, id).containers;
      expect(container.args).toEqual(
        expect.arrayContaining([
          '-tests.write-endpoint=http://mimir-nginx.metrics',
          '-tests.basic-auth-user=probe',
          '-tests.basic-auth-password=$(TEST_PASSWORD)',
        ]),
      );
      expect(container.args).not.toContainEqual(expect.stringContaining('tenant-id'));
      expect(container.env).toContainEqual({
        name: 'TEST_PASSWORD',
        valueFrom: { secretKeyRef: { name: 'probe', key: 'password' } },
      });
    }
  });

  test.each<[string, Partial<MimirProps>, RegExp]>([
    ['a tenant is set too', { nginx, continuousTest: { credentials, tenant: 'a' } }, /^mimir: continuousTest\.tenant:/],
    ['the gateway requires none', { continuousTest: { credentials } }, /^mimir: continuousTest\.credentials:/],
    ['there is no gateway', { nginx: false, smokeTest: { credentials } }, /^mimir: smokeTest\.credentials:/],
  ])('fail if %s', (_, props, sentence) =>
    expect(sentencesOf(() => mimir(props))).toEqual([expect.stringMatching(sentence)]),
  );
});

test('the operator may only replace pods of its namespace', () => {
  const { rules } = objectAt(objectsWith(), 'Role/mimir-rollout-operator');
  expect(rules).toContainEqual({ apiGroups: [''], resources: ['pods'], verbs: ['list', 'get', 'watch', 'delete'] });
  expect(ofKind(objectsWith({ rolloutOperator: false }), 'Deployment')).not.toContain('rollout-operator');
});

test('all other props', () => {
  const objects = objectsWith({
    fullnameOverride: 'prod-mimir',
    multiTenancy: false,
    defaults: { priorityClassName: 'metrics' },
    serviceAccount: { create: false, name: 'own' },
    serviceMonitor: { interval: '15s' },
    prometheusRule: { groups: [{ name: 'mimir', rules: [{ record: 'a', expr: 'sum(up)' }] }] },
    networkPolicy: {},
    ruler: false,
    alertmanager: false,
    overridesExporter: false,
    nginx: { ingress: { hosts: ['metrics.example.com'] }, basicAuth: { secretName: 'users' } },
  });
  const { spec } = objectAt(objects, 'Deployment/prod-mimir-nginx');
  expect(spec.template.spec).toMatchObject({ serviceAccountName: 'own', priorityClassName: 'metrics' });
  const monitors = Object.values(objects).filter(({ kind }) => kind === 'ServiceMonitor');
  expect(monitors.map(({ metadata }) => metadata.name)).toEqual(
    ['distributor', 'ingester', 'querier', 'query-frontend', 'query-scheduler', 'store-gateway', 'compactor'].map(
      (role) => `prod-mimir-${role}`,
    ),
  );
  expect(monitors[1]?.['spec'].endpoints).toMatchObject([
    {
      port: 'http-metrics',
      interval: '15s',
      relabelings: [{ replacement: 'metrics/ingester' }, { targetLabel: 'cluster', replacement: 'mimir' }],
    },
  ]);
  expect(objects).toHaveProperty(['PrometheusRule/prod-mimir-prometheus-rule']);
  expect(Object.keys(objects).filter((key) => key.startsWith('NetworkPolicy/'))).toEqual([
    'NetworkPolicy/prod-mimir-namespace-only',
    'NetworkPolicy/prod-mimir-egress-dns',
    'NetworkPolicy/prod-mimir-ingress',
    'NetworkPolicy/prod-mimir-egress-external-storage',
  ]);
  expect(objects).toHaveProperty(['Ingress/prod-mimir-nginx']);
  const config = parse(objectAt(objects, 'ConfigMap/prod-mimir-config')['data']['mimir.yaml']);
  expect(config).toMatchObject({ multitenancy_enabled: false });
  expect(config).not.toHaveProperty('ruler');
  const conf = objectAt(objects, 'ConfigMap/prod-mimir-nginx')['data']['nginx.conf'];
  expect(conf).not.toMatch(/X-Scope-OrgID|-ruler|-alertmanager/);
});

describe('ways to the roles, past nginx,', () => {
  const rolesOf = (objects: Readonly<Record<string, KubernetesObject>>): string[] =>
    objectAt(objects, 'NetworkPolicy/mimir-ingress')['spec'].podSelector.matchExpressions[0].values;

  test('an Ingress leads to each role that answers, as the Helm chart has it', () => {
    const { rules } = objectAt(
      objectsWith({ ingress: { hosts: ['metrics.example.com'], paths: { ruler: [{ path: '/rules' }] } } }),
      'Ingress/mimir',
    )['spec'];
    const paths = rules[0].http.paths.map(
      ({ path, pathType, backend }: { path: string; pathType: string; backend: { service: { name: string } } }) =>
        `${pathType} ${path} ${backend.service.name}`,
    );
    expect(paths).toEqual(
      expect.arrayContaining([
        'Exact /api/v1/push mimir-distributor-headless',
        'Prefix /prometheus mimir-query-frontend',
        'Prefix /alertmanager mimir-alertmanager-headless',
        'Prefix /rules mimir-ruler',
      ]),
    );
    expect(paths).not.toContain('Exact /ruler/ring mimir-ruler');
  });

  test('open the policies of those roles', () => {
    expect(rolesOf(objectsWith({ networkPolicy: {}, nginx: false }))).toEqual([
      'distributor',
      'query-frontend',
      'compactor',
      'ruler',
      'alertmanager',
    ]);
    const distributor = { service: { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'] } } as const;
    const objects = objectsWith({
      networkPolicy: {},
      nginx: false,
      distributor,
      httpRoute: { parentRefs: [{ name: 'a' }] },
    });
    expect(objectAt(objects, 'Service/mimir-distributor')['spec']).toMatchObject({
      type: 'LoadBalancer',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
    });
    expect(objectAt(objects, 'HTTPRoute/mimir')['spec'].rules).toHaveLength(5);
    expect(rolesOf(objects)).toContain('distributor');
  });

  test('nginx has an HTTPRoute beside its Ingress', () => {
    const nginx = { ingress: { hosts: ['a.example.com'] }, httpRoute: { parentRefs: [{ name: 'edge' }] } };
    expect(objectAt(objectsWith({ nginx }), 'HTTPRoute/mimir-nginx')['spec'].rules).toEqual([
      { matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [{ name: 'mimir-nginx', port: 80 }] },
    ]);
  });
});
