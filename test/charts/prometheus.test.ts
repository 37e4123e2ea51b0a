import { Testing } from 'cdk8s';
import { parse } from 'yaml';
import { Prometheus, type PrometheusProps, selfJob } from '../../charts/prometheus';
import type { ScrapeJob } from '../../lib/constructs/collect/scrape-job';
import type { KubernetesRole } from '../../lib/model/relabel/relabel';
import { Endpoint } from '../../lib/values/endpoint';
import { objectAt, objectsOf, podOf } from '../objects';
import { complaintsOf, sentencesOf } from '../sentences';

const prometheus = (props: Partial<PrometheusProps> = {}): Prometheus =>
  new Prometheus(Testing.app(), 'prometheus', { namespace: 'watch', ...props });
const filesOf = (chart: Prometheus) => objectAt(objectsOf(chart), 'ConfigMap/prometheus')['data'];
const configOf = (chart: Prometheus) => parse(filesOf(chart)['prometheus.yml'], { version: '1.1' });
const mainOf = (chart: Prometheus) => podOf(objectsOf(chart), 'StatefulSet/prometheus').containers[0];
const mimir = { url: 'http://mimir-nginx.metrics/api/v1/push' };
const discovers = (role: KubernetesRole): ScrapeJob => ({ job_name: role, kubernetes_sd_configs: [{ role }] });

describe('by default', () => {
  const chart = prometheus();
  const objects = objectsOf(chart);

  test('is a StatefulSet with a claim, its configuration in a ConfigMap', () => {
    expect(objects).toMatchSnapshot();
    expect(complaintsOf(chart)).toEqual([]);
  });

  test('scrapes itself, and has no access to the Kubernetes API', () => {
    expect(configOf(chart).scrape_configs).toEqual([
      { job_name: 'prometheus', static_configs: [{ targets: ['localhost:9090'] }] },
    ]);
    expect(Object.keys(objects).filter((name) => name.startsWith('ClusterRole'))).toEqual([]);
    expect(podOf(objects, 'StatefulSet/prometheus').automountServiceAccountToken).toBe(false);
  });

  test('keeps samples for 15 days, on a claim', () => {
    expect(mainOf(chart).args).toContain('--storage.tsdb.retention.time=15d');
    const [{ metadata }] = objectAt(objects, 'StatefulSet/prometheus')['spec'].volumeClaimTemplates;
    expect(mainOf(chart).volumeMounts).toContainEqual({ name: metadata.name, mountPath: '/prometheus' });
    expect(mainOf(chart).args).toContain('--storage.tsdb.path=/prometheus');
  });
});

const all: Required<
  Pick<
    PrometheusProps,
    | 'scrapeConfigs'
    | 'remoteWrite'
    | 'externalLabels'
    | 'scrapeInterval'
    | 'scrapeTimeout'
    | 'evaluationInterval'
    | 'retention'
    | 'rules'
    | 'alertmanagers'
    | 'remoteWriteReceiver'
    | 'features'
    | 'config'
    | 'clusterRules'
    | 'service'
    | 'ingress'
    | 'serviceMonitor'
  >
> = {
  scrapeConfigs: [
    selfJob({ group: 'prometheus' }),
    {
      job_name: 'apps',
      scrape_interval: '1m',
      scrape_timeout: '30s',
      static_configs: [
        { targets: [new Endpoint({ service: 'shop', namespace: 'apps', port: 8080 }), 'legacy.example.org:9100'] },
      ],
    },
  ],
  remoteWrite: [{ ...mimir, tenant: 'team-a', headers: { 'X-Note': 'a' }, send_exemplars: true }],
  externalLabels: { cluster: 'a' },
  scrapeInterval: '30s',
  scrapeTimeout: '20s',
  evaluationInterval: '1m',
  retention: { time: '7d', size: '6GB' },
  rules: [{ name: 'up', rules: [{ alert: 'Down', expr: 'up == 0', for: '5m' }] }],
  alertmanagers: [new Endpoint({ service: 'alertmanager', namespace: 'alerts', port: 9093 })],
  remoteWriteReceiver: true,
  features: ['exemplar-storage'],
  config: { storage: { exemplars: { max_exemplars: 5000 } }, global: { query_log_file: '/prometheus/query.log' } },
  clusterRules: [{ nonResourceUrLs: ['/metrics'], verbs: ['get'] }],
  service: { type: 'NodePort', port: 80 },
  ingress: { hosts: ['prometheus.example.com'] },
  serviceMonitor: { labels: { release: 'a' } },
};

describe('all props', () => {
  const chart = prometheus(all);
  const objects = objectsOf(chart);
  const config = configOf(chart);

  test('of the configuration', () => {
    expect(complaintsOf(chart)).toEqual([]);
    expect(config.global).toEqual({
      scrape_interval: '30s',
      scrape_timeout: '20s',
      evaluation_interval: '1m',
      external_labels: { cluster: 'a' },
      query_log_file: '/prometheus/query.log',
    });
    expect(config.scrape_configs[1]).toEqual({
      job_name: 'apps',
      scrape_interval: '1m',
      scrape_timeout: '30s',
      static_configs: [{ targets: ['shop.apps:8080', 'legacy.example.org:9100'] }],
    });
    expect(config.remote_write).toEqual([
      { ...mimir, headers: { 'X-Note': 'a', 'X-Scope-OrgID': 'team-a' }, send_exemplars: true },
    ]);
    expect(config.alerting.alertmanagers).toEqual([{ static_configs: [{ targets: ['alertmanager.alerts:9093'] }] }]);
    expect(config.storage).toEqual({ exemplars: { max_exemplars: 5000 } });
  });

  test('of the program', () =>
    expect(mainOf(chart).args.slice(2)).toEqual([
      '--storage.tsdb.retention.time=7d',
      '--storage.tsdb.retention.size=6GB',
      '--web.enable-remote-write-receiver',
      '--enable-feature=exemplar-storage',
    ]));

  test('rules stand in a file that the configuration names', () => {
    const [path] = config.rule_files;
    expect(path).toBe('/etc/prometheus/rules.yml');
    expect(parse(filesOf(chart)['rules.yml'])).toEqual({ groups: all.rules });
    expect(mainOf(chart).volumeMounts).toContainEqual({ name: 'config', mountPath: '/etc/prometheus' });
  });

  test('has a URL, a Service, an Ingress, a ServiceMonitor and a role for its metrics', () => {
    expect(chart.endpoint.url).toBe('http://prometheus.watch');
    expect(chart.remoteWrite.url).toBe('http://prometheus.watch/api/v1/write');
    expect(objectAt(objects, 'Service/prometheus')['spec']).toMatchObject({
      type: 'NodePort',
      ports: [{ port: 80, targetPort: 'http' }],
    });
    expect(objectAt(objects, 'Ingress/prometheus')['spec'].rules[0].http.paths[0].backend).toEqual({
      service: { name: 'prometheus', port: { number: 80 } },
    });
    expect(objectAt(objects, 'ServiceMonitor/prometheus')['spec'].endpoints[0].port).toBe('http');
    expect(objectAt(objects, 'ClusterRole/prometheus')['rules']).toEqual([
      { nonResourceURLs: ['/metrics'], verbs: ['get'] },
    ]);
  });
});

test('pods are replaced when configuration or rules change, and for no other reason', () => {
  const checksum = (props: Partial<PrometheusProps>): string =>
    objectAt(objectsOf(prometheus(props)), 'StatefulSet/prometheus')['spec'].template.metadata.annotations[
      'checksum/config'
    ];
  expect(checksum({ rules: [{ name: 'a', rules: [] }] })).not.toBe(checksum({ rules: [{ name: 'b', rules: [] }] }));
  expect(checksum({ scrapeInterval: '1m' })).not.toBe(checksum({}));
  expect(checksum({ labels: { team: 'a' } })).toBe(checksum({}));
});

test('replicas are told apart by a label that each fills in by its own name', () => {
  const chart = prometheus({ replicas: 2, remoteWrite: [mimir], externalLabels: { cluster: 'a' } });
  const replica = '${POD_NAME}';
  expect(configOf(chart).global.external_labels).toEqual({ cluster: 'a', prometheus_replica: replica });
  expect(mainOf(chart).args).toContain('--enable-feature=expand-external-labels');
  expect(mainOf(chart).env).toEqual([{ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }]);
});

test.each<[KubernetesRole, Array<[group: string, resources: string[]]>]>([
  ['pod', [['', ['pods']]]],
  ['node', [['', ['nodes']]]],
  ['endpoints', [['', ['endpoints', 'pods', 'services']]]],
  [
    'endpointslice',
    [
      ['', ['pods', 'services']],
      ['discovery.k8s.io', ['endpointslices']],
    ],
  ],
  ['ingress', [['networking.k8s.io', ['ingresses']]]],
])('a discovery of role %s has the permissions that it needs', (role, allowed) => {
  const objects = objectsOf(
    prometheus({ scrapeConfigs: [discovers(role), { ...discovers('pod'), job_name: 'second' }] }),
  );
  const rules = objectAt(objects, 'ClusterRole/prometheus')['rules'];
  for (const [group, resources] of allowed) {
    expect(rules).toContainEqual({
      apiGroups: [group],
      resources: expect.arrayContaining(resources),
      verbs: ['get', 'list', 'watch'],
    });
  }
  expect(objectAt(objects, 'ClusterRoleBinding/prometheus')['subjects']).toEqual([
    { kind: 'ServiceAccount', name: 'prometheus', namespace: 'watch' },
  ]);
});

test('Grafana has the scrape interval', () =>
  expect(prometheus({ scrapeInterval: '30s' }).datasource({ isDefault: true })).toMatchObject({
    uid: 'prometheus',
    type: 'prometheus',
    url: 'http://prometheus.watch:9090',
    isDefault: true,
    jsonData: { prometheusType: 'Prometheus', timeInterval: '30s' },
  }));

describe('fails if', () => {
  const targets = (...addresses: string[]): ScrapeJob => ({ job_name: 'a', static_configs: [{ targets: addresses }] });

  test.each<[string, Partial<PrometheusProps>, string]>([
    [
      'two jobs have one name',
      { scrapeConfigs: [targets('a:80'), targets('b:80')] },
      'scrapeConfigs[1].job_name: found "a" twice, allowed is once: rename one',
    ],
    [
      'a job has no name',
      { scrapeConfigs: [{ ...targets('a:80'), job_name: '' }] },
      'scrapeConfigs[0].job_name: found "", allowed is a non-empty string: set it',
    ],
    [
      'a job finds nothing',
      { scrapeConfigs: [{ job_name: 'a' }] },
      'scrapeConfigs[0]: found no targets, allowed are consul_sd_configs, dns_sd_configs, kubernetes_sd_configs, static_configs: add one',
    ],
    [
      'a target is an address with a scheme',
      { scrapeConfigs: [targets('[::1]:9090', 'http://a:80/metrics')] },
      'scrapeConfigs[0].static_configs[0].targets[1]: found "http://a:80/metrics", allowed is host:port, without scheme and path: set those with scheme and metrics_path',
    ],
    [
      'a path begins with none',
      { scrapeConfigs: [{ ...targets('a:80'), metrics_path: 'metrics' }] },
      'scrapeConfigs[0].metrics_path: found "metrics", allowed is a path that starts with "/": add it',
    ],
    [
      'a label is none',
      { externalLabels: { 'my-cluster': 'a' } },
      'externalLabels: found "my-cluster", allowed are letters, digits and "_", not starting with a digit: rename it',
    ],
    [
      'two groups of rules have one name',
      { rules: ['a', 'a'].map((name) => ({ name, rules: [] })) },
      'rules: found the name "a" twice, allowed is once: rename one',
    ],
    [
      'two queues have one name',
      { remoteWrite: ['a', 'a'].map((name) => ({ ...mimir, name })) },
      'remoteWrite: found the name "a" twice, allowed is once: rename one',
    ],
    [
      'exemplars are sent that are not kept',
      { remoteWrite: [{ ...mimir, send_exemplars: true }] },
      'remoteWrite[0].send_exemplars: found true, but Prometheus stores no exemplars: add "exemplar-storage" to features',
    ],
  ])('%s', (_, props, sentence) => expect(complaintsOf(prometheus(props))).toEqual([sentence]));

  test('samples are sent to no address', () =>
    expect(sentencesOf(() => prometheus({ remoteWrite: [{ url: 'mimir' }] }))).toEqual([
      'prometheus: remoteWrite[0].url: found "mimir", allowed is a URL such as "http://HOST/api/v1/push": pass mimir.remoteWrite',
    ]));
});
