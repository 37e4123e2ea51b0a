/** State that a member has in the ring. A member that has LEFT is no longer in it. */
export type MemberState = 'PENDING' | 'JOINING' | 'ACTIVE' | 'LEAVING' | 'LEFT';

export interface Member {
  /** Unique name in the ring. */
  readonly id: string;
  /** Availability zone that it registers with. @default "" - none */
  readonly zone?: string;
  /** @default ACTIVE */
  readonly state?: MemberState;
  /** Seconds since its last heartbeat. @default 0 */
  readonly heartbeatAge?: number;
  /** Its tokens: each owns the keys from the previous token of the ring up to, but not including, itself. */
  readonly tokens: Uint32Array;
}

export const stateOf = ({ state = 'ACTIVE' }: Member): MemberState => state;
export const zoneOf = ({ zone = '' }: Member): string => zone;
