import { objectsIn } from '../../conformance/environment';
import { launchesOf, moving, place } from '../../conformance/launch';
import { Cluster } from '../../lib/checks/cluster';
import { contents, newFolder } from '../folders';

const cluster = new Cluster(
  objectsIn(
    `
apiVersion: apps/v1
kind: Deployment
metadata: { name: loki, namespace: logs }
spec:
  selector: { matchLabels: { app: loki } }
  template:
    metadata: { labels: { app: loki } }
    spec:
      containers:
        - name: sidecar
          image: docker.io/library/busybox:1
        - name: loki
          image: registry:5000/grafana/loki:2.9.4@sha256:${'0'.repeat(64)}
          command: [/usr/bin/loki, -first]
          args: [-config.file=/etc/loki/config.yaml, -address=$(ADDRESS):80, -other=$(OTHER)]
          env:
            - { name: ADDRESS, valueFrom: { fieldRef: { fieldPath: status.podIP } } }
            - { name: PASSWORD, valueFrom: { secretKeyRef: { name: passwords, key: loki } } }
            - { name: UNKNOWN, valueFrom: { secretKeyRef: { name: by-hand, key: loki } } }
            - { name: ZONE, valueFrom: { configMapKeyRef: { name: loki, key: zone } } }
            - { name: LEVEL, value: debug }
          volumeMounts:
            - { name: config, mountPath: /etc/loki }
            - { name: config, mountPath: /etc/one.yaml, subPath: config.yaml }
            - { name: secret, mountPath: /secret/ }
            - { name: all, mountPath: /all }
            - { name: data, mountPath: /var/loki }
      volumes:
        - { name: config, configMap: { name: loki, items: [{ key: file, path: config.yaml }] } }
        - { name: secret, secret: { secretName: passwords } }
        - name: all
          projected:
            sources: [{ configMap: { name: loki } }, { secret: { name: passwords } }]
        - { name: data, emptyDir: {} }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: loki, namespace: logs }
data: { file: 'wal: /var/loki/wal, lib: /usr/var/loki', zone: a }
---
apiVersion: v1
kind: Secret
metadata: { name: passwords, namespace: logs }
data: { loki: ${Buffer.from('open').toString('base64')} }
stringData: { other: sesame }
`,
    'test.yaml',
  ),
);
const [launch] = launchesOf(cluster, /(^|\/)grafana\/loki$/);
if (launch === undefined) throw new Error('found no container');

test('a container is found by the repository of its image', () => {
  expect(launch).toMatchObject({ place: 'Deployment/logs/loki loki', namespace: 'logs', version: '2.9.4' });
  expect(launchesOf(cluster, /(^|\/)grafana\/tempo$/)).toEqual([]);
});

test('its arguments are those of command and args, without the program', () =>
  expect(launch.args).toEqual([
    '-first',
    '-config.file=/etc/loki/config.yaml',
    '-address=127.0.0.1:80',
    '-other=$(OTHER)',
  ]));

test('its variables have their static values, else placeholders', () =>
  expect(launch.env).toEqual({
    ADDRESS: '127.0.0.1',
    PASSWORD: 'open',
    UNKNOWN: 'unknown',
    ZONE: 'a',
    LEVEL: 'debug',
  }));

test('its files stand below a folder, and name each other there', () => {
  const root = newFolder();
  expect(place(launch, root)).toEqual([
    '-first',
    `-config.file=${root}/etc/loki/config.yaml`,
    '-address=127.0.0.1:80',
    '-other=$(OTHER)',
  ]);
  const config = `wal: ${root}/var/loki/wal, lib: /usr/var/loki`;
  expect(contents(root)).toEqual({
    'etc/loki/config.yaml': config,
    'etc/one.yaml': config,
    'secret/loki': 'open',
    'secret/other': 'sesame',
    'all/file': config,
    'all/zone': 'a',
    'all/loki': 'open',
    'all/other': 'sesame',
    'var/run/secrets/kubernetes.io/serviceaccount/ca.crt': '',
    'var/run/secrets/kubernetes.io/serviceaccount/namespace': '',
    'var/run/secrets/kubernetes.io/serviceaccount/token': '',
  });
});

test.each([
  ['-file=/conf/a.yaml', '-file=/root/conf/a.yaml'],
  ['path: /conf', 'path: /root/conf'],
  ['/conf/deep/x /conf/x', '/root/conf/deep/x /root/conf/x'],
  ['/config/a', '/config/a'],
  ['http://host/conf/a', 'http://host/conf/a'],
  ['/conf.d', '/conf.d'],
])('%s is moved to %s', (text, moved) => expect(moving(['/conf', '/conf/deep'], '/root')(text)).toBe(moved));

// A ruler names the folder in which each tenant has one of its own.
test.each([
  ['directory: /etc/loki/rules', 'directory: /root/etc/loki/rules'],
  ['/etc/loki/rules/team-a', '/root/etc/loki/rules/team-a'],
  ['/etc/loki/rules/team-b', '/etc/loki/rules/team-b'],
  ['/etc/loki', '/root/etc/loki'],
  ['/etc', '/etc'],
])('below a mount of a folder in it, %s is moved to %s', (text, moved) =>
  expect(moving(['/etc/loki/rules/team-a'], '/root')(text)).toBe(moved),
);
