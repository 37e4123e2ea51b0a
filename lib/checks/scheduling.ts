import type { PodSpec } from './objects';

/** The values that labels of a pod's node may have, by its node selector and its required node affinity. */
export function nodeLabelsOf({ nodeSelector = {}, affinity }: PodSpec): Map<string, readonly string[]> {
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  // Of several terms any one is enough.
  const expressions = terms.length === 1 ? (terms[0]?.matchExpressions ?? []) : [];
  return new Map([
    ...expressions.filter(({ operator }) => operator === 'In').map(({ key, values = [] }) => [key, values] as const),
    ...Object.entries(nodeSelector).map(([key, value]) => [key, [value]] as const),
  ]);
}
