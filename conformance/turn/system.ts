import type { Launch } from '../launch';
import type { Found } from '../programs/locate';
import type { ProgramName } from '../programs/program';
import type { Answer, Headers } from './ask';
import type { Tree } from './tree';

/** Address of requests, and their tenant and user. */
export interface Entrance {
  readonly url: string;
  readonly headers: Headers;
}

/** Entrances of a system: the gateway if there is one, else the roles themselves. */
export interface Entrances {
  readonly push: Entrance;
  readonly query: Entrance;
}

/** A system whose ring is tested. Systems differ in this data, and in their writes and reads. */
export interface TurningSystem {
  readonly name: string;
  readonly program: ProgramName;
  /** Type of its data source, and the beginning of the names of its APIs. */
  readonly api: 'loki' | 'tempo';
  /** Repository of the images that run it. */
  readonly image: RegExp;
  /** Tags of these images. @default - any */
  readonly versions?: RegExp;
  /** Keys of its configuration that hold the address of a process. */
  readonly addressKeys: readonly string[];
  /** Keys that hold the name of a process in a ring. */
  readonly nameKeys: readonly string[];
  /** Its configuration with a folder in the place of a bucket, and without caches, which run other programs. */
  readonly atHome: (config: Tree, shared: string) => Tree;
  /** The configuration for a program of another version. */
  readonly adapt: (launch: Launch, program: Pick<Found, 'version'>) => { readonly launch: Launch };
  /** The block of the configuration with the replication factor. */
  readonly ringBlock: string;
  /** The default replication factor. */
  readonly defaultReplicationFactor: number;
  /** Address of requests without a gateway: roles, ports. */
  readonly entrances: {
    readonly push: readonly [role: string, port: number];
    readonly query: readonly [string, number];
  };
  /** Status of the rejection of a write and a query without a tenant. */
  readonly withoutTenant: { readonly write: number; readonly query: number };
  /** Page of the ring, at the role that receives writes. */
  readonly ringPage: string;
  /** Writes an item that can be found by this number. */
  readonly push: (entrance: Entrance, number: number) => Promise<Answer>;
  /** The numbers that can be read back. */
  readonly read: (
    entrance: Entrance,
    numbers: readonly number[],
  ) => Promise<Answer & { readonly found: readonly number[] }>;
}
