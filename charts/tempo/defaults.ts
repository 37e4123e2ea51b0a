import type { WorkloadProps } from '../../lib/constructs/workload/props';
import { leastReplicas } from '../../lib/constructs/workload/scaling';
import { restricted } from '../../lib/values/pod-security';

const USER = 1000;
const { pod, container } = restricted({ user: USER });

/** Defaults of all pods of an installation. Each container names its user. */
export const TEMPO_DEFAULTS: WorkloadProps = {
  podSecurityContext: { fsGroup: USER, seccompProfile: pod.seccompProfile },
  containerSecurityContext: { ...container, runAsNonRoot: true, runAsUser: USER, runAsGroup: USER },
  enableServiceLinks: false,
  minReadySeconds: 10,
  revisionHistoryLimit: 10,
  terminationGracePeriodSeconds: 30,
  topologySpread: [{ topologyKey: 'topology.kubernetes.io/zone' }],
};

/** Disruption budget for several pods: node drains evict one pod at a time. */
export const budgetFor = (props: WorkloadProps): WorkloadProps =>
  leastReplicas(props) > 1 ? { disruptionBudget: { maxUnavailable: 1 } } : {};
