import { podAntiAffinity } from '../../../../lib/constructs/workload/placement';
import type { AntiAffinity, TopologySpread } from '../../../../lib/constructs/workload/props';
import { selectorOf } from '../example-system';
import { pod } from './writer';

const HOST = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';

const antiAffinity = (props?: AntiAffinity) => pod({ antiAffinity: props }).affinity?.podAntiAffinity;
const term = (topologyKey: string) => ({ topologyKey, labelSelector: { matchLabels: selectorOf('writer') } });
const required = (...keys: readonly string[]) => ({ requiredDuringSchedulingIgnoredDuringExecution: keys.map(term) });
const preferred = (...keys: ReadonlyArray<readonly [number, string]>) => ({
  preferredDuringSchedulingIgnoredDuringExecution: keys.map(([weight, key]) => ({
    weight,
    podAffinityTerm: term(key),
  })),
});

test.each<[AntiAffinity | undefined, object | undefined]>([
  [undefined, { ...required(HOST), ...preferred([100, ZONE]) }],
  [{}, { ...required(HOST), ...preferred([100, ZONE]) }],
  [{ hosts: 'required', zones: 'required' }, required(HOST, ZONE)],
  [
    { hosts: 'required', zones: 'preferred' },
    { ...required(HOST), ...preferred([100, ZONE]) },
  ],
  [{ hosts: 'required', zones: 'none' }, required(HOST)],
  [
    { hosts: 'preferred', zones: 'required' },
    { ...required(ZONE), ...preferred([100, HOST]) },
  ],
  [{ hosts: 'preferred', zones: 'preferred' }, preferred([100, HOST], [75, ZONE])],
  [{ hosts: 'preferred', zones: 'none' }, preferred([100, HOST])],
  [{ hosts: 'none', zones: 'required' }, required(ZONE)],
  [{ hosts: 'none', zones: 'preferred' }, preferred([100, ZONE])],
  [{ hosts: 'none', zones: 'none' }, undefined],
  [{ hosts: 'none' }, preferred([100, ZONE])],
  [{ zones: 'none' }, required(HOST)],
  [{ zoneLabel: 'rack' }, { ...required(HOST), ...preferred([100, 'rack']) }],
  [{ zones: 'required', zoneLabel: 'rack' }, required(HOST, 'rack')],
  [{ zones: 'none', zoneLabel: 'rack' }, required(HOST)],
])('pods are separated according to %j', (props, terms) => expect(antiAffinity(props)).toEqual(terms));

test('pods that may share everything have no affinity at all', () =>
  expect(podAntiAffinity({ app: 'a' }, { hosts: 'none', zones: 'none' })).toBeUndefined());

test('affinity of its own replaces all that follows from the rest', () => {
  const affinity = { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: HOST }] } };
  expect(pod({ affinity, antiAffinity: { hosts: 'required', zones: 'required' } }).affinity).toEqual(affinity);
});

const labelSelector = { matchLabels: selectorOf('writer') };

test.each<[TopologySpread, object]>([
  [{ topologyKey: ZONE }, { topologyKey: ZONE, maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector }],
  [
    { topologyKey: HOST, maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule', minDomains: 3 },
    { topologyKey: HOST, maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule', minDomains: 3, labelSelector },
  ],
])('pods are spread according to %j', (spread, constraint) =>
  expect(pod({ topologySpread: [spread] }).topologySpreadConstraints).toEqual([constraint]),
);

test('pods are spread over several things, in order', () =>
  expect(
    pod({ topologySpread: [{ topologyKey: 'b' }, { topologyKey: 'a' }] }).topologySpreadConstraints.map(
      ({ topologyKey }: TopologySpread) => topologyKey,
    ),
  ).toEqual(['b', 'a']));
