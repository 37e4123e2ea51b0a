import { deepmergeCustom } from 'deepmerge-ts';

const merge = deepmergeCustom({ mergeArrays: false });

/** A configuration with keys added or replaced: maps merge, lists and single values of the later one replace. */
export function mergeConfig<C extends object>(base: C, ...layers: readonly C[]): C {
  let merged = base;
  for (const layer of layers) merged = { ...merged, ...merge(merged, layer) };
  return merged;
}
