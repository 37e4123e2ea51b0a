/** What a member says of itself. One that has LEFT is no member any more. */
export type MemberState = 'PENDING' | 'JOINING' | 'ACTIVE' | 'LEAVING' | 'LEFT';

export interface Member {
  /** Its name in the ring, by which it is told from the others. */
  readonly id: string;
  /** Availability zone. @default "" - none */
  readonly zone?: string;
  /** @default ACTIVE */
  readonly state?: MemberState;
  /** Seconds since it last said that it lives. @default 0 */
  readonly heartbeatAge?: number;
  /** The ends of its ranges of keys: it owns those from the token before up to, and without, each of its own. */
  readonly tokens: Uint32Array;
}

export const stateOf = ({ state = 'ACTIVE' }: Member): MemberState => state;
export const zoneOf = ({ zone = '' }: Member): string => zone;
