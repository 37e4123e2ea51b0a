import type { Keda, KedaTrigger } from '../../../../lib/constructs/workload/keda';
import { objectAt } from '../../../objects';
import { sentencesOf } from '../../../sentences';
import { labelsOf } from '../example-system';
import { deployment, statefulSet, writer } from './writer';

const byCpu: KedaTrigger = { cpu: { utilization: 70 } };
const scaledObject = (keda: Keda) =>
  objectAt(writer({ autoscaling: { keda }, labels: { team: 'a' } }), 'ScaledObject/prod-loki-writer');
const triggersOf = (...triggers: readonly KedaTrigger[]) => scaledObject({ triggers })['spec'].triggers;

test('a ScaledObject goes from one pod to three by default, as an autoscaler of Kubernetes does', () =>
  expect(scaledObject({ triggers: [byCpu] })).toEqual({
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'prod-loki-writer', namespace: 'logs', labels: { ...labelsOf('writer'), team: 'a' } },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'prod-loki-writer' },
      minReplicaCount: 1,
      maxReplicaCount: 3,
      triggers: [{ type: 'cpu', metricType: 'Utilization', metadata: { value: '70' } }],
    },
  }));

test('has all of its settings', () =>
  expect(
    scaledObject({
      minReplicaCount: 2,
      maxReplicaCount: 20,
      pollingInterval: 10,
      cooldownPeriod: 600,
      behavior: { scaleDown: { stabilizationWindowSeconds: 900 } },
      fallback: { failureThreshold: 3, replicas: 4 },
      triggers: [byCpu],
    })['spec'],
  ).toMatchObject({
    minReplicaCount: 2,
    maxReplicaCount: 20,
    pollingInterval: 10,
    cooldownPeriod: 600,
    advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: 900 } } } },
    fallback: { failureThreshold: 3, replicas: 4 },
  }));

test('its triggers are texts, as KEDA has them', () =>
  expect(
    triggersOf(
      {
        prometheus: {
          serverAddress: 'http://mimir-nginx.metrics/prometheus',
          query: 'sum(rate(a[1m]))',
          threshold: 0.5,
          activationThreshold: 1,
          ignoreNullValues: false,
          customHeaders: { 'X-Scope-OrgID': 'team', 'X-Other': 'b' },
          authenticationRef: { name: 'mimir', kind: 'ClusterTriggerAuthentication' },
        },
      },
      { memory: { averageValue: '1Gi' } },
      { cron: { timezone: 'Europe/Berlin', start: '0 8 * * 1-5', end: '0 18 * * 1-5', desiredReplicas: 6 } },
      { custom: { type: 'kafka', metadata: { topic: 'logs' }, metricType: 'AverageValue' } },
    ),
  ).toEqual([
    {
      type: 'prometheus',
      metadata: {
        serverAddress: 'http://mimir-nginx.metrics/prometheus',
        query: 'sum(rate(a[1m]))',
        threshold: '0.5',
        activationThreshold: '1',
        ignoreNullValues: 'false',
        customHeaders: 'X-Scope-OrgID=team,X-Other=b',
      },
      authenticationRef: { name: 'mimir', kind: 'ClusterTriggerAuthentication' },
    },
    { type: 'memory', metricType: 'AverageValue', metadata: { value: '1Gi' } },
    {
      type: 'cron',
      metadata: { timezone: 'Europe/Berlin', start: '0 8 * * 1-5', end: '0 18 * * 1-5', desiredReplicas: '6' },
    },
    { type: 'kafka', metricType: 'AverageValue', metadata: { topic: 'logs' } },
  ]));

test.each([
  ['Deployment', deployment],
  ['StatefulSet', statefulSet],
])('it owns the number of pods of a %s, and there is no other autoscaler', (kind, make) => {
  const autoscaling = { keda: { triggers: [byCpu] } };
  expect(make({ autoscaling, replicas: 5 })['spec']).not.toHaveProperty('replicas');
  const objects = writer({ autoscaling }, { kind: kind === 'StatefulSet' ? 'StatefulSet' : 'Deployment' });
  expect(Object.keys(objects).filter((key) => key.startsWith('HorizontalPodAutoscaler'))).toEqual([]);
  expect(objects['ScaledObject/prod-loki-writer']?.['spec'].scaleTargetRef.kind).toBe(kind);
});

test.each<[string, Keda, string]>([
  [
    'no trigger',
    { triggers: [] },
    'autoscaling.keda.triggers: found none, so nothing would be scaled: set at least one',
  ],
  [
    'more pods at least than at most',
    { minReplicaCount: 4, triggers: [byCpu] },
    'autoscaling.keda: found minReplicaCount 4 above maxReplicaCount 3: raise maxReplicaCount, or lower minReplicaCount',
  ],
  [
    'no pods, of which nobody knows the use',
    { minReplicaCount: 0, triggers: [byCpu, { memory: { utilization: 80 } }] },
    'autoscaling.keda.minReplicaCount: found 0 with only cpu and memory triggers, which cannot scale up from 0 pods: raise it to 1, or add another trigger',
  ],
  [
    'a time that is none',
    { pollingInterval: 0.5, triggers: [byCpu] },
    'autoscaling.keda.pollingInterval: found 0.5, allowed is a whole number of at least 1',
  ],
  [
    'an address without a scheme',
    { triggers: [{ prometheus: { serverAddress: 'prometheus:9090', query: 'a', threshold: 1 } }] },
    'autoscaling.keda.triggers[0].prometheus.serverAddress: found "prometheus:9090", allowed is an HTTP URL: pass that of the chart',
  ],
  [
    'times that cron does not have',
    { triggers: [byCpu, { cron: { timezone: 'UTC', start: '8:00', end: '0 18 * * *', desiredReplicas: 1 } }] },
    'autoscaling.keda.triggers[1].cron.start: found "8:00", allowed are the five fields of cron, such as "0 8 * * 1-5": change it',
  ],
])('fails if it has %s', (_, keda, sentence) =>
  expect(sentencesOf(() => scaledObject(keda))).toEqual([`chart/writer: ${sentence}`]),
);
