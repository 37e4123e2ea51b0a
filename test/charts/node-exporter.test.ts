import { Testing } from 'cdk8s';
import { NodeExporter, type NodeExporterProps } from '../../charts/node-exporter';
import { allCollectorProps } from '../daemon-props';
import { objectAt, objectsOf, podOf } from '../objects';

const objectsWith = (props: Partial<NodeExporterProps> = {}) =>
  objectsOf(new NodeExporter(Testing.app(), 'nodes', { namespace: 'nodes', ...props }));

describe('by default', () => {
  const objects = objectsWith();
  const pod = podOf(objects, 'DaemonSet/node-exporter');
  const [main] = pod.containers;

  test('runs on every node, and asks nothing of the Kubernetes API', () => {
    expect(objects).toMatchSnapshot();
    expect(Object.keys(objects)).toEqual(['ServiceAccount/node-exporter', 'DaemonSet/node-exporter']);
    expect(pod).toMatchObject({ automountServiceAccountToken: false, hostNetwork: true, hostPID: false });
    expect(pod.tolerations).toEqual([{ operator: 'Exists', effect: 'NoSchedule' }]);
  });

  test('sees folders of the node where its arguments say, and writes to none', () => {
    const paths = main.volumeMounts.map(({ mountPath, readOnly }: Record<string, unknown>) => [mountPath, readOnly]);
    expect(paths).toEqual([
      ['/host/proc', true],
      ['/host/sys', true],
      ['/host/root', true],
    ]);
    for (const [name, path] of [
      ['procfs', '/host/proc'],
      ['sysfs', '/host/sys'],
      ['rootfs', '/host/root'],
    ]) {
      expect(main.args).toContain(`--path.${name}=${path}`);
    }
    expect(pod.volumes.map(({ hostPath }: { hostPath: { path: string } }) => hostPath.path)).toEqual([
      '/proc',
      '/sys',
      '/',
    ]);
  });

  test('runs as an unprivileged user', () => {
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 65534 });
    expect(main.securityContext).toMatchObject({ readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
  });
});

test('all props', () => {
  const { rules: _, ...collector } = allCollectorProps;
  const props: Required<NodeExporterProps> = { ...collector, port: 9191, hostNetwork: false, hostPid: true };
  const objects = objectsWith(props);
  const pod = podOf(objects, 'DaemonSet/node-agent');
  expect(pod).toMatchObject({ hostNetwork: false, hostPID: true, serviceAccountName: 'agents' });
  expect(pod.containers[0].ports).toEqual([{ name: 'metrics', containerPort: 9191, protocol: 'TCP' }]);
  expect(pod.containers[0].args).toEqual(expect.arrayContaining(['--web.listen-address=:9191', '-extra']));
  expect(objectAt(objects, 'Service/node-agent-metrics')['spec'].ports[0]).toMatchObject({
    port: 9191,
    targetPort: 'metrics',
  });
  expect(objectAt(objects, 'ServiceMonitor/node-agent')['spec'].endpoints[0].port).toBe('metrics');
});

test('hands over a job that finds its pods alone, and calls each by its node', () => {
  const chart = new NodeExporter(Testing.app(), 'nodes', { namespace: 'nodes' });
  const { kubernetes_sd_configs, relabel_configs } = chart.scrapeJob();
  const { labels } = objectAt(objectsOf(chart), 'DaemonSet/node-exporter')['spec'].template.metadata;
  const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  expect(kubernetes_sd_configs).toEqual([
    { role: 'pod', namespaces: { names: ['nodes'] }, selectors: [{ role: 'pod', label: expect.any(String) }] },
  ]);
  expect(kubernetes_sd_configs?.[0]?.selectors?.[0]?.label?.split(',').sort()).toEqual(selector.sort());
  expect(relabel_configs).toContainEqual({
    action: 'replace',
    source_labels: ['__meta_kubernetes_pod_node_name'],
    target_label: 'instance',
  });
});
