import type { Launch } from '../launch';
import type { Found } from '../programs/locate';
import type { ProgramName } from '../programs/program';
import type { Answer, Headers } from './ask';
import type { Tree } from './tree';

/** Where requests go, and the tenant and the user that they name. */
export interface Entrance {
  readonly url: string;
  readonly headers: Headers;
}

/** Entrances of a system: the gateway where there is one, else the roles themselves. */
export interface Entrances {
  readonly push: Entrance;
  readonly query: Entrance;
}

/** A system whose ring is turned. What differs between systems is data, and how one writes and reads. */
export interface TurningSystem {
  readonly name: string;
  readonly program: ProgramName;
  /** Repository of the images that run it. */
  readonly image: RegExp;
  /** Keys of its configuration that hold the address of a process. */
  readonly addressKeys: readonly string[];
  /** Keys that hold the name of a process in a ring. */
  readonly nameKeys: readonly string[];
  /** Its configuration with a folder in the place of a bucket, and without caches, which run other programs. */
  readonly atHome: (config: Tree, shared: string) => Tree;
  /** What a program of another version is given in place of what is written. */
  readonly adapt: (launch: Launch, program: Pick<Found, 'version'>) => { readonly launch: Launch };
  /** The block of the configuration that says how many copies there are. */
  readonly ringBlock: string;
  /** How many there are if it does not. */
  readonly defaultReplicationFactor: number;
  /** Where requests go without a gateway: roles, ports. */
  readonly entrances: {
    readonly push: readonly [role: string, port: number];
    readonly query: readonly [string, number];
  };
  /** Status with which a write and a query are refused that name no tenant. */
  readonly withoutTenant: { readonly write: number; readonly query: number };
  /** Page of the ring, at the role that takes writes. */
  readonly ringPage: string;
  /** Writes something that can be found by this number. */
  readonly push: (entrance: Entrance, number: number) => Promise<Answer>;
  /** Which of the numbers can be read back. */
  readonly read: (
    entrance: Entrance,
    numbers: readonly number[],
  ) => Promise<Answer & { readonly found: readonly number[] }>;
}
