import type { DaemonSetUpdateStrategy, PolicyRule } from '../../values/k8s';
import type { MicroservicesProps } from '../microservice/props';
import type { DaemonProps } from '../workload/props';

/** What can be said of everything that runs on each node to gather what the node has. */
export interface CollectorProps
  extends DaemonProps,
    Pick<
      MicroservicesProps,
      'namespace' | 'release' | 'nameOverride' | 'fullnameOverride' | 'clusterDomain' | 'ipFamilies' | 'serviceMonitor'
    > {
  /** How pods are replaced (`spec.updateStrategy`). @default - one node after the other */
  readonly updateStrategy?: DaemonSetUpdateStrategy;
  /** What it may do with the Kubernetes API, in all namespaces (ClusterRole). @default - what the default jobs need */
  readonly rules?: readonly PolicyRule[];
}
