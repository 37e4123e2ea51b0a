import { testPairs } from './pair';
import { SYSTEM_PAIRS } from './system';

testPairs(SYSTEM_PAIRS);
