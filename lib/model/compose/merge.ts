import { deepmergeCustom } from 'deepmerge-ts';
import { asMap, parseLabels } from './mapping';
import type { ComposeService } from './types';

/** Maps merge key by key; lists and single values of the later one replace. */
const merge = deepmergeCustom({ mergeArrays: false });

/** Keys of a service to add or to replace. */
export type ComposeOverrides = Partial<Omit<ComposeService, 'image'>>;

/** A service with some keys added or replaced, as a second Compose file would. */
export function mergeService(service: ComposeService, overrides: ComposeOverrides = {}): ComposeService {
  const { image, ...rest } = service;
  return { ...merge(withMaps(rest), withMaps(overrides)), image };
}

/** Variables and labels as maps, so that a list of them adds to a map instead of replacing it. */
function withMaps({ environment, labels, ...rest }: ComposeOverrides): ComposeOverrides {
  return {
    ...rest,
    ...(environment && { environment: asMap(environment) }),
    ...(labels && { labels: parseLabels(labels) }),
  };
}
