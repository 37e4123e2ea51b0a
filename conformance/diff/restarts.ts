import { claim, configMap, DATA, type Pair, service, set, workload } from './objects';

const db = workload('StatefulSet', 'db', DATA);
const web = workload('Deployment', 'web');
const agent = workload('DaemonSet', 'agent');
const IMAGE = 'spec.template.spec.containers.0.image';
const mounting = {
  'spec.template.spec.volumes': [{ name: 'files', configMap: { name: 'files' } }],
};
const files = configMap('files', { 'a.yaml': 'a: 1\nb: 2\n' });

/** Changes, and whether pods restart for them. The conformance run asks the real controllers. */
export const RESTARTS: readonly Pair[] = [
  [
    'another image of a StatefulSet',
    [db],
    [set(db, { [IMAGE]: 'web:2' })],
    ['restart/rollout StatefulSet/a/db'],
    /db-2 to db-0 restart one after the other, each when the one before is ready; changed: template.spec.containers\[main\].image/,
  ],
  [
    'another image of a StatefulSet, above a partition',
    [db],
    [set(db, { [IMAGE]: 'web:2', 'spec.updateStrategy': { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } })],
    ['restart/rollout StatefulSet/a/db'],
    /db-2 restarts; those below partition 2 stay/,
  ],
  [
    'another image of a StatefulSet, below a partition',
    [db],
    [set(db, { [IMAGE]: 'web:2', 'spec.updateStrategy': { type: 'RollingUpdate', rollingUpdate: { partition: 3 } } })],
    ['restart/by-hand StatefulSet/a/db'],
    /no pod is replaced: partition 3 leaves out all 3/,
  ],
  [
    'another image of a StatefulSet that somebody restarts',
    [set(db, { 'spec.updateStrategy': { type: 'OnDelete' } })],
    [set(db, { [IMAGE]: 'web:2', 'spec.updateStrategy': { type: 'OnDelete' } })],
    ['restart/by-hand StatefulSet/a/db'],
    /until somebody deletes it \(OnDelete\): delete db-2 to db-0/,
  ],
  [
    'another image of a Deployment',
    [web],
    [set(web, { [IMAGE]: 'web:2' })],
    ['restart/rollout Deployment/a/web'],
    /3 pods are replaced, with up to 1 more \(maxSurge\) and up to 0 less \(maxUnavailable\)/,
  ],
  [
    'a label of the pods',
    [web],
    [set(web, { 'spec.template.metadata.labels.version': '2' })],
    ['restart/rollout Deployment/a/web'],
  ],
  [
    'containers in another order',
    [
      set(web, {
        'spec.template.spec.containers': [
          { name: 'a', image: 'web:1' },
          { name: 'b', image: 'web:1' },
        ],
      }),
    ],
    [
      set(web, {
        'spec.template.spec.containers': [
          { name: 'b', image: 'web:1' },
          { name: 'a', image: 'web:1' },
        ],
      }),
    ],
    ['restart/order Deployment/a/web'],
    /containers \(order\).*--server-side keeps the order/,
  ],
  [
    'arguments in another order',
    [set(web, { 'spec.template.spec.containers.0.args': ['-a=1', '-b=2'] })],
    [set(web, { 'spec.template.spec.containers.0.args': ['-b=2', '-a=1'] })],
    ['restart/rollout Deployment/a/web'],
    /args \(order\)/,
  ],
  [
    'another image of a DaemonSet',
    [agent],
    [set(agent, { [IMAGE]: 'web:2' })],
    ['restart/rollout DaemonSet/a/agent'],
    /the pod of each node is replaced, 1 node at a time/,
  ],
  [
    'defaults that are written out',
    [web],
    [
      set(web, {
        'spec.progressDeadlineSeconds': 600,
        'spec.strategy': { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
        'spec.template.spec.restartPolicy': 'Always',
        'spec.template.spec.dnsPolicy': 'ClusterFirst',
        'spec.template.spec.securityContext': {},
        'spec.template.spec.containers.0.imagePullPolicy': 'IfNotPresent',
        'spec.template.spec.containers.0.terminationMessagePath': '/dev/termination-log',
      }),
    ],
    [],
  ],
  [
    'amounts that are written in another way',
    [set(web, { 'spec.template.spec.containers.0.resources': { requests: { cpu: '1', memory: '1Gi' } } })],
    [set(web, { 'spec.template.spec.containers.0.resources': { requests: { cpu: '1000m', memory: '1024Mi' } } })],
    [],
  ],
  [
    'more replicas of a StatefulSet',
    [db],
    [set(db, { 'spec.replicas': 5 })],
    ['scale/up StatefulSet/a/db'],
    /spec.replicas: 3 → 5: db-4, db-3 are added; the pods that stay do not restart/,
  ],
  [
    'fewer replicas of a Deployment',
    [web],
    [set(web, { 'spec.replicas': 2 })],
    ['scale/down Deployment/a/web'],
    /1 pod is removed/,
  ],
  [
    'another strategy',
    [web],
    [set(web, { 'spec.strategy': { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } })],
    ['restart/none Deployment/a/web'],
    /spec.strategy.* is not in the pod template/,
  ],
  ['a label of the workload', [web], [set(web, { 'metadata.labels.team': 'a' })], ['restart/none Deployment/a/web']],
  [
    'a key of a configuration without a checksum',
    [set(web, mounting), files],
    [set(web, mounting), configMap('files', { 'a.yaml': 'a: 1\nb: 3\n' })],
    ['restart/config-unread ConfigMap/a/files'],
    /no pod of Deployment\/a\/web restarts: the file is replaced within about a minute/,
  ],
  [
    'a key of a configuration with a checksum',
    [set(web, { ...mounting, 'spec.template.metadata.annotations.checksum': '1' }), files],
    [
      set(web, { ...mounting, 'spec.template.metadata.annotations.checksum': '2' }),
      configMap('files', { 'a.yaml': 'a: 1\nb: 3\n' }),
    ],
    ['restart/rollout Deployment/a/web'],
  ],
  [
    'a port of a Service',
    [service('web'), web],
    [service('web', { 'spec.ports.0.port': 81, 'spec.ports.0.targetPort': 80 }), web],
    [],
  ],
  [
    'a claim that grows',
    [claim('data', { 'spec.resources.requests.storage': '10Gi' })],
    [claim('data', { 'spec.resources.requests.storage': '20Gi' })],
    [],
  ],
];
