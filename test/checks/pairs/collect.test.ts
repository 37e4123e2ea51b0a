import { COLLECT_PAIRS } from './collect';
import { testPairs } from './pair';

testPairs(COLLECT_PAIRS);
