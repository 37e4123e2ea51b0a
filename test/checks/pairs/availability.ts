import { JsonPatch } from 'cdk8s';
import type { Change } from '../sound';
import type { Pair } from './pair';

const claims = { persistence: { claims: [{ size: '1Gi', storageClass: 'fast' }] } } as const;
const ingester = { replicas: 3, disruptionBudget: { maxUnavailable: 1 }, ...claims } as const;
const web = (...patches: JsonPatch[]): Change => ({ patches: { 'Deployment/web': patches } });

export const AVAILABILITY_PAIRS: readonly Pair[] = [
  {
    id: 'availability/no-replicas',
    what: 'a role that others need',
    broken: { loki: { queryFrontend: { replicas: 0 } } },
    mended: { loki: { queryFrontend: { replicas: 1 } } },
    sentence: /^spec\.replicas: found 0, but Loki needs the role query-frontend/,
  },
  {
    id: 'availability/no-replicas',
    what: 'pods behind a Service',
    broken: {
      patches: {
        'Deployment/web': [JsonPatch.replace('/spec/replicas', 0)],
        'HorizontalPodAutoscaler/web': [
          JsonPatch.replace('/spec/scaleTargetRef', {
            apiVersion: 'apps/v1',
            kind: 'StatefulSet',
            name: 'prometheus',
          }),
          JsonPatch.replace('/spec/minReplicas', 1),
        ],
      },
    },
    sentence: /found 0, but Service\/web\/web leads to no other pods/,
  },
  {
    id: 'availability/missing-role',
    what: 'a Loki without ingesters',
    broken: { loki: { ingester: false } },
    sentence: /^ingester: found false, but without the ingester of Loki every write and query fails/,
  },
  {
    id: 'availability/drain-blocked',
    what: 'a budget that asks for the minimum of the autoscaler',
    broken: { patches: { 'PodDisruptionBudget/web': [JsonPatch.replace('/spec', budget({ minAvailable: 2 }))] } },
    mended: { patches: { 'PodDisruptionBudget/web': [JsonPatch.replace('/spec', budget({ minAvailable: 1 }))] } },
    sentence: /^spec\.minAvailable: found 2, and 2 pods at least, so that no pod may ever be evicted/,
  },
  {
    id: 'availability/drain-blocked',
    what: 'a budget of 0',
    broken: { patches: { 'PodDisruptionBudget/web': [JsonPatch.replace('/spec', budget({ maxUnavailable: 0 }))] } },
    sentence: /^spec\.maxUnavailable: found 0/,
  },
  {
    id: 'availability/rollout',
    what: 'a Deployment that stops all pods before it starts new ones',
    broken: web(JsonPatch.add('/spec/strategy', { type: 'Recreate' })),
    mended: web(JsonPatch.add('/spec/strategy', { type: 'RollingUpdate' })),
    sentence: /^spec\.strategy\.type: found "Recreate", so that a rollout stops all 2 pods/,
  },
  {
    id: 'availability/rollout',
    what: 'a rolling update of all pods',
    broken: web(JsonPatch.add('/spec/strategy', { rollingUpdate: { maxUnavailable: '100%' } })),
    mended: web(JsonPatch.add('/spec/strategy', { rollingUpdate: { maxUnavailable: '50%' } })),
    sentence: /^spec\.strategy\.rollingUpdate\.maxUnavailable: found "100%"/,
  },
  {
    id: 'availability/unschedulable',
    what: 'pods that may not share a node, and one node',
    broken: {
      loki: {
        ingester: {
          ...ingester,
          antiAffinity: { hosts: 'required' },
          nodeSelector: { 'kubernetes.io/hostname': 'node-1' },
        },
      },
    },
    mended: {
      loki: { ingester: { ...ingester, antiAffinity: { hosts: 'required' }, nodeSelector: { pool: 'logs' } } },
    },
    sentence: /found that 3 pods may not share a kubernetes\.io\/hostname, but they are allowed at node-1 alone/,
  },
];

function budget(fields: Readonly<Record<string, number>>): object {
  return { selector: { matchLabels: { app: 'web' } }, ...fields };
}
