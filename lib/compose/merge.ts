import { deepmergeCustom } from 'deepmerge-ts';
import type { ComposeService } from './types';

/** Maps merge key by key; lists and single values of the later one replace. */
const merge = deepmergeCustom({ mergeArrays: false });

/** Keys of a service to add or to replace. */
export type ComposeOverrides = Partial<Omit<ComposeService, 'image'>>;

/** A service with some keys added or replaced, as a second Compose file would. */
export function mergeService(service: ComposeService, overrides: ComposeOverrides = {}): ComposeService {
  const { image, ...rest } = service;
  return { ...merge(rest, overrides), image };
}
