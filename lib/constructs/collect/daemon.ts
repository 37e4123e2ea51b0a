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
  /** Default permissions in the Kubernetes API. @default - none */
  readonly rules?: readonly PolicyRule[];
  readonly updateStrategy?: DaemonSetUpdateStrategy | undefined;
  /** Pod settings for access to the node, such as `hostNetwork`. @default - none */
  readonly pod?: WorkloadDefinition['pod'];
  /** Defaults of the props. */
  readonly defaults: WorkloadProps;
  readonly props: CollectorProps;
}

/** Nodes of the control plane have logs and metrics too. */
const CONTROL_PLANE: readonly Toleration[] = ['master', 'control-plane'].map((role) => ({
  key: `node-role.kubernetes.io/${role}`,
  operator: 'Exists',
  effect: 'NoSchedule',
}));

/** Minimal settings for reading the log files of the node. */
export const LOG_READER: WorkloadProps = {
  tolerations: CONTROL_PLANE,
  // Log files of the kubelet are owned by root and readable by root only. Without capabilities, root can read only its
  // own files, and any other user could list the folder but read no file.
  podSecurityContext: { runAsUser: 0, runAsGroup: 0 },
  containerSecurityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
  },
  // It reads only files of the node with this host name; the default, the pod's name, would match no files.
  env: { HOSTNAME: { fieldRef: { fieldPath: 'spec.nodeName' } } },
};

/** Makes the DaemonSet, its service account with permissions, and its ServiceMonitor. */
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
    // Only a ServiceMonitor of the Prometheus operator needs a Service for the pods of a DaemonSet.
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
