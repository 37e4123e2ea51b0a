import type { Autoscaling, DisruptionBudget } from '../../../../lib/constructs/workload/props';
import { type MetricSpecV2, Quantity } from '../../../../lib/values/k8s';
import { objectAt } from '../../../objects';
import { sentencesOf } from '../../../sentences';
import { labelsOf, selectorOf } from '../example-system';
import { deployment, statefulSet, writer } from './writer';

const autoscaler = (autoscaling: Autoscaling) =>
  objectAt(writer({ autoscaling, labels: { team: 'a' } }), 'HorizontalPodAutoscaler/prod-loki-writer');

const utilization = (name: string, averageUtilization: number) => ({
  type: 'Resource',
  resource: { name, target: { type: 'Utilization', averageUtilization } },
});
const requests: MetricSpecV2 = {
  type: 'Pods',
  pods: { metric: { name: 'requests' }, target: { type: 'AverageValue', averageValue: Quantity.fromNumber(100) } },
};
const renderedRequests = {
  type: 'Pods',
  pods: { metric: { name: 'requests' }, target: { type: 'AverageValue', averageValue: 100 } },
};

describe('an autoscaler', () => {
  test('goes from one pod to three at 60% of the processor by default', () =>
    expect(autoscaler({})).toEqual({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'prod-loki-writer', namespace: 'logs', labels: { ...labelsOf('writer'), team: 'a' } },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'prod-loki-writer' },
        minReplicas: 1,
        maxReplicas: 3,
        metrics: [utilization('cpu', 60)],
      },
    }));

  test.each<[string, Autoscaling, readonly object[]]>([
    ['the processor alone', { targetCPUUtilizationPercentage: 80 }, [utilization('cpu', 80)]],
    ['memory alone', { targetMemoryUtilizationPercentage: 70 }, [utilization('memory', 70)]],
    ['a metric of its own alone', { customMetrics: [requests] }, [renderedRequests]],
    ['no metric of its own', { customMetrics: [] }, [utilization('cpu', 60)]],
    [
      'all of them',
      { customMetrics: [requests], targetMemoryUtilizationPercentage: 70, targetCPUUtilizationPercentage: 80 },
      [utilization('cpu', 80), utilization('memory', 70), renderedRequests],
    ],
  ])('goes by %s', (_, autoscaling, metrics) => expect(autoscaler(autoscaling)['spec'].metrics).toEqual(metrics));

  test('has the configured behavior', () =>
    expect(autoscaler({ behavior: { scaleDown: { stabilizationWindowSeconds: 600 } } })['spec'].behavior).toEqual({
      scaleDown: { stabilizationWindowSeconds: 600 },
    }));

  test('is for the kind of workload that there is', () =>
    expect(
      writer({ autoscaling: {} }, { kind: 'StatefulSet' })['HorizontalPodAutoscaler/prod-loki-writer']?.['spec']
        .scaleTargetRef,
    ).toEqual({ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'prod-loki-writer' }));

  test.each([
    ['Deployment', deployment],
    ['StatefulSet', statefulSet],
  ])('alone sets the number of pods of a %s', (_, make) => {
    expect(make({ autoscaling: {}, replicas: 5 })['spec']).not.toHaveProperty('replicas');
    expect(make({ replicas: 5 })['spec'].replicas).toBe(5);
  });

  test('may have as many pods at least as at most', () =>
    expect(autoscaler({ minReplicas: 4, maxReplicas: 4 })['spec']).toMatchObject({ minReplicas: 4, maxReplicas: 4 }));

  test.each<[Autoscaling, string]>([
    [{ minReplicas: 5, maxReplicas: 4 }, 'found minReplicas 5 above maxReplicas 4'],
    [{ minReplicas: 4 }, 'found minReplicas 4 above maxReplicas 3'],
  ])('fails if it has more pods at least than at most: %j', (autoscaling, found) =>
    expect(sentencesOf(() => autoscaler(autoscaling))).toEqual([
      `chart/writer: autoscaling: ${found}: raise maxReplicas, or lower minReplicas`,
    ]),
  );
});

describe('a disruption budget', () => {
  test.each<[DisruptionBudget]>([
    [{ maxUnavailable: 1 }],
    [{ maxUnavailable: 0 }],
    [{ maxUnavailable: '25%' }],
    [{ minAvailable: 2 }],
    [{ minAvailable: '50%' }],
  ])('is %j', (disruptionBudget) =>
    expect(writer({ disruptionBudget, labels: { team: 'a' } })['PodDisruptionBudget/prod-loki-writer']).toEqual({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'prod-loki-writer', namespace: 'logs', labels: { ...labelsOf('writer'), team: 'a' } },
      spec: { selector: { matchLabels: selectorOf('writer') }, ...disruptionBudget },
    }),
  );

  test.each([false, undefined] as const)('is not there if it is %s', (disruptionBudget) =>
    expect(Object.keys(writer({ disruptionBudget }))).toEqual([
      'Service/prod-loki-writer',
      'Deployment/prod-loki-writer',
    ]),
  );
});
