import type { Construct } from 'constructs';
import { contentHash } from '../../model/config/render';
import type { DaemonSetUpdateStrategy, PolicyRule, Toleration, Volume } from '../../values/k8s';
import type { SystemComponent } from '../../values/system';
import { createServiceMonitor } from '../monitoring/service-monitor';
import { grantInCluster } from '../rbac';
import { mergeProps, overChart } from '../workload/merge';
import type { MainContainer } from '../workload/pod';
import type { WorkloadProps } from '../workload/props';
import { createServiceAccount } from '../workload/service-account';
import { Workload, type WorkloadDefinition } from '../workload/workload';
import type { CollectorProps } from './props';

/** A program on every node, as its chart knows it. */
export interface CollectorDefinition {
  readonly component: SystemComponent;
  readonly main: MainContainer;
  readonly volumes: readonly Volume[];
  /** Text of the configuration; a change of it rolls the pods. @default - it has none */
  readonly config?: string;
  /** Port of the metrics; the container has it under this name. */
  readonly metrics: { readonly name: string; readonly port: number };
  /** Its own permissions, where the user names none. @default - it asks nothing of the Kubernetes API */
  readonly rules?: readonly PolicyRule[];
  readonly updateStrategy?: DaemonSetUpdateStrategy | undefined;
  /** What it asks of its node. @default - nothing */
  readonly pod?: WorkloadDefinition['pod'];
  /** What holds where the user says nothing. */
  readonly defaults: WorkloadProps;
  readonly props: CollectorProps;
}

/** Nodes of the control plane have logs and metrics too. */
const CONTROL_PLANE: readonly Toleration[] = ['master', 'control-plane'].map((role) => ({
  key: `node-role.kubernetes.io/${role}`,
  operator: 'Exists',
  effect: 'NoSchedule',
}));

/** What a reader of the log files of its node needs, and nothing besides. */
export const LOG_READER: WorkloadProps = {
  tolerations: CONTROL_PLANE,
  // The kubelet has log files belong to root and be read by nobody else, and without capabilities even root reads its
  // own files alone: any other user would find the folder, and not one line.
  podSecurityContext: { runAsUser: 0, runAsGroup: 0 },
  containerSecurityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
  },
  // It reads the files of the node of this name alone; by the name of its pod it would read none.
  env: { HOSTNAME: { fieldRef: { fieldPath: 'spec.nodeName' } } },
};

/** Makes the DaemonSet, its service account, what that may do, and what has it scraped. */
export function createCollector(scope: Construct, definition: CollectorDefinition): void {
  const { component, metrics, defaults, config } = definition;
  const { serviceAccount, updateStrategy = definition.updateStrategy, ...props } = definition.props;
  const { rules = definition.rules ?? [], serviceMonitor } = props;
  const { system } = component;
  const { name, namespace, labels } = system.names;
  const serviceAccountName = createServiceAccount(scope, 'service-account', serviceAccount ?? {}, system.names);
  if (rules.length > 0) {
    grantInCluster(scope, 'cluster', { name, labels, rules, serviceAccount: { name: serviceAccountName, namespace } });
  }
  new Workload(scope, 'workload', {
    component,
    kind: 'DaemonSet',
    main: definition.main,
    volumes: definition.volumes,
    // Nobody asks a pod of a DaemonSet by a Service, except for what the operator of Prometheus finds by one.
    services: serviceMonitor
      ? [{ suffix: 'metrics', headless: true, ports: [{ name: metrics.name, port: metrics.port }] }]
      : [],
    serviceAccountName,
    daemonUpdateStrategy: updateStrategy,
    pod: definition.pod,
    props: overChart(
      mergeProps(
        // There is one on a node anyway.
        { antiAffinity: { hosts: 'none', zones: 'none' } },
        config === undefined ? {} : { podAnnotations: { 'checksum/config': contentHash(config) } },
        defaults,
      ),
      props,
    ),
  });
  if (serviceMonitor) {
    createServiceMonitor(scope, 'service-monitor', {
      name,
      namespace,
      labels,
      selector: system.selector,
      port: metrics.name,
      props: serviceMonitor,
    });
  }
}
