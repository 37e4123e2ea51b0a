import { configMap, DATA, type Manifest, object, service, set, workload } from '../../../../conformance/diff/objects';
import { RESTARTS } from '../../../../conformance/diff/restarts';
import { testPairs } from './example';

testPairs(RESTARTS);

const IMAGE = 'spec.template.spec.containers.0.image';
const web = workload('Deployment', 'web');
const files = configMap('files', { key: 'one' });
const reading = { 'spec.template.spec.containers.0.envFrom': [{ configMapRef: { name: 'files' } }] };
const zone = (name: string, image: string): Manifest =>
  workload('StatefulSet', `db-zone-${name}`, {
    ...DATA,
    'metadata.labels': { 'rollout-group': 'db' },
    'metadata.annotations': { 'rollout-max-unavailable': '2' },
    'spec.updateStrategy': { type: 'OnDelete' },
    [IMAGE]: image,
  });
const operator = workload('Deployment', 'operator', { [IMAGE]: 'grafana/rollout-operator:v0.9.0' });
const scaler = object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas: 2, maxReplicas: 9 },
});

testPairs([
  [
    'zones that the rollout operator takes one after the other',
    [zone('a', 'db:1'), zone('b', 'db:1'), operator],
    [zone('a', 'db:2'), zone('b', 'db:2'), operator],
    ['restart/rollout StatefulSet/a/db-zone-a', 'restart/rollout StatefulSet/a/db-zone-b'],
    /deletes up to 2 pods at a time \(OnDelete\), and one StatefulSet of group db after the other: db-zone-a, db-zone-b/,
  ],
  [
    'zones of a group without an operator wait for somebody',
    [zone('a', 'db:1')],
    [zone('a', 'db:2')],
    ['restart/by-hand StatefulSet/a/db-zone-a'],
  ],
  [
    'a text that pods have as a variable',
    [set(web, reading), files],
    [set(web, reading), configMap('files', { key: 'two' })],
    ['restart/config-unread ConfigMap/a/files'],
    /none sees the change.*kubectl -n a rollout restart/,
  ],
  [
    'surge and budget in numbers',
    [web],
    [
      set(web, {
        [IMAGE]: 'web:2',
        'spec.replicas': 10,
        'spec.strategy.rollingUpdate': { maxSurge: '15%', maxUnavailable: '15%' },
      }),
    ],
    ['restart/rollout Deployment/a/web', 'scale/up Deployment/a/web'],
    /10 pods are replaced, with up to 2 more \(maxSurge\) and up to 1 less/,
  ],
  [
    'all pods at once behind a Service',
    [set(web, { 'spec.strategy.type': 'Recreate' }), service('web')],
    [set(web, { 'spec.strategy.type': 'Recreate', [IMAGE]: 'web:2' }), service('web')],
    ['outage/restart Deployment/a/web', 'restart/rollout Deployment/a/web'],
    /all pods are unavailable during the rollout \(3 of 3\)[\s\S]*all 3 pods stop, and the new ones start when they are gone/,
  ],
  [
    'the only pod of a StatefulSet behind a Service',
    [workload('StatefulSet', 'db', { 'spec.replicas': 1 }), service('db')],
    [workload('StatefulSet', 'db', { 'spec.replicas': 1, [IMAGE]: 'web:2' }), service('db')],
    ['outage/restart StatefulSet/a/db', 'restart/rollout StatefulSet/a/db'],
    /run at least 2 replicas/,
  ],
  [
    'the only pod of a cache, which its clients do without',
    [workload('StatefulSet', 'db', { 'spec.replicas': 1, [IMAGE]: 'memcached:1' }), service('db')],
    [workload('StatefulSet', 'db', { 'spec.replicas': 1, [IMAGE]: 'memcached:2' }), service('db')],
    ['restart/rollout StatefulSet/a/db'],
  ],
  [
    'no pod is left',
    [web, service('web')],
    [set(web, { 'spec.replicas': 0 }), service('web')],
    ['outage/no-pods Deployment/a/web', 'scale/down Deployment/a/web'],
  ],
  [
    'replicas that an autoscaler sets',
    [web, scaler],
    [set(web, { 'spec.replicas': undefined }), scaler],
    ['scale/autoscaler Deployment/a/web'],
    /apply with --server-side/,
  ],
  [
    'a Service that leads nowhere',
    [web, service('web')],
    [web, service('web', { 'spec.selector.app': 'wbe' })],
    ['outage/selector Service/a/web'],
  ],
  [
    'a Service that goes, and that a configuration still names',
    [web, service('web'), configMap('proxy', { 'nginx.conf': 'http { upstream x { server web.a:80; } }' })],
    [web, configMap('proxy', { 'nginx.conf': 'http { upstream x { server web.a:80; } }' })],
    ['outage/service-removed Service/a/web', 'object/removed Service/a/web'],
    /ConfigMap\/a\/proxy still uses its address/,
  ],
  [
    'a CronJob runs with the change the next time',
    [
      object('batch/v1', 'CronJob', 'job', {
        spec: {
          schedule: '@daily',
          jobTemplate: { spec: { template: { spec: { containers: [{ name: 'a', image: 'a:1' }] } } } },
        },
      }),
    ],
    [
      object('batch/v1', 'CronJob', 'job', {
        spec: {
          schedule: '@daily',
          jobTemplate: { spec: { template: { spec: { containers: [{ name: 'a', image: 'a:2' }] } } } },
        },
      }),
    ],
    ['restart/next-run CronJob/a/job'],
  ],
]);
