import { RING_DISRUPTION_PAIRS } from './ring-disruptions';
import { RING_GOSSIP_PAIRS } from './ring-gossip';
import { RING_MEMBER_PAIRS } from './ring-members';
import { RING_SIZE_PAIRS } from './ring-sizes';

export const RING_PAIRS = [...RING_SIZE_PAIRS, ...RING_DISRUPTION_PAIRS, ...RING_MEMBER_PAIRS, ...RING_GOSSIP_PAIRS];
