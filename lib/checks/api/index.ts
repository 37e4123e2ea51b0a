import { isMap, mapAt } from '../../values/data';
import { show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { groupOf } from '../kinds';
import { type ManifestObject, namespaceOf } from '../manifest';
import { autoscalerRules } from './autoscalers';
import { budgetRules } from './budgets';
import { claimRules } from './claims';
import { undeclaredClasses } from './classes';
import type { Complaint, Rule } from './complaint';
import { configKeyRules, secretRules } from './config-keys';
import { ingressRules } from './ingresses';
import { cronJobRules, jobRules } from './jobs';
import { networkPolicyRules } from './network-policies';
import { enforcedLevels, securityRules } from './pod-security';
import { podRules } from './pods';
import { bindingRules, roleRules } from './rbac';
import { serviceRules } from './services';
import { daemonSetRules, deploymentRules, replicaSetRules, statefulSetRules } from './workloads';

/** Rules about the objects of a kind. */
interface KindRules {
  readonly rule: Rule;
  /** Path of the template of its pods; empty for a pod. @default - it has none */
  readonly template?: string;
}

/** By group and kind. */
const KINDS: ReadonlyMap<string, KindRules> = new Map([
  ['apps/Deployment', { rule: deploymentRules, template: 'spec.template' }],
  ['apps/StatefulSet', { rule: statefulSetRules, template: 'spec.template' }],
  ['apps/DaemonSet', { rule: daemonSetRules, template: 'spec.template' }],
  ['apps/ReplicaSet', { rule: replicaSetRules, template: 'spec.template' }],
  ['batch/Job', { rule: jobRules, template: 'spec.template' }],
  ['batch/CronJob', { rule: cronJobRules, template: 'spec.jobTemplate.spec.template' }],
  ['/Pod', { rule: podRules, template: '' }],
  ['/Service', { rule: serviceRules }],
  ['/PersistentVolumeClaim', { rule: claimRules }],
  ['/ConfigMap', { rule: configKeyRules }],
  ['/Secret', { rule: secretRules }],
  ['autoscaling/HorizontalPodAutoscaler', { rule: autoscalerRules }],
  ['policy/PodDisruptionBudget', { rule: budgetRules }],
  ['networking.k8s.io/Ingress', { rule: ingressRules }],
  ['networking.k8s.io/NetworkPolicy', { rule: networkPolicyRules }],
  ['rbac.authorization.k8s.io/Role', { rule: roleRules }],
  ['rbac.authorization.k8s.io/ClusterRole', { rule: roleRules }],
  ['rbac.authorization.k8s.io/RoleBinding', { rule: bindingRules }],
  ['rbac.authorization.k8s.io/ClusterRoleBinding', { rule: bindingRules }],
]);

/**
 * Objects that the API server, its controllers or the kubelet reject although they fit their schema: rules as those of
 * its packages `validation`. Each object is looked at once.
 */
export function* apiFindings(cluster: Cluster): Generator<RuleFinding> {
  const levels = enforcedLevels(cluster);
  for (const object of cluster.objects) {
    yield* deprecated(object, cluster);
    const rules = KINDS.get(`${groupOf(object.content.apiVersion)}/${object.content.kind}`);
    const content: unknown = object.content;
    if (rules === undefined || !isMap(content)) continue;
    yield* found(object, rules.rule(content, ''));
    const { template } = rules;
    if (template === undefined) continue;
    const pod = template === '' ? content : mapAt(content, template);
    const namespace = namespaceOf(object);
    const enforced = levels.get(namespace);
    if (enforced !== undefined) yield* found(object, securityRules(pod, template, namespace, enforced));
  }
  yield* undeclaredClasses(cluster);
}

/** A version of a kind that a later release of Kubernetes does not have. */
function* deprecated({ identity: object, content }: ManifestObject, { api }: Cluster): Generator<RuleFinding> {
  const { apiVersion, kind } = content;
  const removal = api.kubernetes.deprecation(apiVersion, kind);
  if (removal === undefined) return;
  const remedy =
    removal.instead === undefined ? 'move to its replacement before the upgrade' : `use ${removal.instead}`;
  yield {
    id: 'api/deprecated',
    object,
    sentence: `apiVersion: found ${show(apiVersion)} of ${kind}, which is deprecated, and which Kubernetes ${removal.since} does not have: ${remedy}`,
  };
}

function* found({ identity: object }: ManifestObject, complaints: Iterable<Complaint>): Generator<RuleFinding> {
  for (const one of complaints) yield { ...one, object };
}
