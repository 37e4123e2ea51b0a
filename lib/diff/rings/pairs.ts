import type { Comparison } from '../model';
import { type Installed, installedIn } from './installations';
import type { KnownSystem } from './systems';

/** An installation before and after a change. */
export interface InstalledPair {
  readonly before: Installed;
  readonly after: Installed;
}

/** Installations that are there before and after, by their configuration or else by system and namespace. */
export function installedPairs(
  { before, after }: Pick<Comparison, 'before' | 'after'>,
  systems: readonly KnownSystem[],
): InstalledPair[] {
  const [earlier, later] = [installedIn(before, systems), installedIn(after, systems)];
  return later.flatMap((installed): InstalledPair[] => {
    const same = earlier.filter(
      ({ system, namespace }) => system.name === installed.system.name && namespace === installed.namespace,
    );
    const match = same.find(({ object }) => object === installed.object) ?? (same.length === 1 ? same[0] : undefined);
    return match === undefined ? [] : [{ before: match, after: installed }];
  });
}
