import type { WorkloadProps } from './props';

/** Maps that a later layer adds to; everything else it replaces. */
const MAPS = [
  'env',
  'antiAffinity',
  'nodeSelector',
  'labels',
  'annotations',
  'podLabels',
  'podAnnotations',
  'service',
  'serviceLabels',
  'serviceAnnotations',
  'appProtocols',
] as const satisfies ReadonlyArray<keyof WorkloadProps>;

/** Props in layers, such as those of a system, of a role, of all of a user's workloads and of one of them. */
export function mergeProps(...layers: readonly WorkloadProps[]): WorkloadProps {
  let merged: WorkloadProps = {};
  for (const layer of layers) merged = over(merged, layer);
  return merged;
}

function over(below: WorkloadProps, above: WorkloadProps): WorkloadProps {
  const maps = MAPS.flatMap((key) => (below[key] && above[key] ? [[key, { ...below[key], ...above[key] }]] : []));
  return { ...below, ...definedOf(above), ...Object.fromEntries(maps) };
}

/** What is set: a member that is undefined leaves the layer below as it is. */
export const definedOf = <T extends object>(props: T): Partial<T> => {
  const defined: Partial<T> = { ...props };
  for (const key in defined) if (defined[key] === undefined) delete defined[key];
  return defined;
};
