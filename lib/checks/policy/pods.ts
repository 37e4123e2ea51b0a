import { tagIn } from '../../values/image';
import type { RuleFinding } from '../catalog';
import type { Cluster, Pods } from '../cluster';
import type { ContainerSpec } from '../objects';

/** A rule about one long-running container. */
type ContainerRule = (container: ContainerSpec, pods: Pods) => Omit<RuleFinding, 'object' | 'severity'> | undefined;

/** Probes and requests do not apply to init containers and Jobs. */
const runsOnce = ({ owner }: Pods): boolean => /^(Cron)?Job$/.test(owner.content.kind);

const CONTAINER_RULES: readonly ContainerRule[] = [
  function pinsItsImage({ image = '' }) {
    const tag = tagIn(image);
    if (image.includes('@') || (tag !== undefined && tag !== 'latest')) return undefined;
    return {
      id: 'policy/image-tag',
      sentence: `image: found "${image}", whose tag can point to another image later: pin a version or a digest`,
    };
  },
  function hasResources({ resources = {} }, pods) {
    if (runsOnce(pods) || Object.keys({ ...resources.requests, ...resources.limits }).length > 0) return undefined;
    return {
      id: 'policy/resources',
      sentence:
        'resources: found no requests and no limits, so it is evicted first when the node runs out of memory: set requests',
    };
  },
  function isNotRoot({ securityContext = {} }, { spec }) {
    const { runAsNonRoot, runAsUser } = { ...spec.securityContext, ...securityContext };
    if (runAsNonRoot === true || (runAsUser !== undefined && runAsUser !== 0)) return undefined;
    return {
      id: 'policy/root',
      sentence: 'securityContext.runAsNonRoot: not set to true, so the container may run as root: set it to true',
    };
  },
  function hasReadOnlyRoot({ securityContext = {} }) {
    if (securityContext.readOnlyRootFilesystem === true) return undefined;
    return {
      id: 'policy/writable-root',
      sentence:
        'securityContext.readOnlyRootFilesystem: not set to true, so an attacker could overwrite programs in the container: set it to true, and mount a volume at the paths that it writes to',
    };
  },
];

/** Container policies. */
export function* carelessContainers({ pods: all }: Cluster): Generator<RuleFinding> {
  for (const pods of all) {
    const { owner, path, spec } = pods;
    for (const container of spec.containers) {
      for (const rule of CONTAINER_RULES) {
        const finding = rule(container, pods);
        if (finding === undefined) continue;
        yield {
          ...finding,
          object: owner.identity,
          sentence: `${path}.containers[${container.name}].${finding.sentence}`,
        };
      }
    }
  }
}

/** Pods without probes. */
export function* silentPods({ pods: all }: Cluster): Generator<RuleFinding> {
  for (const pods of all) {
    const isAsked = pods.spec.containers.some(({ readinessProbe, livenessProbe }) => readinessProbe || livenessProbe);
    if (runsOnce(pods) || isAsked) continue;
    yield {
      id: 'policy/probes',
      object: pods.owner.identity,
      sentence: `${pods.path}.containers: found no readinessProbe and no livenessProbe, so requests are sent to containers that cannot answer: add one`,
    };
  }
}

/** Several pods without a disruption budget. */
export function* missingBudgets(cluster: Cluster): Generator<RuleFinding> {
  for (const { owner, namespace, labels, workload } of cluster.pods) {
    const { kind } = owner.content;
    if (workload === undefined || (kind !== 'Deployment' && kind !== 'StatefulSet')) continue;
    const scaler = cluster.autoscalerOf(owner);
    const replicas = scaler ? scaler.minReplicas : (workload.replicas ?? 1);
    if (replicas < 2 || cluster.budgetsOf(namespace, labels).length > 0) continue;
    yield {
      id: 'policy/budget',
      object: owner.identity,
      sentence: `found ${replicas} replicas and no PodDisruptionBudget, so a drain of nodes may evict all of them at the same time: add one`,
    };
  }
}
