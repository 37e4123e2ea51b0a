import { intOrString } from '../../../lib/values/k8s';
import { add, INGESTER, ingesters, patch, patchesOf, replace } from './changes';
import type { Pair } from './pair';

export const RING_DISRUPTION_PAIRS: readonly Pair[] = [
  {
    id: 'ring/disruption-budget',
    what: 'a budget that allows too many disruptions',
    broken: ingesters({ disruptionBudget: { maxUnavailable: 2 } }),
    sentence:
      /allows 2 disruptions at once, but with replication factor 3 the ring tolerates the loss of 1 member.* Allow 1$/,
  },
  {
    id: 'ring/disruption-budget',
    what: 'a budget in percent that allows too many disruptions',
    broken: ingesters({ replicas: 10, disruptionBudget: { maxUnavailable: '15%' } }),
    sentence: /allows 2 disruptions at once/,
  },
  {
    id: 'ring/disruption-budget',
    what: 'a budget with minAvailable that allows too many disruptions',
    broken: ingesters({ replicas: 6, disruptionBudget: { minAvailable: 4 } }),
    sentence: /allows 2 disruptions at once/,
  },
  {
    id: 'ring/drain-blocked',
    what: 'a budget that allows no disruption',
    broken: ingesters({ disruptionBudget: { maxUnavailable: 0 } }),
    sentence: /allows 0 disruptions at once: .*Cannot evict pod/,
  },
  {
    id: 'ring/drain-blocked',
    what: 'a budget with minAvailable that allows no disruption',
    broken: ingesters({ disruptionBudget: { minAvailable: 3 } }),
    sentence: /allows 0 disruptions at once/,
  },
  {
    id: 'ring/rollout',
    what: 'a rollout operator that replaces too many at once',
    broken: {
      ...patch(
        INGESTER,
        add('/metadata/annotations', { 'rollout-max-unavailable': '2' }),
        add('/metadata/labels/rollout-group', 'loki-ingester'),
        replace('/spec/updateStrategy', { type: 'OnDelete' }),
      ),
      // It has a rollout operator in the same namespace.
      mimir: {},
    },
    sentence: /rollout-max-unavailable\]: found "2", so that a rollout replaces 2 ingesters at the same time/,
  },
  {
    id: 'ring/rollout',
    what: 'a rolling update of too many at once',
    broken: patch(
      INGESTER,
      add('/spec/updateStrategy', { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: intOrString('67%') } }),
    ),
    sentence: /found "67%", so that a rollout replaces 3 ingesters at the same time.* lower it to 1/,
  },
  {
    id: 'ring/rollout',
    what: 'zones that are replaced at the same time',
    broken: { mimir: {}, patches: patchesOf('ingester', replace('/spec/updateStrategy', { type: 'RollingUpdate' })) },
    sentence:
      /found "RollingUpdate" for mimir-ingester-zone-a, .* members of 3 zones are unavailable, .* set "OnDelete"/,
  },
  {
    id: 'ring/rollout-stuck',
    what: 'members that are never replaced',
    broken: patch(INGESTER, replace('/spec/updateStrategy', { type: 'OnDelete' })),
    sentence: /found "OnDelete", and no label "rollout-group".* set "RollingUpdate"/,
  },
  {
    id: 'ring/autoscaled-data',
    what: 'a ScaledObject of members with data',
    broken: ingesters({
      autoscaling: { keda: { minReplicaCount: 3, maxReplicaCount: 9, triggers: [{ memory: { utilization: 60 } }] } },
    }),
    sentence: /found an autoscaler/,
  },
  {
    id: 'ring/autoscaled-data',
    what: 'an autoscaler of members with data',
    broken: ingesters({ autoscaling: { minReplicas: 3, maxReplicas: 9 } }),
    sentence: /removes members with data that is not flushed to object storage yet/,
  },
  {
    id: 'ring/grace-period',
    what: 'too little time to flush data',
    broken: ingesters({ terminationGracePeriodSeconds: 60 }),
    sentence: /found 60, .* set at least 240/,
  },
];
