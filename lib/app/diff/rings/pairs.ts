import { type Change, objectOf } from '../compare/changes';
import type { Comparison } from '../model';
import { namespaceOf } from '../world';
import { type Installed, installedIn } from './installations';
import type { KnownSystem } from './systems';

/** An installation before and after a change. */
export interface InstalledPair {
  readonly before: Installed;
  readonly after: Installed;
}

/** Installations that are there before and after, by their configuration or else by system and namespace. */
export function installedPairs(
  { changes, before, after }: Pick<Comparison, 'changes' | 'before' | 'after'>,
  systems: readonly KnownSystem[],
): InstalledPair[] {
  const namespaces = new Set(changes.filter(mayMatter).map((change) => namespaceOf(objectOf(change).content)));
  if (namespaces.size === 0) return [];
  const [earlier, later] = [before, after].map((world) => installedIn(world, systems, namespaces));
  if (earlier === undefined || later === undefined) return [];
  return later.flatMap((installed): InstalledPair[] => {
    const same = earlier.filter(
      ({ system, namespace }) => system.name === installed.system.name && namespace === installed.namespace,
    );
    const match = same.find(({ object }) => object === installed.object) ?? (same.length === 1 ? same[0] : undefined);
    return match === undefined ? [] : [{ before: match, after: installed }];
  });
}

const KINDS = ['ConfigMap', 'Secret', 'StatefulSet', 'Deployment', 'HorizontalPodAutoscaler'];

/** Whether a change can be one of a configuration or of members. */
const mayMatter = (change: Change): boolean => KINDS.includes(objectOf(change).content.kind);
