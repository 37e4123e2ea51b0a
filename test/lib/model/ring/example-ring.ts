import { Cluster } from '../../../../lib/checks/cluster';
import { identityOf, type ManifestObject } from '../../../../lib/checks/manifest';
import { findRings } from '../../../../lib/checks/rings/find-rings';
import type { DeployedRing } from '../../../../lib/model/ring/deployed-ring';
import type { InstallationRings, RingDescription } from '../../../../lib/model/ring/description';
import { READ, WRITE, WRITE_NO_EXTEND } from '../../../../lib/model/ring/model/operation';

export interface ExampleWorkload {
  readonly name: string;
  readonly replicas: number;
  /** Zone of the ring. */
  readonly zone?: string;
  /** Minimum of an autoscaler. */
  readonly minReplicas?: number;
  /** @default "StatefulSet" */
  readonly kind?: 'StatefulSet' | 'Deployment';
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Fields of the workload, such as `updateStrategy`. */
  readonly spec?: object;
  /** Fields of its pods, such as `affinity`. */
  readonly pod?: object;
}

const LABELS = { role: 'ingester' };

export const exampleRing = (ring: Partial<RingDescription> = {}): RingDescription => ({
  name: 'ingester',
  prop: 'ingester',
  selector: LABELS,
  replicationFactor: 3,
  strategy: 'default',
  operations: { write: WRITE_NO_EXTEND, read: READ },
  heartbeatPeriod: { at: 'ring.heartbeat_period', value: '5s' },
  heartbeatTimeout: { at: 'ring.heartbeat_timeout', value: '1m' },
  tokens: 128,
  ...ring,
});

/** A ring whose members can replace each other. */
export const REPLACEABLE: Partial<RingDescription> = {
  replicationFactor: 1,
  strategy: 'ignore-unhealthy',
  operations: { write: WRITE },
};

/** A ring of workloads, found in a cluster with them and other objects. */
export function exampleMembers(
  workloads: readonly ExampleWorkload[],
  description: Partial<RingDescription> = {},
  others: readonly object[] = [],
): DeployedRing {
  const ring = exampleRing(description);
  const installation: InstallationRings = { name: 'Mimir', namespace: 'mimir', rings: [ring] };
  const objects = [...workloads.flatMap(objectsOf), ...others.map(manifestObject)];
  const [members] = findRings(installation, new Cluster(objects));
  if (members === undefined) throw new Error('the installation has no ring');
  return members;
}

/** A StatefulSet for each zone, with so many members. */
export const zoned = (counts: readonly number[], props: Partial<ExampleWorkload> = {}): ExampleWorkload[] =>
  counts.map((replicas, n) => ({ name: `ingester-zone-${n}`, replicas, zone: `zone-${n}`, ...props }));

export const exampleBudget = (maxUnavailable: number) => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'ingester', namespace: 'mimir' },
  spec: { maxUnavailable, selector: { matchLabels: LABELS } },
});

export const ROLLOUT_OPERATOR = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'rollout-operator', namespace: 'mimir' },
  spec: {
    selector: { matchLabels: { name: 'rollout-operator' } },
    template: {
      metadata: { labels: { name: 'rollout-operator' } },
      spec: { containers: [{ name: 'main', image: 'grafana/rollout-operator:v0.9.0' }] },
    },
  },
};

function objectsOf(workload: ExampleWorkload): ManifestObject[] {
  const { name, replicas, zone, minReplicas, kind = 'StatefulSet', labels, annotations, spec, pod } = workload;
  const args = zone === undefined ? [] : [`-ingester.ring.instance-availability-zone=${zone}`];
  const podLabels = { ...LABELS, ...(zone !== undefined && { zone }) };
  const scaled = {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: 'mimir', labels, annotations },
    spec: {
      replicas,
      ...(kind === 'StatefulSet' && { serviceName: name }),
      selector: { matchLabels: podLabels },
      ...spec,
      template: { metadata: { labels: podLabels }, spec: { containers: [{ name: 'main', args }], ...pod } },
    },
  };
  const autoscaler = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace: 'mimir' },
    spec: { scaleTargetRef: { kind, name }, minReplicas, maxReplicas: 9 },
  };
  return [scaled, ...(minReplicas === undefined ? [] : [autoscaler])].map(manifestObject);
}

function manifestObject(object: object): ManifestObject {
  // Undefined fields are left out, as in YAML.
  const content: ManifestObject['content'] = JSON.parse(JSON.stringify(object));
  return { path: content.metadata.name, identity: identityOf(content), content };
}
