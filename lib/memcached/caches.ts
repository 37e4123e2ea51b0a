import type { Construct } from 'constructs';
import type { Image } from '../image';
import type { System } from '../system';
import { Memcached, type MemcachedExporterProps, type MemcachedProps } from './memcached';

/** A cache that a system can have. */
export interface CacheDefinition<Name extends string> {
  readonly name: Name;
  /** What the user says of it; `false` if it is not there. */
  readonly props: MemcachedProps | false;
  readonly defaults: MemcachedProps;
}

export interface CachesDefinition<Name extends string> {
  readonly system: System;
  readonly caches: ReadonlyArray<CacheDefinition<Name>>;
  readonly exporterImage: Image;
  /** Exporter of each cache that says nothing of one. */
  readonly exporter: MemcachedExporterProps | false | undefined;
  readonly serviceAccountName: string;
}

/** Makes the caches that are there, by their names. */
export function createCaches<Name extends string>(
  scope: Construct,
  { system, caches, exporterImage, exporter, serviceAccountName }: CachesDefinition<Name>,
): Map<Name, Memcached> {
  return new Map(
    caches.flatMap(({ name, props, defaults }) => {
      if (props === false) return [];
      const definition = {
        system,
        name,
        exporterImage,
        serviceAccountName,
        defaults: { ...defaults, exporter },
        props,
      };
      return [[name, new Memcached(scope, name, definition)] as const];
    }),
  );
}
