import type { Affinity, LabelSelector, PodAffinityTerm, TopologySpreadConstraint } from '../../values/k8s';
import { noneIfEmpty, noneIfUnset } from '../../values/optional';
import type { Labels } from '../../values/system';
import type { AntiAffinity, Separation, TopologySpread } from './props';

const HOST_LABEL = 'kubernetes.io/hostname';

/** Anti-affinity of pods with these labels; undefined if they may share nodes and zones. */
export function podAntiAffinity(selector: Labels, props: AntiAffinity = {}): Affinity | undefined {
  const { hosts = 'required', zones = 'preferred', zoneLabel = 'topology.kubernetes.io/zone' } = props;
  const term = (topologyKey: string): PodAffinityTerm => ({
    topologyKey,
    labelSelector: { matchLabels: { ...selector } },
  });
  const terms: ReadonlyArray<readonly [Separation, PodAffinityTerm]> = [
    [hosts, term(HOST_LABEL)],
    [zones, term(zoneLabel)],
  ];
  const of = (wanted: Separation): PodAffinityTerm[] =>
    terms.flatMap(([separation, item]) => (separation === wanted ? [item] : []));
  // A node of its own matters more than a zone of its own.
  const preferred = of('preferred').map((item, index) => ({ weight: index === 0 ? 100 : 75, podAffinityTerm: item }));
  const antiAffinity = noneIfUnset({
    requiredDuringSchedulingIgnoredDuringExecution: noneIfEmpty(of('required')),
    preferredDuringSchedulingIgnoredDuringExecution: noneIfEmpty(preferred),
  });
  return antiAffinity && { podAntiAffinity: antiAffinity };
}

/** Spreads pods with these labels. */
export function spreadConstraints(selector: Labels, spread: readonly TopologySpread[]): TopologySpreadConstraint[] {
  const labelSelector: LabelSelector = { matchLabels: { ...selector } };
  return spread.map(({ maxSkew = 1, whenUnsatisfiable = 'ScheduleAnyway', ...rest }) => ({
    maxSkew,
    whenUnsatisfiable,
    labelSelector,
    ...rest,
  }));
}
