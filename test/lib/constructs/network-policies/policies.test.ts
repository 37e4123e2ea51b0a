import { ApiObject, Chart, Testing } from 'cdk8s';
import {
  NetworkPolicies,
  type NetworkPoliciesDefinition,
  type NetworkPolicyProps,
} from '../../../../lib/constructs/network-policies';
import { ObjectStorage } from '../../../../lib/values/object-storage';
import { SecretKey } from '../../../../lib/values/secret-key';
import { type KubernetesObject, objectAt, objectsOf } from '../../../objects';
import { sentencesOf } from '../../../sentences';
import { selectorOf, system } from '../example-system';

type Definition = Partial<Omit<NetworkPoliciesDefinition, 'system' | 'props'>>;

/** Policies of an installation beside a MinIO in another namespace. */
function policies(props: NetworkPolicyProps = {}, definition: Definition = {}): Record<string, KubernetesObject> {
  const app = Testing.app();
  const chart = new Chart(app, 'chart', { namespace: system.namespace });
  new NetworkPolicies(chart, 'policies', {
    system,
    entrances: [{ component: 'gateway', ports: [{ port: 'http' }] }],
    components: ['distributor', 'ingester', 'ruler'],
    metricsPorts: ['http', 'http-metrics'],
    config: {},
    ...definition,
    props,
  });
  // Made later than the policies that lead to it.
  const storage = new Chart(app, 'storage', { namespace: 'storage' });
  const labels = { app: 'minio' };
  new ApiObject(storage, 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'minio' },
    spec: { selector: labels, ports: [{ port: 80, targetPort: 'api' }] },
  });
  new ApiObject(storage, 'deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'minio' },
    spec: {
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'minio', ports: [{ name: 'api', containerPort: 9000 }] }] },
      },
    },
  });
  return objectsOf(chart);
}
const specOf = (suffix: string, props?: NetworkPolicyProps, definition?: Definition): KubernetesObject['spec'] =>
  objectAt(policies(props, definition), `NetworkPolicy/prod-loki-${suffix}`)['spec'];

const everyPod = { matchLabels: system.selector };
const tcp = (port: number | string) => ({ port, protocol: 'TCP' });
const credentials = { accessKeyId: new SecretKey('s3', 'id'), secretAccessKey: new SecretKey('s3', 'key') };
const inNamespace = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });

test('by default the installation is closed but for its entrances, itself and DNS', () => {
  const objects = policies();
  expect(Object.keys(objects)).toEqual([
    'NetworkPolicy/prod-loki-namespace-only',
    'NetworkPolicy/prod-loki-egress-dns',
    'NetworkPolicy/prod-loki-ingress',
  ]);
  for (const { metadata } of Object.values(objects)) {
    expect(metadata).toMatchObject({ namespace: 'logs', labels: system.labels });
  }
});

test('pods connect to pods of the same installation, and not to others of the namespace', () =>
  expect(specOf('namespace-only')).toEqual({
    podSelector: everyPod,
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ podSelector: everyPod }] }],
    egress: [{ to: [{ podSelector: everyPod }] }],
  }));

test('DNS is asked at port 53 of any namespace, unless it is elsewhere', () => {
  expect(specOf('egress-dns').egress).toEqual([
    {
      to: [{ namespaceSelector: {} }],
      ports: [
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
      ],
    },
  ]);
  expect(specOf('egress-dns', { dns: { to: { cidrs: ['169.254.20.10/32'] }, ports: [5353] } }).egress).toEqual([
    {
      to: [{ ipBlock: { cidr: '169.254.20.10/32' } }],
      ports: [
        { port: 5353, protocol: 'UDP' },
        { port: 5353, protocol: 'TCP' },
      ],
    },
  ]);
});

describe('entrances', () => {
  test('are open to all, at their ports only', () =>
    expect(specOf('ingress')).toEqual({
      podSelector: { matchLabels: selectorOf('gateway') },
      policyTypes: ['Ingress'],
      ingress: [{ ports: [tcp('http')] }],
    }));

  test('with the same ports share a policy, and others have their own', () => {
    const entrances = [
      { component: 'distributor', ports: [{ port: 'otlp' }, { port: 'jaeger', protocol: 'UDP' }] },
      { component: 'querier', ports: [{ port: 'http' }] },
      { component: 'ruler', ports: [{ port: 'http' }] },
      { component: 'compactor', ports: [] },
    ] as const;
    expect(specOf('ingress', {}, { entrances }).ingress).toEqual([
      { ports: [tcp('otlp'), { port: 'jaeger', protocol: 'UDP' }] },
    ]);
    expect(specOf('ingress-querier', {}, { entrances })).toMatchObject({
      podSelector: {
        matchExpressions: [{ key: 'app.kubernetes.io/component', operator: 'In', values: ['querier', 'ruler'] }],
      },
      ingress: [{ ports: [tcp('http')] }],
    });
  });

  test.each<[string, NonNullable<NetworkPolicyProps['ingress']>, readonly object[]]>([
    [
      'pods of every namespace',
      { podSelector: { matchLabels: { app: 'a' } } },
      [{ podSelector: { matchLabels: { app: 'a' } }, namespaceSelector: {} }],
    ],
    ['a namespace', { namespaces: ['grafana'] }, [{ namespaceSelector: inNamespace('grafana') }]],
    [
      'several namespaces',
      { namespaces: ['a', 'b'] },
      [
        {
          namespaceSelector: {
            matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['a', 'b'] }],
          },
        },
      ],
    ],
    [
      'namespaces by labels',
      { namespaceSelector: { matchLabels: { team: 'b' } } },
      [{ namespaceSelector: { matchLabels: { team: 'b' } } }],
    ],
    [
      'pods of one namespace, and networks',
      [{ namespaces: ['edge'], podSelector: { matchLabels: { app: 'nginx' } } }, { cidrs: ['10.0.0.0/8'] }],
      [
        { namespaceSelector: inNamespace('edge'), podSelector: { matchLabels: { app: 'nginx' } } },
        { ipBlock: { cidr: '10.0.0.0/8' } },
      ],
    ],
  ])('are open to %s alone', (_, ingress, from) =>
    expect(specOf('ingress', { ingress }).ingress).toEqual([{ from, ports: [tcp('http')] }]),
  );

  test('are closed by an empty list', () =>
    expect(policies({ ingress: [] })).not.toHaveProperty(['NetworkPolicy/prod-loki-ingress']));
});

describe('the port of the API, which is that of metrics too,', () => {
  test('is closed by default, and does not bypass "ingress"', () => {
    const objects = policies({ ingress: { namespaces: ['grafana'] } });
    const open = Object.values(objects).flatMap(({ spec }) => spec.ingress ?? []);
    expect(open.filter(({ from }) => from === undefined)).toEqual([]);
    expect(objects).not.toHaveProperty(['NetworkPolicy/prod-loki-ingress-metrics']);
  });

  test('is open to scrapers, by their names', () =>
    expect(specOf('ingress-metrics', { metrics: { namespaces: ['monitoring'] } })).toEqual({
      podSelector: everyPod,
      policyTypes: ['Ingress'],
      ingress: [
        { from: [{ namespaceSelector: inNamespace('monitoring') }], ports: [tcp('http'), tcp('http-metrics')] },
      ],
    }));
});

describe('object storage', () => {
  const egressFor = (storage: ObjectStorage, props: NetworkPolicyProps = {}, config: object = {}) =>
    specOf('egress-external-storage', props, { storages: [storage], config }).egress;
  const metadata = (cidr: string, port: number) => ({ to: [{ ipBlock: { cidr } }], ports: [tcp(port)] });

  test('in another namespace is reached at the port of its pods, not at that of its Service', () =>
    expect(
      egressFor(
        ObjectStorage.s3({ bucket: 'logs', endpoint: 'minio.storage:80', credentials }),
        {},
        {
          storage_config: { aws: { endpoint: 'minio.storage:80', insecure: true } },
        },
      ),
    ).toEqual([
      {
        to: [{ namespaceSelector: inNamespace('storage'), podSelector: { matchLabels: { app: 'minio' } } }],
        ports: [tcp(9000)],
      },
    ]));

  test('in a namespace of which the Service is not known is reached at all its ports', () =>
    expect(
      egressFor(
        ObjectStorage.s3({ bucket: 'logs', endpoint: 'rgw.ceph.svc:80', credentials }),
        {},
        {
          storage_config: { aws: { endpoint: 'rgw.ceph.svc.cluster.local.:80' } },
        },
      ),
    ).toEqual([{ to: [{ namespaceSelector: inNamespace('ceph') }] }]));

  test('of AWS is reached at 443, and its identity at STS or Pod Identity', () => {
    expect(egressFor(ObjectStorage.s3({ bucket: 'logs', region: 'a', credentials }))).toEqual([{ ports: [tcp(443)] }]);
    expect(egressFor(ObjectStorage.s3({ bucket: 'logs', region: 'a' }))).toEqual([
      { ports: [tcp(443)] },
      metadata('169.254.170.23/32', 80),
    ]);
  });

  test('of Google and Azure is reached at 443, and the identity at the metadata server', () => {
    expect(egressFor(ObjectStorage.gcs({ bucket: 'logs' }))).toEqual([
      { ports: [tcp(443)] },
      metadata('169.254.169.254/32', 80),
      metadata('169.254.169.252/32', 988),
    ]);
    expect(egressFor(ObjectStorage.gcs({ bucket: 'logs', serviceAccountKey: new SecretKey('a', 'b') }))).toEqual([
      { ports: [tcp(443)] },
    ]);
    const azure = (identity: Extract<ObjectStorage, { type: 'azure' }>['identity']) =>
      egressFor(ObjectStorage.azure({ account: 'a', container: 'logs', identity }));
    expect(azure({ workloadIdentity: true })).toEqual([{ ports: [tcp(443)] }]);
    expect(azure({ managedIdentity: true })).toEqual([{ ports: [tcp(443)] }, metadata('169.254.169.254/32', 80)]);
  });

  test('outside of the cluster is reached in its networks alone, if they are named', () =>
    expect(
      egressFor(ObjectStorage.s3({ bucket: 'logs', region: 'a', credentials }), {
        storage: { cidrs: ['10.1.0.0/16', '10.2.0.0/16'] },
      }),
    ).toEqual([
      { to: [{ ipBlock: { cidr: '10.1.0.0/16' } }, { ipBlock: { cidr: '10.2.0.0/16' } }], ports: [tcp(443)] },
    ]));

  test('is reached by the roles, and not by gateways and caches', () =>
    expect(specOf('egress-external-storage', {}, { storages: [ObjectStorage.gcs({ bucket: 'logs' })] })).toMatchObject({
      podSelector: { matchExpressions: [{ values: ['distributor', 'ingester', 'ruler'] }] },
    }));

  test('in the pods themselves needs no policy', () =>
    expect(policies({}, { storages: [ObjectStorage.filesystem({ directory: '/data' })] })).not.toHaveProperty([
      'NetworkPolicy/prod-loki-egress-external-storage',
    ]));
});

describe('addresses in the configuration', () => {
  test('of a block of one role are open to that role alone', () => {
    const config = { ruler: { alertmanager_url: 'http://alertmanager.monitoring.svc:9093' } };
    expect(specOf('egress-alertmanager', {}, { config })).toEqual({
      podSelector: { matchLabels: selectorOf('ruler') },
      policyTypes: ['Egress'],
      egress: [{ to: [{ namespaceSelector: inNamespace('monitoring') }] }],
    });
  });

  test('outside of the cluster are open by their port, or by their network', () => {
    const config = {
      ruler: { remote_write: { clients: { a: { url: 'https://metrics.example.com/push' } } } },
      distributor: { ring: { kvstore: { consul: { host: '10.0.0.5:8500' } } } },
    };
    expect(specOf('egress-remote-write', {}, { config })).toMatchObject({
      podSelector: { matchLabels: selectorOf('ruler') },
      egress: [{ ports: [tcp(443)] }],
    });
    // The ring of the distributors is read by others too.
    expect(specOf('egress-discovery', {}, { config })).toMatchObject({
      podSelector: { matchExpressions: [{ values: ['distributor', 'ingester', 'ruler'] }] },
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.5/32' } }], ports: [tcp(8500)] }],
    });
  });

  test('of one purpose but of two roles have a policy each', () => {
    const url = 'https://alerts.example.com';
    const config = { ruler: { alertmanager_url: url }, ingester: { alertmanager_url: url } };
    expect(Object.keys(policies({}, { config })).filter((key) => key.includes('egress-alertmanager'))).toEqual([
      'NetworkPolicy/prod-loki-egress-alertmanager-ruler',
      'NetworkPolicy/prod-loki-egress-alertmanager-ingester',
    ]);
  });
});

test('further connections are open to those components that need them', () =>
  expect(
    specOf('egress-1', { egress: [{ to: { cidrs: ['10.0.0.0/8'] }, ports: [5432, 5433], components: ['ruler'] }] }),
  ).toEqual({
    podSelector: { matchLabels: selectorOf('ruler') },
    policyTypes: ['Egress'],
    egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [tcp(5432), tcp(5433)] }],
  }));

test('fails if a list of names or of networks is empty, which allows all in Kubernetes', () =>
  expect(
    sentencesOf(() =>
      policies({
        ingress: { namespaces: [] },
        metrics: [{ namespaces: ['a'], cidrs: [] }],
        storage: { cidrs: [] },
        dns: { to: [] },
        egress: [{ to: [] }],
      }),
    ),
  ).toEqual(
    ['ingress.namespaces', 'metrics[0].cidrs', 'storage.cidrs', 'dns.to', 'egress[0].to'].map(
      (at) =>
        `chart: networkPolicy: ${at}: found an empty list, which would allow everyone: add at least one entry, or remove it`,
    ),
  ));

test('fails if a network, a namespace, a port or a component is none', () =>
  expect(
    sentencesOf(() =>
      policies({
        ingress: { namespaces: ['Grafana'] },
        metrics: [{ cidrs: ['10.0.0.0/8'] }, { cidrs: ['10.0.0.0', '10.0.0.0/33', 'fd00::/8'] }],
        storage: { cidrs: ['s3.amazonaws.com'] },
        dns: { ports: [] },
        egress: [{ to: {}, ports: [0], components: ['rulers'] }],
      }),
    ),
  ).toEqual([
    expect.stringMatching(/^chart: networkPolicy: ingress.namespaces: found "Grafana", allowed are/),
    'chart: networkPolicy: metrics[1].cidrs[0]: found "10.0.0.0", allowed is a network such as "10.0.0.0/8": change it',
    'chart: networkPolicy: metrics[1].cidrs[1]: found "10.0.0.0/33", allowed is a network such as "10.0.0.0/8": change it',
    'chart: networkPolicy: storage.cidrs[0]: found "s3.amazonaws.com", allowed is a network such as "10.0.0.0/8": change it',
    'chart: networkPolicy: dns.ports: found an empty list: add at least one entry, or remove it',
    'chart: networkPolicy: egress[0].ports[0]: found 0, allowed are ports from 1 to 65535: change it',
    'chart: networkPolicy: egress[0].components: found "rulers", which is not a running component (did you mean "ruler"?), allowed are distributor, ingester, ruler: use one of those',
  ]));
