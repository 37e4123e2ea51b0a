import { deepmergeCustom } from 'deepmerge-ts';
import { checkData } from './data';

const merge = deepmergeCustom({ mergeArrays: false });

/**
 * A configuration with keys added or replaced: maps merge, lists and single values of the later one replace.
 * @throws UserError if a layer holds what no file can, such as a function
 */
export function mergeConfig<C extends object>(base: C, ...layers: readonly C[]): C {
  let merged = base;
  for (const layer of layers) {
    checkData(layer);
    merged = { ...merged, ...merge(merged, layer) };
  }
  return merged;
}
