import { testPairs } from './pair';
import { RING_PAIRS } from './ring';

testPairs(RING_PAIRS);
