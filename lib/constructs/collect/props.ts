import type { DaemonSetUpdateStrategy, PolicyRule } from '../../values/k8s';
import type { MicroservicesProps } from '../microservice/props';
import type { DaemonProps } from '../workload/props';

/** Common props of the collectors, which run on each node to collect its logs and metrics. */
export interface CollectorProps
  extends DaemonProps,
    Pick<
      MicroservicesProps,
      'namespace' | 'release' | 'nameOverride' | 'fullnameOverride' | 'clusterDomain' | 'ipFamilies' | 'serviceMonitor'
    > {
  /** Update strategy of the DaemonSet (`spec.updateStrategy`). @default - one node after the other */
  readonly updateStrategy?: DaemonSetUpdateStrategy;
  /** Permissions in all namespaces (ClusterRole). @default - the permissions of the default jobs */
  readonly rules?: readonly PolicyRule[];
}
