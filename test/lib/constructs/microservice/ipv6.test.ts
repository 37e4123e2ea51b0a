import { Testing } from 'cdk8s';
import { parse } from 'yaml';
import { Alloy } from '../../../../charts/alloy';
import { Loki } from '../../../../charts/loki';
import { MIMIR_2_10, Mimir } from '../../../../charts/mimir';
import { OtelCollector } from '../../../../charts/otel-collector';
import { Prometheus } from '../../../../charts/prometheus';
import { Tempo } from '../../../../charts/tempo';
import type { IpFamilies } from '../../../../lib/values/ip-families';
import { ObjectStorage } from '../../../../lib/values/object-storage';
import { type KubernetesObject, objectsOf, podOf } from '../../../objects';
import { complaintsOf } from '../../../sentences';

const storage = ObjectStorage.gcs({ bucket: 'data' });
const namespace = 'a';
const SYSTEMS = {
  Loki: (ipFamilies?: IpFamilies) =>
    new Loki(Testing.app(), 'loki', {
      namespace,
      storage,
      schema: [{ from: '2024-01-01' }],
      ipFamilies,
      ruler: {},
      indexGateway: {},
      queryScheduler: {},
    }),
  'Mimir 2.11': (ipFamilies?: IpFamilies) =>
    new Mimir(Testing.app(), 'mimir', { namespace, storage: { blocks: storage }, ipFamilies }),
  'Mimir 2.10': (ipFamilies?: IpFamilies) =>
    new Mimir(Testing.app(), 'mimir', { namespace, storage: { blocks: storage }, version: MIMIR_2_10, ipFamilies }),
  Tempo: (ipFamilies?: IpFamilies) =>
    new Tempo(Testing.app(), 'tempo', {
      namespace,
      storage,
      ipFamilies,
      gateway: {},
      metricsGenerator: { remoteWrite: [{ url: 'http://mimir/api/v1/push' }] },
    }),
};

const ofKind = (objects: Record<string, KubernetesObject>, kind: string): KubernetesObject[] =>
  Object.values(objects).filter((object) => object.kind === kind);

/** Paths of all blocks that have a kvstore: each is a ring, whose members register an address. */
function ringsIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const below = Object.entries(value).flatMap(([key, member]) => ringsIn(member, path === '' ? key : `${path}.${key}`));
  return 'kvstore' in value ? [path, ...below] : below;
}

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((block, key) => Object(block)[key], value);

/** How a ring is told of IPv6, or of the address itself; the ring of a lifecycler is told by that. */
function isTold(config: object, path: string): boolean {
  const blocks = [at(config, path), at(config, path.replace(/\.ring$/, ''))];
  return blocks.some((block) => {
    const { instance_enable_ipv6: dskit, enable_inet6: older, instance_addr: address } = Object(block);
    return dskit === true || older === true || address === '${POD_IP}';
  });
}

describe.each(Object.entries(SYSTEMS))('%s with addresses of IPv6 alone', (name, make) => {
  const chart = make('IPv6');
  const objects = objectsOf(chart);

  test('has a valid configuration', () => expect(complaintsOf(chart)).toEqual([]));

  test('gossips over them, and by the address of the pod', () => {
    expect(chart.config.memberlist).toMatchObject({ bind_addr: ['::'], advertise_addr: '${POD_IP}' });
    const controllers = [...ofKind(objects, 'Deployment'), ...ofKind(objects, 'StatefulSet')].filter(({ metadata }) =>
      /-(distributor|ingester|ingester-zone-a|compactor)$/.test(metadata.name),
    );
    expect(controllers.length).toBeGreaterThanOrEqual(3);
    for (const { kind, metadata } of controllers) {
      const [main] = podOf(objects, `${kind}/${metadata.name}`).containers;
      expect(main.env).toContainEqual({
        name: 'POD_IP',
        valueFrom: { fieldRef: { fieldPath: 'status.podIP' } },
      });
      expect(main.args.join(' ')).toContain('-config.expand-env=true');
    }
  });

  test('registers them in every ring that it has', () => {
    const rings = ringsIn(chart.config);
    // Mimir says of most rings nothing but what differs.
    expect(rings.length).toBeGreaterThanOrEqual(name.startsWith('Mimir') ? 1 : 4);
    expect(rings.filter((path) => !isTold(chart.config, path))).toEqual([]);
  });

  test('has Services and a gateway with them', () => {
    for (const { spec } of ofKind(objects, 'Service')) {
      expect(spec).toMatchObject({ ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv6'] });
    }
    const [conf] = ofKind(objects, 'ConfigMap').flatMap(({ data }) => data['nginx.conf'] ?? []);
    expect(conf).toContain('listen [::]:8080;');
    expect(conf).not.toContain('listen 8080;');
  });
});

test.each(Object.entries(SYSTEMS))('%s has no IPv6 settings by default', (_, make) => {
  const objects = objectsOf(make());
  for (const { spec } of ofKind(objects, 'Service')) expect(spec).not.toHaveProperty('ipFamilyPolicy');
  const texts = ofKind(objects, 'ConfigMap').flatMap(({ data }) => Object.values(data));
  expect(texts.join('\n')).not.toMatch(/ipv6|inet6|bind_addr|\[::\]/);
});

test('a dual stack keeps addresses of IPv4 in rings, and has both elsewhere', () => {
  const chart = SYSTEMS.Loki('dual-stack');
  const objects = objectsOf(chart);
  expect(chart.config.memberlist).not.toHaveProperty('bind_addr');
  for (const { spec } of ofKind(objects, 'Service')) expect(spec.ipFamilyPolicy).toBe('PreferDualStack');
  const conf = objects['ConfigMap/loki-loki-distributed-gateway']?.['data']['nginx.conf'];
  expect(conf).toContain('listen 8080;');
  expect(conf).toContain('listen [::]:8080;');
});

test('a gateway may differ from its system', () => {
  const chart = new Loki(Testing.app(), 'loki', {
    namespace,
    storage,
    schema: [{ from: '2024-01-01' }],
    gateway: { ipFamilies: 'dual-stack' },
  });
  const objects = objectsOf(chart);
  expect(objects['Service/loki-loki-distributed-gateway']?.['spec'].ipFamilyPolicy).toBe('PreferDualStack');
  expect(objects['Service/loki-loki-distributed-distributor']?.['spec']).not.toHaveProperty('ipFamilyPolicy');
});

test('collectors listen at addresses of IPv6', () => {
  const alloy = new Alloy(Testing.app(), 'alloy', {
    namespace,
    ipFamilies: 'IPv6',
    clients: [{ url: 'http://loki/loki/api/v1/push' }],
  });
  expect(podOf(objectsOf(alloy), 'DaemonSet/alloy').containers[0].args).toContain(
    '--server.http.listen-addr=[::]:12345',
  );
  const collector = new OtelCollector(Testing.app(), 'otel', {
    namespace,
    ipFamilies: 'IPv6',
    remoteWrite: { url: 'http://mimir/api/v1/push' },
  });
  expect(complaintsOf(collector)).toEqual([]);
  const objects = objectsOf(collector);
  const [relay] = ofKind(objects, 'ConfigMap').map(({ data }) => parse(data.relay));
  expect(relay.receivers.otlp.protocols.grpc.endpoint).toBe('[${env:MY_POD_IP}]:4317');
  expect(relay.service.telemetry.metrics.address).toBe('[${env:MY_POD_IP}]:8888');
  const [daemonSet] = ofKind(objects, 'DaemonSet');
  expect(podOf(objects, `DaemonSet/${daemonSet?.metadata.name}`).containers[0].ports).toContainEqual({
    name: 'otlp',
    containerPort: 4317,
    hostPort: 4317,
    protocol: 'TCP',
  });
});

test('Services of Prometheus have the families too', () => {
  const chart = new Prometheus(Testing.app(), 'prometheus', { namespace, ipFamilies: 'dual-stack' });
  for (const { spec } of ofKind(objectsOf(chart), 'Service')) expect(spec.ipFamilyPolicy).toBe('PreferDualStack');
});
