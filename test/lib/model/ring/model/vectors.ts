import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Member, MemberState } from '../../../../../lib/model/ring/model/member';
import { seededTokens } from '../../../../../lib/model/ring/model/tokens';

interface VectorMember {
  readonly id: string;
  readonly zone: string;
  readonly state: MemberState;
  readonly heartbeatAgeSeconds: number;
  readonly tokens: readonly number[];
}

export interface VectorSet {
  readonly instances?: readonly string[];
  readonly maxErrors: number;
  readonly maxUnavailableZones?: number;
  readonly error?: string;
}

export interface VectorWrite {
  readonly refusedShare: number;
  readonly minMaxErrors?: number;
  readonly error?: string;
}

interface Vectors {
  readonly hashes: readonly {
    readonly what: string;
    readonly input:
      | string
      | readonly string[]
      | { readonly tenant: string; readonly labels: readonly (readonly [string, string])[] };
    readonly token: number;
  }[];
  readonly rings: readonly {
    readonly name: string;
    readonly replicationFactor: number;
    readonly zoneAwareness: boolean;
    readonly heartbeatTimeoutSeconds: number;
    readonly instances: readonly VectorMember[];
    readonly get: readonly { readonly key: number; readonly op: string; readonly result: VectorSet }[];
    readonly replicationSetForOperation: Readonly<Record<string, VectorSet>>;
  }[];
  readonly quorum: readonly {
    readonly rf: number;
    readonly instances: number;
    readonly unhealthy: number;
    readonly read: VectorSet;
    readonly readAsked?: number;
    readonly 'write.default': VectorWrite;
    readonly 'write.ignoreUnhealthy': VectorWrite;
    readonly 'write.tempoRF2'?: VectorWrite;
  }[];
  readonly zoneQuorum: readonly {
    readonly rf: number;
    readonly zones: number;
    readonly instancesPerZone: number;
    readonly zonesWithFailure: number;
    readonly wholeZone: boolean;
    readonly read: VectorSet;
    readonly readAsked?: number;
    readonly 'write.refusedShare': number;
    readonly 'write.minMaxErrors'?: number;
    readonly 'write.error'?: string;
  }[];
  readonly shuffleShard: {
    readonly instances: readonly VectorMember[];
    readonly seeds: readonly {
      readonly tenant: string;
      readonly zone: string;
      readonly seed: string;
      readonly firstUint32: readonly number[];
    }[];
    readonly shards: readonly {
      readonly tenant: string;
      readonly size: number;
      readonly zoneAwareness: boolean;
      readonly instances: readonly string[];
    }[];
  };
  readonly spreadMinimizing: readonly {
    readonly instance: string;
    readonly zone: string;
    readonly zones: string;
    readonly count: number;
    readonly first: readonly number[];
    readonly last: readonly number[];
    readonly fnv1aOfAllJoinedByComma: number;
  }[];
}

/** Printed by dskit's ring package as vendored in Loki 2.9.4, Tempo 2.3.1, Mimir 2.10.3 and 2.11.0: the same by all. */
export const vectors: Vectors = JSON.parse(readFileSync(path.join(__dirname, '..', 'vectors.json'), 'utf8'));

export const memberOf = ({ heartbeatAgeSeconds, tokens, ...member }: VectorMember): Member => ({
  ...member,
  heartbeatAge: heartbeatAgeSeconds,
  tokens: Uint32Array.from(tokens),
});

/** A member of the rings of `quorum` and `zoneQuorum`, ACTIVE; a dead one has not been heard of for long. */
export const vectorMember = (id: string, dead: boolean, zone = ''): Member => ({
  id,
  zone,
  heartbeatAge: dead ? 600 : 0,
  tokens: seededTokens(id, 8),
});
