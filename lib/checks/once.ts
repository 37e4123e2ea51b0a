import type { Cluster } from './cluster';

/** A function that is computed once for each cluster, however many rules ask. */
export function oncePerCluster<Result>(compute: (cluster: Cluster) => Result): (cluster: Cluster) => Result {
  const known = new WeakMap<Cluster, { readonly result: Result }>();
  return (cluster) => {
    const before = known.get(cluster);
    if (before !== undefined) return before.result;
    const result = compute(cluster);
    known.set(cluster, { result });
    return result;
  };
}
