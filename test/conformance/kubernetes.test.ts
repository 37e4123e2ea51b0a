import { changed, lost } from '../../conformance/checks/kubernetes';
import { hostsOf } from '../../conformance/checks/nginx';
import { adapt } from '../../conformance/checks/tempo';
import { objectsIn } from '../../conformance/environment';
import { errorsIn, type StoredObject, warningsIn } from '../../conformance/kubernetes/kubectl';
import { enforced, podOf, podsByNamespace } from '../../conformance/kubernetes/pods';
import { Cluster } from '../../lib/checks/cluster';
import { sentencesOf } from '../sentences';

const cluster = new Cluster(
  objectsIn(
    `
apiVersion: v1
kind: Namespace
metadata: { name: logs, labels: { pod-security.kubernetes.io/enforce: restricted } }
---
apiVersion: v1
kind: Service
metadata: { name: loki, namespace: logs }
spec: { ports: [{ port: 80 }] }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: loki, namespace: logs }
spec:
  selector: { matchLabels: { app: loki } }
  serviceName: loki
  template:
    metadata: { labels: { app: loki }, annotations: { sum: '1' } }
    spec:
      containers: [{ name: loki, image: grafana/loki, volumeMounts: [{ name: data, mountPath: /data }] }]
      volumes: [{ name: tmp, emptyDir: {} }]
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`,
    'loki.yaml',
  ),
);

test('a pod is the one of its controller, with its claims as volumes', () => {
  const [pods] = cluster.pods;
  if (pods === undefined) throw new Error('found no pods');
  expect(podOf(pods)).toEqual({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'statefulset-loki', namespace: 'logs', labels: { app: 'loki' }, annotations: { sum: '1' } },
    spec: {
      containers: [{ name: 'loki', image: 'grafana/loki', volumeMounts: [{ name: 'data', mountPath: '/data' }] }],
      volumes: [
        { name: 'tmp', emptyDir: {} },
        { name: 'data', persistentVolumeClaim: { claimName: 'data-loki-0' } },
      ],
    },
  });
  expect([...podsByNamespace(cluster).keys()]).toEqual(['logs']);
});

test('a namespace without a label enforces no level', () => {
  expect(enforced(cluster, 'logs')).toBe('restricted');
  expect(enforced(cluster, 'other')).toBe('privileged');
});

describe('the output of kubectl', () => {
  const said = {
    stdout: 'service/a serverside-applied (server dry run)',
    stderr: 'Warning: old\nWarning: old\nError: no',
  };
  const ran = { ...said, code: 1, text: `${said.stdout}\n${said.stderr}` };

  test('is errors if it fails', () => expect(errorsIn(ran)).toEqual(['Error: no']));
  test('is no error if it does not', () => expect(errorsIn({ ...ran, code: 0 })).toEqual([]));
  test('is never empty if it fails', () =>
    expect(errorsIn({ ...ran, text: '' })).toEqual(['kubectl ended with exit code 1']));
  test('is warnings, each once', () => expect(warningsIn(ran)).toEqual(['old']));
});

const stored = (resourceVersion: string, spec: object): StoredObject & { readonly spec: object } => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'loki', namespace: 'logs', resourceVersion },
  spec,
});

test('a written field that is not read back is lost', () => {
  const written = objectsIn(
    '{apiVersion: v1, kind: Service, metadata: {name: loki, namespace: logs}, spec: {a: 1}}',
    '',
  );
  expect(lost(written, [stored('1', { a: 1, b: 2 })])).toEqual([]);
  expect(lost(written, [stored('1', { a: 2 })])).toEqual(['Service/logs/loki: spec.a: wrote 1, read 2']);
  expect(lost(written, [])).toEqual(['Service/logs/loki: was applied, but does not exist']);
});

test('a second apply may change only the version of an object', () => {
  expect(changed([stored('1', { a: 1 })], [stored('2', { a: 1 })])).toEqual([]);
  expect(changed([stored('1', { a: 1 })], [stored('2', { a: 2 })])).toEqual([
    'Service/logs/loki: is changed by a second apply, so it never becomes stable',
  ]);
});

test('a Service has all its names, and its short one in its own namespace alone', () => {
  const own = hostsOf(cluster, 'logs').split('\n');
  expect(own).toContain('127.0.0.1 loki');
  expect(own).toContain('127.0.0.1 loki.logs.svc.cluster.local.');
  expect(own).toContain('127.0.0.1 kube-dns.kube-system.svc.cluster.local');
  expect(hostsOf(cluster, 'other').split('\n')).not.toContain('127.0.0.1 loki');
});

describe('the configuration of Tempo', () => {
  const launch = {
    ...{ place: 'x', namespace: 'x', version: '2.3.1', args: [], env: {} },
    mounts: [
      {
        path: '/conf',
        files: { 'tempo.yaml': 'query_frontend:\n  trace_by_id:\n    hedge_requests_at: 2s\n    query_shards: 5\n' },
      },
    ],
  };

  test('is unchanged for the version that runs', () =>
    expect(adapt(launch, { version: '2.3.1' })).toEqual({ launch, remarks: [] }));

  test('omits keys that a later version has removed, with a remark', () =>
    expect(adapt(launch, { version: '2.5.0' })).toEqual({
      launch: {
        ...launch,
        mounts: [{ path: '/conf', files: { 'tempo.yaml': 'query_frontend:\n  trace_by_id:\n    query_shards: 5\n' } }],
      },
      remarks: ['query_frontend.trace_by_id.hedge_requests_at was removed: Tempo 2.5.0 does not have it any more'],
    }));
});

test('fails if a file has something that is no object', () =>
  expect(sentencesOf(() => objectsIn('kind: Service', 'a.yaml'))).toEqual([
    'a.yaml: found an object without apiVersion, kind or name: run npm run synth again',
  ]));
