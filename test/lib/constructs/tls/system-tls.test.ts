import { App, Testing } from 'cdk8s';
import { LOKI_2_9, Loki } from '../../../../charts/loki';
import { MIMIR_2_10, MIMIR_2_11, Mimir, type MimirRelease } from '../../../../charts/mimir';
import { Promtail } from '../../../../charts/promtail';
import { TEMPO_2_3, Tempo } from '../../../../charts/tempo';
import { inspect, locator } from '../../../../lib/checks/check';
import { Cluster } from '../../../../lib/checks/cluster';
import { EnvironmentChecks } from '../../../../lib/checks/environment';
import { objectsOf as manifestObjects, manifestOf } from '../../../../lib/checks/manifest';
import type { TlsProps } from '../../../../lib/constructs/tls/props';
import { ObjectStorage } from '../../../../lib/values/object-storage';
import { type KubernetesObject, objectAt, objectsOf, podOf } from '../../../objects';
import { complaintsOf, sentencesOf } from '../../../sentences';
import { asPromtail } from '../api/seen';

const storage = ObjectStorage.gcs({ bucket: 'data' });
const namespace = 'a';
const schema = [{ from: '2024-01-01' }] as const;
const issued: TlsProps = { issuer: { name: 'internal' } };

const loki = (tls: TlsProps | undefined, more: object = {}) =>
  new Loki(Testing.app(), 'loki', {
    namespace,
    storage,
    schema,
    tls,
    ruler: {},
    indexGateway: {},
    queryScheduler: {},
    ...more,
  });
const mimir = (tls: TlsProps | undefined, version?: MimirRelease) =>
  new Mimir<MimirRelease>(Testing.app(), 'mimir', {
    namespace,
    storage: { blocks: storage },
    version,
    tls,
    serviceMonitor: version === MIMIR_2_10 ? undefined : {},
  });
const tempo = (tls: TlsProps | undefined) =>
  new Tempo(Testing.app(), 'tempo', {
    namespace,
    storage,
    tls,
    gateway: {},
    metricsGenerator: { remoteWrite: [{ url: 'http://mimir/api/v1/push' }] },
  });

/** Clients that reach no other role: caches, stores and services elsewhere, and keys that nothing here uses. */
const ELSEWHERE = /etcd|redis|memcached|s3|bigtable|cassandra|^internal_server|limits|user_configurable_overrides/;
const UNUSED = /^ruler\.(evaluation\.query_frontend|query_frontend)|^ruler\.alertmanager_client|boltdb_shipper/;

const SYSTEMS = [
  ['Loki', loki, LOKI_2_9.schema.fields],
  ['Mimir 2.11', (tls?: TlsProps) => mimir(tls), MIMIR_2_11.schema.fields],
  ['Mimir 2.10', (tls?: TlsProps) => mimir(tls, MIMIR_2_10), MIMIR_2_10.schema.fields],
  ['Tempo', tempo, TEMPO_2_3.schema.fields],
] as const;

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((block, key) => Object(block)[key], value);

const ofKind = (objects: Record<string, KubernetesObject>, kind: string): KubernetesObject[] =>
  Object.values(objects).filter((object) => object.kind === kind);

const confOf = (objects: Record<string, KubernetesObject>): string =>
  ofKind(objects, 'ConfigMap').flatMap(({ data }) => data['nginx.conf'] ?? [])[0];

describe.each(SYSTEMS)('%s with TLS', (_, make, keys) => {
  const chart = make(issued);
  const objects = objectsOf(chart);

  test('has a valid configuration', () => expect(complaintsOf(chart)).toEqual([]));

  test('encrypts with every client that has a key for it', () => {
    const clients = Object.keys(keys)
      .filter((path) => path.endsWith('.tls_enabled') && !ELSEWHERE.test(path) && !UNUSED.test(path))
      .map((path) => path.replace(/\.tls_enabled$/, ''));
    expect(clients).toContain('memberlist');
    const open = clients.filter((path) => at(chart.config, `${path}.tls_enabled`) !== true);
    expect(open).toEqual([]);
    for (const path of clients) {
      expect(at(chart.config, path)).toMatchObject({
        tls_ca_path: '/etc/tls/ca.crt',
        tls_cert_path: '/etc/tls/tls.crt',
        tls_key_path: '/etc/tls/tls.key',
        tls_server_name: expect.stringMatching(/\.a\.internal$/),
      });
    }
  });

  test('serves HTTP and gRPC by the certificate', () => {
    const files = { cert_file: '/etc/tls/tls.crt', key_file: '/etc/tls/tls.key' };
    expect(chart.config.server).toMatchObject({ http_tls_config: files, grpc_tls_config: files });
  });

  test('mounts the Secret in every role, with probes by HTTPS', () => {
    const roles = [...ofKind(objects, 'Deployment'), ...ofKind(objects, 'StatefulSet')].filter(
      ({ metadata }) => !/gateway$|nginx|memcached|rollout-operator/.test(metadata.name.replace('index-gateway', '')),
    );
    expect(roles.length).toBeGreaterThanOrEqual(6);
    for (const { kind, metadata } of roles) {
      const { volumes, containers } = podOf(objects, `${kind}/${metadata.name}`);
      expect(volumes).toContainEqual(
        expect.objectContaining({ name: 'tls', secret: expect.objectContaining({ secretName: expect.any(String) }) }),
      );
      expect(containers[0].volumeMounts).toContainEqual({ name: 'tls', mountPath: '/etc/tls', readOnly: true });
      for (const probe of ['readinessProbe', 'livenessProbe']) {
        const { httpGet } = containers[0][probe] ?? {};
        if (httpGet) expect(httpGet.scheme).toBe('HTTPS');
      }
    }
  });

  test('names no other role by plain HTTP', () =>
    expect(JSON.stringify(chart.config)).not.toMatch(/http:\/\/[\w.-]*(loki|mimir|tempo)-/));

  test('is verified by its gateway, with unchanged probes of its own', () => {
    const conf = confOf(objects);
    expect(conf).toMatch(/set \$\w+ https:\/\//);
    expect(conf).toContain('proxy_ssl_verify on;');
    expect(conf).toContain('proxy_ssl_trusted_certificate /etc/nginx/authority/ca.crt;');
    expect(conf).toMatch(/proxy_ssl_name \w[\w-]*\.a\.internal;/);
    const gateway = ofKind(objects, 'Deployment').find(({ metadata }) => /-(gateway|nginx)$/.test(metadata.name));
    const { containers, volumes } = podOf(objects, `Deployment/${gateway?.metadata.name}`);
    expect(containers[0].readinessProbe.httpGet).not.toHaveProperty('scheme');
    expect(containers[0].volumeMounts).toContainEqual({ name: 'authority', mountPath: '/etc/nginx/authority' });
    // The key of the certificate is for roles alone.
    expect(JSON.stringify(volumes)).not.toContain('tls.key');
  });

  test('requests the certificate from cert-manager, with its one name and those of its Services', () => {
    const [certificate] = ofKind(objects, 'Certificate');
    const { dnsNames, secretName, issuerRef, usages } = certificate?.['spec'] ?? {};
    expect(issuerRef).toEqual({ name: 'internal', kind: 'ClusterIssuer', group: 'cert-manager.io' });
    expect(secretName).toBe(certificate?.metadata.name);
    expect(dnsNames).toEqual([
      at(chart.config, 'memberlist.tls_server_name'),
      '*.a',
      '*.a.svc',
      '*.a.svc.cluster.local',
    ]);
    expect(usages).toEqual(expect.arrayContaining(['server auth', 'client auth']));
  });

  test('has no TLS settings by default', () => {
    const plain = objectsOf(make(undefined));
    expect(ofKind(plain, 'Certificate')).toEqual([]);
    expect(JSON.stringify(plain)).not.toMatch(/tls_enabled|http_tls_config|proxy_ssl|HTTPS|"https:/);
  });
});

test('receivers of Tempo are not encrypted by it, and the gateway knows', () => {
  const conf = confOf(objectsOf(tempo(issued)));
  expect(conf).toContain('set $v1_traces_backend http://tempo-distributor');
  expect(tempo(issued).otlpHttp.url).toBe('http://tempo-distributor.a:4318');
});

test('monitors scrape roles by HTTPS', () => {
  const { spec } = objectAt(objectsOf(mimir(issued)), 'ServiceMonitor/mimir-distributor');
  expect(spec.endpoints[0]).toMatchObject({
    scheme: 'https',
    tlsConfig: { ca: { secret: { name: 'mimir-tls', key: 'ca.crt' } }, serverName: 'mimir.a.internal' },
  });
});

describe('clients without a gateway', () => {
  const server = { url: 'https://loki-loki-distributed-distributor.a:3100/loki/api/v1/push' };

  test('verify the certificate by the authority', () => {
    const { push } = loki({ secretName: 'certificates' }, { gateway: false });
    expect(push.tls?.serverName).toBe('loki-loki-distributed.a.internal');
    expect(asPromtail(push)).toEqual({ ...server, ca: 'certificates/ca.crt' });
  });

  test('may have it in another Secret', () => {
    const clientAuthority = { secretName: 'authority', key: 'root.crt' };
    expect(asPromtail(loki({ clientAuthority }, { gateway: false }).push)).toEqual({
      ...server,
      ca: 'authority/root.crt',
    });
  });
});

test('an environment with an issuer has no dangling references', () => {
  const app = new App();
  const made = new Loki(app, 'loki', { namespace, storage, schema, tls: issued });
  new Promtail(app, 'promtail', { namespace, clients: [made.push] });
  new EnvironmentChecks(app, 'checks', { severity: { 'policy/*': 'off' } });
  const objects = manifestObjects(manifestOf(app));
  const found = inspect(app, new Cluster(objects), locator(objects)).filter(({ id }) => /^(link|schema)\//.test(id));
  expect(found).toEqual([]);
});

describe('fails if', () => {
  test.each<[string, TlsProps, string]>([
    ['a name cannot be', { secretName: 'A_B' }, 'loki-loki-distributed: tls: secretName: found "A_B"'],
    [
      'nobody makes a certificate of that time',
      { duration: '24h' },
      'loki-loki-distributed: tls: duration: found without issuer',
    ],
  ])('%s', (_, tls, sentence) => expect(sentencesOf(() => loki(tls))).toEqual([expect.stringContaining(sentence)]));

  test('the user interface of Jaeger would ask by plain HTTP', () =>
    expect(
      sentencesOf(
        () => new Tempo(Testing.app(), 'tempo', { namespace, storage, tls: {}, queryFrontend: { query: {} } }),
      ),
    ).toEqual([expect.stringMatching(/^tempo: queryFrontend\.query: found beside tls/)]));

  test('a test of Mimir would query roles whose certificate authority is unknown to it', () =>
    expect(
      sentencesOf(
        () =>
          new Mimir(Testing.app(), 'mimir', {
            namespace,
            storage: { blocks: storage },
            tls: {},
            nginx: false,
            continuousTest: {},
          }),
      ),
    ).toEqual([expect.stringMatching(/^mimir: continuousTest: found beside tls/)]));
});
