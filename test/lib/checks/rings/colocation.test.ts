import type { PodSpec } from '../../../../lib/checks/objects';
import { colocationOf, type ScheduledGroup } from '../../../../lib/checks/rings/colocation';

const HOST = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';
const OLD_ZONE = 'failure-domain.beta.kubernetes.io/zone';

const role = { matchLabels: { role: 'ingester' } };
const group = (spec: Partial<PodSpec>, count = 3, zone = 'a'): ScheduledGroup => ({
  pods: { labels: { role: 'ingester', zone }, spec: { containers: [], ...spec } },
  count,
});
/** A group in each of three zones of the ring. */
const zones = (spec: (zone: string) => Partial<PodSpec>, count = 2) =>
  ['a', 'b', 'c'].map((zone) => group(spec(zone), count, zone));

const required = (topologyKey: string, labelSelector: object = role): Partial<PodSpec> => ({
  affinity: {
    podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey, labelSelector }] },
  },
});
const preferred = (topologyKey: string): Partial<PodSpec> => ({
  affinity: {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [{ podAffinityTerm: { topologyKey, labelSelector: role } }],
    },
  },
});
const spread = (topologyKey: string, whenUnsatisfiable: string, maxSkew = 1): Partial<PodSpec> => ({
  topologySpreadConstraints: [{ topologyKey, maxSkew, whenUnsatisfiable, labelSelector: role }],
});
const onNodes = (labels: Record<string, string>): Partial<PodSpec> => ({ nodeSelector: labels });
const nodeAffinity = (...terms: ReadonlyArray<{ key: string; operator: string; values: string[] }>) => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: terms.map((term) => ({ matchExpressions: [term] })),
      },
    },
  },
});
const inPool = (...values: string[]) => ({ key: 'pool', operator: 'In', values });

test.each<[string, Partial<PodSpec>, number, number]>([
  ['nothing', {}, 6, 6],
  ['required anti-affinity by hostname', required(HOST), 1, 6],
  ['required anti-affinity by zone', required(ZONE), 1, 1],
  ['required anti-affinity by the old label of zones', required(OLD_ZONE), 1, 1],
  ['required anti-affinity to other pods', required(HOST, { matchLabels: { role: 'querier' } }), 6, 6],
  ['preferred anti-affinity', preferred(HOST), 6, 6],
  ['ScheduleAnyway by hostname', spread(HOST, 'ScheduleAnyway'), 6, 6],
  ['DoNotSchedule by hostname', spread(HOST, 'DoNotSchedule'), 1, 6],
  ['DoNotSchedule by hostname with maxSkew 2', spread(HOST, 'DoNotSchedule', 2), 2, 6],
  ['DoNotSchedule by zone', spread(ZONE, 'DoNotSchedule'), 2, 2],
])('six members with %s', (_, spec, node, zone) => {
  const groups = [group(spec, 6)];
  expect(colocationOf(groups, 'node').cases).toEqual([[node]]);
  expect(colocationOf(groups, 'zone').cases).toEqual([[zone]]);
});

test.each<[string, (zone: string) => Partial<PodSpec>, number[][], number[][]]>([
  ['nothing', () => ({}), [[2, 2, 2]], [[2, 2, 2]]],
  [
    'node selectors by zone',
    (zone) => onNodes({ [ZONE]: zone }),
    [
      [2, 0, 0],
      [0, 2, 0],
      [0, 0, 2],
    ],
    [
      [2, 0, 0],
      [0, 2, 0],
      [0, 0, 2],
    ],
  ],
  [
    'node selectors by pool',
    (zone) => onNodes({ pool: zone }),
    [
      [2, 0, 0],
      [0, 2, 0],
      [0, 0, 2],
    ],
    [
      [2, 0, 0],
      [0, 2, 0],
      [0, 0, 2],
    ],
  ],
  [
    'node selectors by host, which say nothing of zones',
    (zone) => onNodes({ 'kubernetes.io/hostname': `node-${zone}` }),
    [
      [2, 0, 0],
      [0, 2, 0],
      [0, 0, 2],
    ],
    [[2, 2, 2]],
  ],
  ['the same node selector', () => onNodes({ pool: 'all' }), [[2, 2, 2]], [[2, 2, 2]]],
  ['node affinity by pool', (zone) => nodeAffinity(inPool(zone, 'spare')), [[2, 2, 2]], [[2, 2, 2]]],
  [
    'disjoint node affinity',
    (zone) => nodeAffinity(inPool(zone)),
    [
      [2, 0, 0],
      [0, 2, 0],
      [0, 0, 2],
    ],
    [
      [2, 0, 0],
      [0, 2, 0],
      [0, 0, 2],
    ],
  ],
  ['alternatives of node affinity', (zone) => nodeAffinity(inPool(zone), inPool('spare')), [[2, 2, 2]], [[2, 2, 2]]],
  [
    'anti-affinity to the other zones',
    (zone) => required(HOST, { ...role, matchExpressions: [{ key: 'zone', operator: 'NotIn', values: [zone] }] }),
    [
      [2, 0, 0],
      [0, 2, 0],
      [0, 0, 2],
    ],
    [[2, 2, 2]],
  ],
  [
    'anti-affinity of one zone to all',
    (zone) => (zone === 'a' ? required(HOST) : {}),
    [
      [1, 0, 0],
      [0, 2, 2],
    ],
    [[2, 2, 2]],
  ],
  ['topology spread over all zones of the ring', () => spread(HOST, 'DoNotSchedule', 3), [[1, 1, 1]], [[2, 2, 2]]],
])('with %s members of zones may be together in the worst cases', (_, spec, node, zone) => {
  expect(colocationOf(zones(spec), 'node').cases).toEqual(node);
  expect(colocationOf(zones(spec), 'zone').cases).toEqual(zone);
});

test.each<[string, ReadonlyArray<ScheduledGroup>, boolean]>([
  ['nothing', [group({})], false],
  ['preferred anti-affinity', [group(preferred(HOST))], true],
  ['ScheduleAnyway', [group(spread(HOST, 'ScheduleAnyway'))], true],
  ['ScheduleAnyway by zone', [group(spread(ZONE, 'ScheduleAnyway'))], true],
  ['preferred anti-affinity between all zones', zones(() => preferred(HOST)), true],
  [
    'ScheduleAnyway within each zone only',
    zones((zone) => ({
      topologySpreadConstraints: [
        {
          topologyKey: HOST,
          maxSkew: 1,
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: { zone } },
        },
      ],
    })),
    false,
  ],
])('preferred separation with %s', (_, groups, isPreferred) =>
  expect(colocationOf(groups, 'node').preferred).toBe(isPreferred),
);

test('a term without a selector has no effect', () =>
  expect(
    colocationOf(
      [
        group({
          affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: HOST }] } },
        }),
      ],
      'node',
    ).cases,
  ).toEqual([[3]]));

test('without members no node runs any', () => expect(colocationOf([], 'node').cases).toEqual([]));
