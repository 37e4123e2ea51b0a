import type { Construct } from 'constructs';
import {
  intOrString,
  KubeHorizontalPodAutoscalerV2,
  KubePodDisruptionBudget,
  type MetricSpecV2,
} from '../../values/k8s';
import { createScaledObject } from './keda';
import type { Autoscaling, DisruptionBudget, HorizontalAutoscaling, WorkloadProps } from './props';
import type { Target } from './scale-target';

/** Maximum number of pods. */
export const mostReplicas = ({
  replicas = 1,
  autoscaling,
}: Pick<WorkloadProps, 'replicas' | 'autoscaling'>): number => {
  if (autoscaling === undefined) return replicas;
  return (autoscaling.keda ? autoscaling.keda.maxReplicaCount : autoscaling.maxReplicas) ?? 3;
};

/** Minimum number of pods. */
export const leastReplicas = ({
  replicas = 1,
  autoscaling,
}: Pick<WorkloadProps, 'replicas' | 'autoscaling'>): number => {
  if (autoscaling === undefined) return replicas;
  return (autoscaling.keda ? autoscaling.keda.minReplicaCount : autoscaling.minReplicas) ?? 1;
};

/** Makes the autoscaler of a workload. */
export function createAutoscaler(scope: Construct, target: Target, autoscaling: Autoscaling): void {
  if (autoscaling.keda) {
    createScaledObject(scope, target, autoscaling.keda);
    return;
  }
  const { component, kind, labels } = target;
  const { minReplicas = 1, maxReplicas = 3, behavior } = autoscaling;
  new KubeHorizontalPodAutoscalerV2(scope, 'autoscaler', {
    metadata: { name: component.objectName, namespace: component.system.namespace, labels },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind, name: component.objectName },
      minReplicas,
      maxReplicas,
      metrics: metricsOf(autoscaling),
      behavior,
    },
  });
}

function metricsOf(autoscaling: HorizontalAutoscaling): MetricSpecV2[] {
  const { targetMemoryUtilizationPercentage: memory, customMetrics = [] } = autoscaling;
  const isByCpuAlone = memory === undefined && customMetrics.length === 0;
  const cpu = autoscaling.targetCPUUtilizationPercentage ?? (isByCpuAlone ? 60 : undefined);
  return [...utilization('cpu', cpu), ...utilization('memory', memory), ...customMetrics];
}

const utilization = (name: string, averageUtilization: number | undefined): MetricSpecV2[] =>
  averageUtilization === undefined
    ? []
    : [{ type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } }];

/** Makes the disruption budget of a workload. */
export function createDisruptionBudget(
  scope: Construct,
  { component, labels }: Target,
  budget: DisruptionBudget,
): void {
  new KubePodDisruptionBudget(scope, 'disruption-budget', {
    metadata: { name: component.objectName, namespace: component.system.namespace, labels },
    spec: {
      selector: { matchLabels: { ...component.selector } },
      ...('maxUnavailable' in budget
        ? { maxUnavailable: intOrString(budget.maxUnavailable) }
        : { minAvailable: intOrString(budget.minAvailable) }),
    },
  });
}
