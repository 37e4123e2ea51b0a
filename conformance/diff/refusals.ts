import { claim, configMap, DATA, job, object, type Pair, service, set, workload } from './objects';

const db = workload('StatefulSet', 'db', DATA);
const web = workload('Deployment', 'web');
const agent = workload('DaemonSet', 'agent');
const files = configMap('files', { 'a.txt': 'one' }, { immutable: true });
const STORAGE = 'spec.volumeClaimTemplates.0.spec.resources.requests.storage';
const binding = object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'web', {
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
  subjects: [{ kind: 'ServiceAccount', name: 'web' }],
});

/** Changes that the API server rejects, with the rules that report them. The conformance run asks a real API server. */
export const REFUSALS: readonly Pair[] = [
  [
    'a larger claim template',
    [db],
    [set(db, { [STORAGE]: '20Gi' })],
    ['refused/claim-templates StatefulSet/a/db'],
    /10Gi → 20Gi, which the API server refuses.*kubectl -n a delete statefulset db --cascade=orphan.*claims that are there keep/,
  ],
  ['a claim template more', [workload('StatefulSet', 'db')], [db], ['refused/claim-templates StatefulSet/a/db']],
  [
    'another selector of a StatefulSet, with its pods',
    [db],
    [set(db, { 'spec.selector.matchLabels.app': 'new', 'spec.template.metadata.labels.app': 'new' })],
    ['refused/selector StatefulSet/a/db'],
  ],
  [
    'another selector of a Deployment, with its pods',
    [web],
    [set(web, { 'spec.selector.matchLabels.app': 'new', 'spec.template.metadata.labels.app': 'new' })],
    ['refused/selector Deployment/a/web'],
    /web → new.*--cascade=orphan/,
  ],
  [
    'another selector of a DaemonSet, with its pods',
    [agent],
    [set(agent, { 'spec.selector.matchLabels.app': 'new', 'spec.template.metadata.labels.app': 'new' })],
    ['refused/selector DaemonSet/a/agent'],
  ],
  [
    'a selector that the pods have no labels for',
    [web],
    [set(web, { 'spec.template.metadata.labels.app': 'new' })],
    ['refused/selector-labels Deployment/a/web'],
    /found new for app, which spec.selector wants to be web/,
  ],
  [
    'another governing Service',
    [db],
    [set(db, { 'spec.serviceName': 'db-headless' })],
    ['refused/service-name StatefulSet/a/db'],
  ],
  [
    'pods that start all at once',
    [db],
    [set(db, { 'spec.podManagementPolicy': 'Parallel' })],
    ['refused/pod-management-policy StatefulSet/a/db'],
    /unset → Parallel/,
  ],
  [
    'a StatefulSet whose pods somebody restarts from now on',
    [db],
    [set(db, { 'spec.updateStrategy': { type: 'OnDelete' } })],
    ['refused/strategy StatefulSet/a/db'],
    /kubectl -n a patch statefulset db --type=merge -p '.*"rollingUpdate":null/,
  ],
  [
    'a Deployment whose pods stop before others start from now on',
    [web],
    [set(web, { 'spec.strategy': { type: 'Recreate' } })],
    ['refused/strategy-server-side Deployment/a/web'],
  ],
  [
    'a longer history of a StatefulSet',
    [db],
    [set(db, { 'spec.revisionHistoryLimit': 3 })],
    ['refused/field StatefulSet/a/db'],
  ],
  [
    'a Service that becomes headless',
    [service('web')],
    [service('web', { 'spec.clusterIP': 'None' })],
    ['refused/cluster-ip Service/a/web'],
    /delete service web/,
  ],
  [
    'another address of a Service',
    [service('web', { 'spec.clusterIP': '10.96.0.20' })],
    [service('web', { 'spec.clusterIP': '10.96.0.21' })],
    ['refused/cluster-ip Service/a/web'],
  ],
  [
    'a headless Service that is to get an address it names',
    [service('web', { 'spec.clusterIP': 'None' })],
    [service('web', { 'spec.clusterIP': '10.96.0.21' })],
    ['refused/cluster-ip Service/a/web'],
  ],
  [
    'another image of a Job',
    [job()],
    [job({ 'spec.template.spec.containers.0.image': 'web:2' })],
    ['refused/job-template Job/a/job'],
    /kubectl -n a delete job job/,
  ],
  ['more completions of a Job', [job()], [job({ 'spec.completions': 3 })], ['refused/field Job/a/job']],
  [
    'a text in an immutable ConfigMap',
    [files],
    [set(files, { 'data.b\\.txt': 'two' })],
    ['refused/immutable ConfigMap/a/files'],
    /give it a new name/,
  ],
  [
    'an immutable ConfigMap that is to be mutable again',
    [files],
    [set(files, { immutable: undefined })],
    ['refused/immutable ConfigMap/a/files'],
  ],
  [
    'a text in an immutable Secret',
    [object('v1', 'Secret', 'keys', { stringData: { key: 'one' }, immutable: true })],
    [object('v1', 'Secret', 'keys', { stringData: { key: 'two' }, immutable: true })],
    ['refused/immutable Secret/a/keys'],
    /data\[key\]: changes,/,
  ],
  [
    'another type of a Secret',
    [object('v1', 'Secret', 'keys', { stringData: { username: 'a', password: 'b' } })],
    [
      object('v1', 'Secret', 'keys', {
        type: 'kubernetes.io/basic-auth',
        stringData: { username: 'a', password: 'b' },
      }),
    ],
    ['refused/field Secret/a/keys'],
  ],
  [
    'a claim that shrinks',
    [claim('data')],
    [claim('data', { 'spec.resources.requests.storage': '5Gi' })],
    ['refused/shrinking-claim PersistentVolumeClaim/a/data'],
    /10Gi → 5Gi.*copy what is in it/,
  ],
  [
    'another class of a claim',
    [claim('data', { 'spec.storageClassName': 'slow' })],
    [claim('data', { 'spec.storageClassName': 'fast' })],
    ['refused/claim PersistentVolumeClaim/a/data'],
  ],
  [
    'another access mode of a claim',
    [claim('data')],
    [claim('data', { 'spec.accessModes': ['ReadWriteMany'] })],
    ['refused/claim PersistentVolumeClaim/a/data'],
  ],
  [
    'another role of a binding',
    [binding],
    [set(binding, { 'roleRef.name': 'writer' })],
    ['refused/role-ref RoleBinding/a/web'],
  ],
];
