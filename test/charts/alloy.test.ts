import { Testing } from 'cdk8s';
import { Alloy, AlloyComponent, AlloyExpression, type AlloyProps, readFiles } from '../../charts/alloy';
import { Promtail } from '../../charts/promtail';
import { allCollectorProps, expectAllCollectorProps } from '../daemon-props';
import { objectAt, objectsOf, podOf } from '../objects';
import { complaintsOf, sentencesOf } from '../sentences';

const url = 'http://loki-gateway.logs/loki/api/v1/push';
const required: AlloyProps = { namespace: 'logs', clients: [{ url }] };
const alloy = (props: Partial<AlloyProps> = {}): Alloy => new Alloy(Testing.app(), 'alloy', { ...required, ...props });
const configOf = (chart: Alloy, name = 'alloy'): string =>
  objectAt(objectsOf(chart), `ConfigMap/${name}`)['data']['config.alloy'];

const all: Required<AlloyProps> = {
  networkPolicy: { kubernetesApi: { cidrs: ['10.96.0.1/32'] }, metrics: { namespaces: ['monitoring'] } },
  ...allCollectorProps,
  clients: [{ url }, { url, tenant: 'b' }],
  externalLabels: { cluster: 'a' },
  pipelineStages: [{ docker: {} }],
  extraRelabelConfigs: [{ action: 'drop', source_labels: ['namespace'], regex: 'kube-system' }],
  extraComponents: ({ write }) => [
    readFiles('kubelet', new AlloyExpression('targets', '[{__path__ = "/var/log/kubelet.log"}]'), [write.receiver]),
  ],
};

describe('by default', () => {
  const chart = alloy();
  const objects = objectsOf(chart);
  const pod = podOf(objects, 'DaemonSet/alloy');
  const config = configOf(chart);

  test('runs on every node', () => {
    expect(objects).toMatchSnapshot();
    expect(complaintsOf(chart)).toEqual([]);
    expect(pod.containers[0].image).toBe('docker.io/grafana/alloy:v1.5.1');
    expect(pod.containers[0].args).toEqual([
      'run',
      '/etc/alloy/config.alloy',
      '--storage.path=/var/lib/alloy',
      '--server.http.listen-addr=0.0.0.0:12345',
    ]);
    expect(pod.containers[0].readinessProbe.httpGet).toEqual({ path: '/-/ready', port: 'http-metrics' });
  });

  test('discovers the pods of its own node, on request', () => {
    expect(config).toContain('field = "spec.nodeName=" + sys.env("HOSTNAME")');
    expect(pod.containers[0].env).toEqual([
      { name: 'HOSTNAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ]);
    expect(objectAt(objects, 'ClusterRole/alloy')['rules']).toEqual([
      { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] },
    ]);
  });

  test('hands lines on from files to Loki', () => {
    expect(config).toContain('targets = discovery.kubernetes.pods.targets');
    expect(config).toContain('path_targets = discovery.relabel.pods.output');
    expect(config).toContain(
      '\ttargets    = local.file_match.pods.targets\n\tforward_to = [loki.process.pods.receiver]',
    );
    expect(config).toContain('forward_to = [loki.write.loki.receiver]\n\n\tstage.cri { }');
    expect(config).toContain(`\tendpoint {\n\t\turl = "${url}"\n\t}`);
  });

  test('runs as root, since only root can read the files, and has no other privileges', () => {
    expect(pod.securityContext).toEqual({ runAsUser: 0, runAsGroup: 0, seccompProfile: { type: 'RuntimeDefault' } });
    expect(pod.containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
    const writable = pod.containers[0].volumeMounts.filter(
      ({ name, readOnly }: { name: string; readOnly?: boolean }) => name !== 'config' && !readOnly,
    );
    expect(writable).toEqual([{ name: 'data', mountPath: '/var/lib/alloy' }]);
  });

  test('gives logs the labels that Promtail gives them', () => {
    const promtail = new Promtail(Testing.app(), 'promtail', required);
    const rules = promtail.config.scrape_configs[0]?.relabel_configs ?? [];
    expect(config.match(/\trule \{/g)).toHaveLength(rules.length);
    for (const { regex, target_label, source_labels = [] } of rules) {
      expect(config).toContain(`= "${target_label}"`);
      expect(config).toContain(`= [${source_labels.map((label) => `"${label}"`).join(', ')}]`);
      if (typeof regex === 'string') expect(config).toContain(`= "${regex}"`);
    }
  });
});

describe('all props', () => {
  const chart = alloy(all);

  test('of every program on a node', () => expectAllCollectorProps(objectsOf(chart), 'node-agent'));

  test('of Alloy', () => {
    const config = configOf(chart, 'node-agent');
    expect(complaintsOf(chart)).toEqual([]);
    expect(config).toContain('external_labels = {cluster = "a"}');
    expect(config).toContain('tenant_id = "b"');
    expect(config).toContain('stage.docker { }');
    expect(config).toMatch(/regex {9}= "kube-system"\n\t\}\n\}\n/);
    expect(config).toContain(
      'loki.source.file "kubelet" {\n\ttargets    = [{__path__ = "/var/log/kubelet.log"}]\n\tforward_to = [loki.write.loki.receiver]\n}',
    );
  });
});

test('a changed configuration rolls the pods, and no other change does', () => {
  const hashOf = (props: Partial<AlloyProps>): string =>
    objectAt(objectsOf(alloy(props)), 'DaemonSet/alloy')['spec'].template.metadata.annotations['checksum/config'];
  expect(hashOf({ externalLabels: { a: 'b' } })).not.toBe(hashOf({}));
  expect(hashOf({ priorityClassName: 'high' })).toBe(hashOf({}));
});

describe('fails if', () => {
  test('there is no client', () =>
    expect(sentencesOf(() => alloy({ clients: [] }))).toEqual([
      'alloy: clients: found none, so no logs would be pushed: set at least one',
    ]));

  test('a further component sends to one that is not there', () => {
    const missing = new AlloyComponent('loki.write', 'missing').exported('receiver', 'receiver');
    const extraComponents = () => [readFiles('a', new AlloyExpression('targets', '[]'), [missing])];
    expect(complaintsOf(alloy({ extraComponents }))).toEqual([
      expect.stringMatching(
        /^config\.loki\.source\.file\.a\.forward_to: found "loki\.write\.missing\.receiver", allowed/,
      ),
    ]);
  });
});
