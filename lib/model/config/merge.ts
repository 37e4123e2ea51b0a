import { deepmergeCustom } from 'deepmerge-ts';
import { checkData } from './data';

const merge = deepmergeCustom({ mergeArrays: false });

/**
 * Overrides keys of a configuration: maps merge, lists and scalar values of the later layer replace.
 * @throws UserError if a layer contains a value that cannot be written to a file, such as a function
 */
export function mergeConfig<C extends object>(base: C, ...layers: readonly C[]): C {
  let merged = base;
  for (const layer of layers) {
    checkData(layer);
    merged = { ...merged, ...merge(merged, layer) };
  }
  return merged;
}
