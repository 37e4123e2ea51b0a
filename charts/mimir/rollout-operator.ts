import { Construct } from 'constructs';
import { mergeProps } from '../../lib/constructs/workload/merge';
import type { WorkloadProps } from '../../lib/constructs/workload/props';
import { createServiceAccount } from '../../lib/constructs/workload/service-account';
import { Workload } from '../../lib/constructs/workload/workload';
import { intOrString, KubeRole, KubeRoleBinding } from '../../lib/values/k8s';
import { restricted } from '../../lib/values/pod-security';
import { System, SystemComponent } from '../../lib/values/system';
import { maintained } from '../../versions';

export interface RolloutOperatorProps {
  /** The installation that it rolls out. */
  readonly system: System;
  /** Name of that installation's release. */
  readonly release: string;
  readonly imageRegistry: string | undefined;
  readonly props: WorkloadProps;
}

const PORT = 8001;
const { pod, container } = restricted({ user: 10001 });

const DEFAULTS: WorkloadProps = {
  image: maintained.rolloutOperator,
  minReadySeconds: 10,
  // Two of them would get into each other's way.
  strategy: { rollingUpdate: { maxSurge: intOrString(0), maxUnavailable: intOrString(1) } },
  resources: { requests: { cpu: '100m', memory: '100Mi' }, limits: { cpu: '1', memory: '200Mi' } },
  podSecurityContext: pod,
  containerSecurityContext: container,
  antiAffinity: { hosts: 'none', zones: 'none' },
  readinessProbe: {
    httpGet: { path: '/ready', port: intOrString('http-metrics') },
    initialDelaySeconds: 5,
    timeoutSeconds: 1,
  },
};

/** Replaces the pods of zoned roles zone by zone, by the labels and annotations that their StatefulSets carry. */
export class RolloutOperator extends Construct {
  constructor(scope: Construct, id: string, { system: owner, release, imageRegistry, props }: RolloutOperatorProps) {
    super(scope, id);
    const { namespace, clusterDomain } = owner;
    const name = owner.objectName('rollout-operator');
    const app = 'rollout-operator';
    const version = maintained.rolloutOperator.tag ?? 'latest';
    const system = new System({ app, release, version, fullName: name, namespace, clusterDomain, imageRegistry });
    const metadata = { name, namespace, labels: { ...system.labels } };
    const serviceAccountName = createServiceAccount(this, 'service-account', props.serviceAccount ?? {}, system.names);
    new KubeRole(this, 'role', {
      metadata,
      rules: [
        { apiGroups: [''], resources: ['pods'], verbs: ['list', 'get', 'watch', 'delete'] },
        { apiGroups: ['apps'], resources: ['statefulsets'], verbs: ['list', 'get', 'watch'] },
        { apiGroups: ['apps'], resources: ['statefulsets/status'], verbs: ['update'] },
      ],
    });
    new KubeRoleBinding(this, 'role-binding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name: serviceAccountName }],
    });
    const { serviceAccount: _, ...workload } = props;
    this.node.defaultChild = new Workload(this, 'workload', {
      component: new SystemComponent(system, app, name, system.selector, system.labels),
      kind: 'Deployment',
      main: {
        name: app,
        args: [`-kubernetes.namespace=${namespace}`],
        ports: [{ name: 'http-metrics', containerPort: PORT, protocol: 'TCP' }],
        volumeMounts: [],
      },
      services: [],
      serviceAccountName,
      props: mergeProps(DEFAULTS, workload),
    });
  }
}
