import type { CollectorProps } from '../lib/constructs/collect/props';
import { intOrString } from '../lib/values/k8s';
import { objectAt, type objectsOf, podOf } from './objects';

/** Everything that can be said of a program on every node, so that a new prop does not compile until it is here. */
export const allCollectorProps: Required<CollectorProps> = {
  namespace: 'agents',
  release: 'node',
  nameOverride: 'agent',
  fullnameOverride: 'node-agent',
  clusterDomain: 'example.org',
  ipFamilies: 'dual-stack',
  serviceMonitor: { labels: { release: 'prometheus' }, interval: '30s' },
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: intOrString('10%') } },
  rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }],
  minReadySeconds: 5,
  revisionHistoryLimit: 3,
  image: { repository: 'registry.example.org/agent', tag: '1.2.3' },
  imagePullPolicy: 'Always',
  imagePullSecrets: ['registry'],
  command: ['/agent'],
  extraArgs: ['-extra'],
  env: { REGION: 'north' },
  envFrom: [{ secretRef: { name: 'more' } }],
  resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
  livenessProbe: { httpGet: { path: '/live', port: intOrString(1) } },
  readinessProbe: { httpGet: { path: '/ready', port: intOrString(2) } },
  startupProbe: { httpGet: { path: '/started', port: intOrString(3) } },
  lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
  podSecurityContext: { runAsUser: 0 },
  containerSecurityContext: { privileged: true },
  affinity: { nodeAffinity: {} },
  tolerations: [{ operator: 'Exists' }],
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  priorityClassName: 'system-node-critical',
  schedulerName: 'own',
  terminationGracePeriodSeconds: 60,
  hostAliases: [{ ip: '10.0.0.1', hostnames: ['loki'] }],
  dnsConfig: { options: [{ name: 'ndots', value: '2' }] },
  enableServiceLinks: false,
  volumes: [{ name: 'journal', hostPath: { path: '/var/log/journal' } }],
  volumeMounts: [{ name: 'journal', mountPath: '/var/log/journal', readOnly: true }],
  containers: [{ name: 'beside', image: 'beside:1' }],
  initContainers: [{ name: 'before', image: 'before:1' }],
  labels: { team: 'a' },
  annotations: { note: 'b' },
  podLabels: { part: 'c' },
  podAnnotations: { seen: 'd' },
  serviceLabels: { service: 'e' },
  serviceAnnotations: { annotated: 'f' },
  appProtocols: {},
  serviceAccount: { name: 'agents', annotations: { role: 'g' } },
};

/** Whether a chart that was given all of these props has passed them on. */
export function expectAllCollectorProps(objects: ReturnType<typeof objectsOf>, daemonSet: string): void {
  const { metadata, spec } = objectAt(objects, `DaemonSet/${daemonSet}`);
  expect(metadata).toMatchObject({ namespace: 'agents', labels: { team: 'a' }, annotations: { note: 'b' } });
  expect(metadata['labels']).toMatchObject({
    'app.kubernetes.io/name': 'agent',
    'app.kubernetes.io/instance': 'node',
    'app.kubernetes.io/version': '1.2.3',
  });
  expect(spec).toMatchObject({
    minReadySeconds: 5,
    revisionHistoryLimit: 3,
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
  });
  expect(spec.template.metadata.labels).toMatchObject({ part: 'c' });
  expect(spec.template.metadata.annotations).toMatchObject({
    seen: 'd',
    'checksum/config': expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const pod = podOf(objects, `DaemonSet/${daemonSet}`);
  expect(pod).toMatchObject({
    serviceAccountName: 'agents',
    imagePullSecrets: [{ name: 'registry' }],
    securityContext: { runAsUser: 0 },
    affinity: { nodeAffinity: {} },
    tolerations: [{ operator: 'Exists' }],
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    priorityClassName: 'system-node-critical',
    terminationGracePeriodSeconds: 60,
    hostAliases: [{ ip: '10.0.0.1' }],
    dnsConfig: { options: [{ name: 'ndots' }] },
    enableServiceLinks: false,
    initContainers: [{ name: 'before' }],
  });
  expect(pod.volumes).toContainEqual({ name: 'journal', hostPath: { path: '/var/log/journal' } });
  const [main, beside] = pod.containers;
  expect(beside.name).toBe('beside');
  expect(main).toMatchObject({
    image: 'registry.example.org/agent:1.2.3',
    imagePullPolicy: 'Always',
    command: ['/agent'],
    envFrom: [{ secretRef: { name: 'more' } }],
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
    livenessProbe: { httpGet: { path: '/live' } },
    readinessProbe: { httpGet: { path: '/ready' } },
    startupProbe: { httpGet: { path: '/started' } },
    lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
    securityContext: { privileged: true },
  });
  expect(main.args).toContain('-extra');
  expect(main.env).toContainEqual({ name: 'REGION', value: 'north' });
  expect(main.volumeMounts).toContainEqual({ name: 'journal', mountPath: '/var/log/journal', readOnly: true });
  expect(objectAt(objects, 'ServiceAccount/agents').metadata['annotations']).toEqual({ role: 'g' });
  expect(objectAt(objects, 'ClusterRole/node-agent')['rules']).toEqual(allCollectorProps.rules);
  const outside = Object.values(objects).filter(({ metadata }) => metadata['namespace'] !== 'agents');
  expect(outside.map(({ kind }) => kind)).toEqual(['ClusterRole', 'ClusterRoleBinding']);
  expect(objectAt(objects, 'ClusterRoleBinding/node-agent')['subjects']).toEqual([
    { kind: 'ServiceAccount', name: 'agents', namespace: 'agents' },
  ]);
  const monitor = objectAt(objects, 'ServiceMonitor/node-agent');
  const service = objectAt(objects, `Service/${daemonSet}-metrics`);
  expect(monitor.metadata['labels']).toMatchObject({ release: 'prometheus' });
  expect(service.metadata['labels']).toMatchObject({ service: 'e', ...monitor['spec'].selector.matchLabels });
  expect(service.metadata['annotations']).toEqual({ annotated: 'f' });
  expect(service['spec'].selector).toEqual(spec.selector.matchLabels);
  const [{ name, targetPort }] = service['spec'].ports;
  expect(monitor['spec'].endpoints).toMatchObject([{ port: name, interval: '30s' }]);
  expect(main.ports.map((port: { name: string }) => port.name)).toContain(targetPort);
}
