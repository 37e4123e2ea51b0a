import { Cluster } from '../../../lib/checks/cluster';
import { identityOf, type ManifestObject } from '../../../lib/checks/manifest';
import type { RingDescription, RingSystem } from '../../../lib/ring/description';
import { membersOf, type RingMembers } from '../../../lib/ring/members';

export interface ExampleWorkload {
  readonly name: string;
  readonly replicas: number;
  readonly zone?: string;
  /** The least that an autoscaler goes down to. */
  readonly minReplicas?: number;
}

const LABELS = { role: 'ingester' };

export const exampleRing = (ring: Partial<RingDescription> = {}): RingDescription => ({
  name: 'ingester',
  prop: 'ingester',
  selector: LABELS,
  replicationFactor: 3,
  strategy: 'default',
  readsAll: true,
  heartbeatPeriod: { at: 'ring.heartbeat_period', value: '5s' },
  heartbeatTimeout: { at: 'ring.heartbeat_timeout', value: '1m' },
  tokens: 128,
  ...ring,
});

/** A ring of StatefulSets. */
export function exampleMembers(
  workloads: readonly ExampleWorkload[],
  description: Partial<RingDescription> = {},
): RingMembers {
  const ring = exampleRing(description);
  const system: RingSystem = { name: 'Mimir', namespace: 'mimir', rings: [ring] };
  const [members] = membersOf(system, new Cluster(workloads.flatMap(objectsOf)));
  if (members === undefined) throw new Error('a system with a ring has none');
  return members;
}

/** So many members in each zone. */
export const zoned = (counts: readonly number[]): ExampleWorkload[] =>
  counts.map((replicas, n) => ({ name: `ingester-zone-${n}`, replicas, zone: `zone-${n}` }));

function objectsOf({ name, replicas, zone, minReplicas }: ExampleWorkload): ManifestObject[] {
  const args = zone === undefined ? [] : [`-ingester.ring.instance-availability-zone=${zone}`];
  const objects = [
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name, namespace: 'mimir' },
      spec: {
        replicas,
        serviceName: name,
        selector: { matchLabels: LABELS },
        template: { metadata: { labels: LABELS }, spec: { containers: [{ name: 'main', args }] } },
      },
    },
    ...(minReplicas === undefined
      ? []
      : [
          {
            apiVersion: 'autoscaling/v2',
            kind: 'HorizontalPodAutoscaler',
            metadata: { name, namespace: 'mimir' },
            spec: { scaleTargetRef: { kind: 'StatefulSet', name }, minReplicas, maxReplicas: 9 },
          },
        ]),
  ];
  return objects.map((content) => ({ path: name, identity: identityOf(content), content }));
}
