import { rolloutOf } from '../../../../lib/model/ring/rollouts';
import { simulatedRing } from '../../../../lib/model/ring/simulated-ring';
import { type ExampleWorkload, exampleMembers, ROLLOUT_OPERATOR, zoned } from './example-ring';

type Description = Parameters<typeof exampleMembers>[1];

function rollout(
  workloads: readonly ExampleWorkload[],
  description: Description = {},
  others: Parameters<typeof exampleMembers>[2] = [],
) {
  const deployed = exampleMembers(workloads, description, others);
  return rolloutOf(deployed, simulatedRing(deployed));
}
const ingesters = (replicas: number, props: Partial<ExampleWorkload> = {}): ExampleWorkload[] => [
  { name: 'ingester', replicas, ...props },
];
const onDelete = { updateStrategy: { type: 'OnDelete' } };
const grouped = { spec: onDelete, labels: { 'rollout-group': 'ingester' } };
const ZONE_AWARE = { zoneAware: true };

test.each([
  [{}, 1],
  [{ updateStrategy: { type: 'RollingUpdate' } }, 1],
  [{ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } } }, 2],
  [{ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '40%' } } }, 4],
  [{ podManagementPolicy: 'Parallel' }, 1],
])('a StatefulSet of 10 with %j replaces %d at a time', (spec, atOnce) =>
  expect(rollout(ingesters(10, { spec }))).toMatchObject({ by: ['controller'], atOnce, operatorMissing: false }),
);

test.each([
  // By default 25 % may be unavailable, rounded down to 2, and 25 % are added, rounded up to 3.
  [{}, 5],
  [{ strategy: { type: 'Recreate' } }, 10],
  [{ strategy: { rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } } }, 1],
  [{ strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } } }, 1],
  [{ strategy: { rollingUpdate: { maxUnavailable: '15%', maxSurge: 0 } } }, 1],
])('a Deployment of 10 with %j replaces %d at a time', (spec, atOnce) =>
  expect(rollout(ingesters(10, { kind: 'Deployment', spec })).atOnce).toBe(atOnce),
);

test('three ingesters are replaced one at a time with all requests served, two at a time with none', () => {
  expect(rollout(ingesters(3))).toMatchObject({ writesRefused: 0, readsRefused: 0 });
  const spec = { updateStrategy: { rollingUpdate: { maxUnavailable: 2 } } };
  expect(rollout(ingesters(3, { spec }))).toMatchObject({ atOnce: 2, writesRefused: 1, readsRefused: 1 });
});

test('StatefulSets of zones are replaced at the same time by their controller', () =>
  expect(rollout(zoned([2, 2, 2]), ZONE_AWARE)).toMatchObject({
    atOnce: 3,
    zonesAtOnce: 3,
    readsRefused: 1,
  }));

test('the rollout operator replaces a whole zone with all requests served', () => {
  const workloads = zoned([2, 2, 2], { ...grouped, annotations: { 'rollout-max-unavailable': '50' } });
  expect(rollout(workloads, ZONE_AWARE, [ROLLOUT_OPERATOR])).toEqual({
    atOnce: 2,
    zonesAtOnce: 1,
    by: ['rollout-operator'],
    operatorMissing: false,
    writesRefused: 0,
    readsRefused: 0,
  });
  expect(rollout(workloads, { zoneAware: false }, [ROLLOUT_OPERATOR]).readsRefused).toBe(1);
});

test('the rollout operator takes one pod at a time without an annotation', () =>
  expect(rollout(zoned([2, 2, 2], grouped), ZONE_AWARE, [ROLLOUT_OPERATOR]).atOnce).toBe(1));

test('a missing rollout operator is reported', () =>
  expect(rollout(zoned([1, 1, 1], grouped), ZONE_AWARE)).toMatchObject({ operatorMissing: true }));

test('OnDelete alone replaces no pod', () =>
  expect(rollout(ingesters(3, { spec: onDelete }))).toEqual({
    atOnce: 0,
    zonesAtOnce: 0,
    by: ['none'],
    operatorMissing: false,
    writesRefused: 0,
    readsRefused: 0,
  }));
