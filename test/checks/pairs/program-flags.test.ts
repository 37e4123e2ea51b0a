import { testPairs } from './pair';
import { PROGRAM_FLAG_PAIRS } from './program-flags';

testPairs(PROGRAM_FLAG_PAIRS);
