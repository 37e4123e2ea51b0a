import type { Construct } from 'constructs';
import { UserError } from '../../values/errors';
import type { Image } from '../../values/image';
import type { Labels, System } from '../../values/system';
import { listed, show } from '../../values/text';
import { definedOf, mergeProps } from '../workload/merge';
import { Memcached, type MemcachedExporterProps, type MemcachedProps } from './memcached';

/** A cache that a system can have. */
export interface CacheDefinition<Name extends string> {
  readonly name: Name;
  /** Props of the user; `false` disables the cache. */
  readonly props: MemcachedProps | false;
  readonly defaults: MemcachedProps;
}

export interface CachesDefinition<Name extends string> {
  readonly system: System;
  /** Props of the user for all caches. */
  readonly common: MemcachedProps;
  /** @default "http" */
  readonly portName?: string;
  /** Labels of StatefulSets that differ from those of the component. @default - none */
  readonly controllerLabels?: Labels;
  readonly caches: ReadonlyArray<CacheDefinition<Name>>;
  readonly exporterImage: Image;
  /** Default exporter of each cache. */
  readonly exporter: MemcachedExporterProps | false | undefined;
  readonly serviceAccountName: string;
}

/** Makes the caches that are there, by their names. */
export function createCaches<Name extends string>(
  scope: Construct,
  { system, common, caches, exporter, ...shared }: CachesDefinition<Name>,
): Map<Name, Memcached> {
  return new Map(
    caches.flatMap(({ name, props, defaults }) => {
      if (props === false) return [];
      const definition = {
        ...shared,
        system,
        name,
        defaults: { ...defaults, exporter },
        props: { ...common, ...definedOf(props), ...mergeProps(common, props) },
      };
      return [[name, new Memcached(scope, name, definition)] as const];
    }),
  );
}

/**
 * A cache that clients ask for by name.
 * @throws UserError if it does not run
 */
export function cacheNamed<Name extends string, Cache>(
  at: string,
  caches: ReadonlyMap<Name, Cache>,
  name: Name,
): Cache {
  const cache = caches.get(name);
  if (cache !== undefined) return cache;
  throw new UserError(
    `${at}: caches: found no ${show(name)}, enabled caches are ${listed(caches.keys()) || 'none'}: enable it`,
  );
}
