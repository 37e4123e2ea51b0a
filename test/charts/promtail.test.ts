import { Testing } from 'cdk8s';
import { parse } from 'yaml';
import { Promtail, type PromtailProps } from '../../charts/promtail';
import { allCollectorProps, expectAllCollectorProps } from '../daemon-props';
import { objectAt, objectsOf, podOf } from '../objects';
import { complaintsOf, sentencesOf } from '../sentences';

const url = 'http://loki-gateway.logs/loki/api/v1/push';
const required: PromtailProps = { namespace: 'logs', clients: [{ url }] };
const promtail = (props: Partial<PromtailProps> = {}): Promtail =>
  new Promtail(Testing.app(), 'promtail', { ...required, ...props });

const all: Required<PromtailProps> = {
  networkPolicy: { kubernetesApi: { cidrs: ['10.96.0.1/32'] }, metrics: { namespaces: ['monitoring'] } },
  ...allCollectorProps,
  clients: [{ url }, { url, tenant: 'b' }],
  pipelineStages: [{ docker: {} }, { match: { selector: '{app="a"}', stages: [{ labels: { level: null } }] } }],
  extraRelabelConfigs: [{ action: 'drop', source_labels: ['namespace'], regex: 'kube-system' }],
  extraScrapeConfigs: [{ job_name: 'journal', journal: { max_age: '12h', labels: { job: 'journal' } } }],
  config: { server: { log_level: 'debug', http_listen_port: 9080 }, limits_config: { max_line_size: '256kb' } },
};

describe('by default', () => {
  const chart = promtail();
  const objects = objectsOf(chart);
  const pod = podOf(objects, 'DaemonSet/promtail');

  test('runs on every node, with a configuration in a Secret', () => {
    expect(objects).toMatchSnapshot();
    expect(complaintsOf(chart)).toEqual([]);
    expect(pod.containers[0].image).toBe('docker.io/grafana/promtail:2.9.1');
    expect(parse(objectAt(objects, 'Secret/promtail')['stringData']['promtail.yaml'])).toEqual(chart.config);
  });

  test('pushes to the configured URL', () => expect(chart.config.clients).toEqual([{ url }]));

  test('has the name of its node', () =>
    expect(pod.containers[0].env).toEqual([
      { name: 'HOSTNAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ]));

  test('runs as root, since only root can read the files, and has no other privileges', () => {
    expect(pod.securityContext).toEqual({ runAsUser: 0, runAsGroup: 0 });
    expect(pod.containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
  });

  test('writes to one folder of the node alone, where its positions are', () => {
    const writable = pod.containers[0].volumeMounts.filter(
      ({ name, readOnly }: { name: string; readOnly?: boolean }) => name !== 'config' && !readOnly,
    );
    expect(writable).toEqual([{ name: 'run', mountPath: '/run/promtail' }]);
    expect(chart.config.positions?.filename).toBe('/run/promtail/positions.yaml');
  });

  test('reads files of pods and of static pods', () => {
    const rules = chart.config.scrape_configs[0]?.relabel_configs ?? [];
    const paths = rules.filter(({ target_label }) => target_label === '__path__');
    expect(paths.map(({ regex, replacement }) => [regex, replacement])).toEqual([
      [undefined, '/var/log/pods/*$1/*.log'],
      ['true/(.*)', '/var/log/pods/*$1/*.log'],
    ]);
  });

  test('scrapes no targets, and has no Service', () =>
    expect(Object.keys(objects).filter((key) => /^Service(Monitor)?\//.test(key))).toEqual([]));
});

describe('all props', () => {
  const chart = promtail(all);
  const objects = objectsOf(chart);

  test('of every program on a node', () => expectAllCollectorProps(objects, 'node-agent'));

  test('of Promtail', () => {
    expect(complaintsOf(chart)).toEqual([]);
    expect(chart.config).toMatchObject({
      server: { log_level: 'debug', log_format: 'logfmt', http_listen_port: 9080 },
      clients: [{ url }, { url, tenant_id: 'b' }],
      positions: { filename: '/run/promtail/positions.yaml' },
      limits_config: { max_line_size: '256kb' },
    });
    const [pods, journal] = chart.config.scrape_configs;
    expect(pods?.pipeline_stages).toEqual(all.pipelineStages);
    expect(pods?.relabel_configs?.at(-1)).toEqual(all.extraRelabelConfigs[0]);
    expect(journal).toEqual(all.extraScrapeConfigs[0]);
    expect(podOf(objects, 'DaemonSet/node-agent').containers[0].ports).toEqual([
      { name: 'http-metrics', containerPort: 9080, protocol: 'TCP' },
    ]);
  });
});

test('a changed configuration rolls the pods, and no other change does', () => {
  const hashOf = (props: Partial<PromtailProps>): string =>
    objectAt(objectsOf(promtail(props)), 'DaemonSet/promtail')['spec'].template.metadata.annotations['checksum/config'];
  expect(hashOf({ pipelineStages: [{ docker: {} }] })).not.toBe(hashOf({}));
  expect(hashOf({ priorityClassName: 'high' })).toBe(hashOf({}));
});

test('a service account may exist already', () => {
  const objects = objectsOf(promtail({ serviceAccount: { create: false, name: 'shared' } }));
  expect(objects).not.toHaveProperty(['ServiceAccount/promtail']);
  expect(objectAt(objects, 'ClusterRoleBinding/promtail')['subjects'][0].name).toBe('shared');
});

describe('fails if', () => {
  test.each<[string, PromtailProps['clients'], string]>([
    ['there is no client', [], 'promtail: clients: found none, so no logs would be pushed: set at least one'],
    [
      'a client is no address',
      [{ url: 'loki:3100' }],
      'promtail: clients[0].url: found "loki:3100", allowed is a URL such as "http://HOST/loki/api/v1/push": pass loki.push',
    ],
    [
      'an address has no path',
      [{ url: 'http://loki' }],
      'promtail: clients[0].url: found "http://loki" without a path, allowed is a URL with a path such as "/loki/api/v1/push": add the path',
    ],
    [
      'an address has a password',
      [{ url: 'http://a:b@loki/loki/api/v1/push' }],
      'promtail: clients[0].url: found a password, which would be written to dist/, allowed is a URL without one: remove it',
    ],
    [
      'a tenant is empty',
      [{ url, tenant: '' }],
      'promtail: clients[0].tenant: found "", allowed is a non-empty string: set it, or remove it',
    ],
    [
      'a client is there twice',
      [{ url }, { url }],
      `promtail: clients[1]: found "${url}" twice for the same tenant, allowed is once: remove one`,
    ],
  ])('%s', (_, clients, sentence) => expect(sentencesOf(() => promtail({ clients }))).toEqual([sentence]));

  test.each<[string, Partial<PromtailProps>, RegExp]>([
    [
      'two jobs have one name',
      { extraScrapeConfigs: [{ job_name: 'kubernetes-pods', static_configs: [] }] },
      /^config\.scrape_configs\[1\]\.job_name: found "kubernetes-pods" twice/,
    ],
    [
      'a job has no name',
      { extraScrapeConfigs: [{ job_name: '', static_configs: [] }] },
      /^config\.scrape_configs\[1\]\.job_name: found ""/,
    ],
    [
      'a job reads nothing',
      { extraScrapeConfigs: [{ job_name: 'a' }] },
      /^config\.scrape_configs\[1\]: found no targets/,
    ],
    [
      'a port is none',
      { config: { server: { http_listen_port: 0 } } },
      /^config\.server\.http_listen_port: found 0, allowed is a whole number from 1 to 65535/,
    ],
    [
      'positions would be lost with the pod',
      { config: { positions: { filename: 'positions.yaml' } } },
      /^config\.positions\.filename: found "positions\.yaml", allowed is an absolute path/,
    ],
  ])('%s', (_, props, sentence) => expect(complaintsOf(promtail(props))).toEqual([expect.stringMatching(sentence)]));
});

describe('has the permissions of its jobs for the Kubernetes API, and no others', () => {
  const rulesOf = (props: Partial<PromtailProps>) =>
    objectAt(objectsOf(promtail(props)), 'ClusterRole/promtail')['rules'];
  const verbs = ['get', 'list', 'watch'];

  test('the pods of its nodes', () => expect(rulesOf({})).toEqual([{ apiGroups: [''], resources: ['pods'], verbs }]));

  test('permissions of further jobs', () =>
    expect(
      rulesOf({
        extraScrapeConfigs: [
          { job_name: 'services', kubernetes_sd_configs: [{ role: 'service' }] },
          { job_name: 'ingresses', kubernetes_sd_configs: [{ role: 'ingress' }] },
        ],
      }),
    ).toEqual([
      { apiGroups: [''], resources: ['pods', 'services'], verbs },
      { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs },
    ]));
});

test('its policies allow pushing logs and the Kubernetes API, and no incoming connections', () => {
  const objects = objectsOf(
    promtail({ clients: [{ url: 'https://logs.example.com/loki/api/v1/push' }], networkPolicy: {} }),
  );
  const specs = Object.values(objects)
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map(({ metadata, spec }) => [metadata.name, spec.ingress ?? spec.egress]);
  expect(Object.fromEntries(specs)).toMatchObject({
    'promtail-egress-kubernetes-api': [{ ports: [{ port: 443 }, { port: 6443 }] }],
    'promtail-egress-other': [{ ports: [{ port: 443 }] }],
  });
  expect(specs.map(([name]) => name)).not.toContain('promtail-ingress');
});
