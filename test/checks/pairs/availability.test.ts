import { AVAILABILITY_PAIRS } from './availability';
import { testPairs } from './pair';

testPairs(AVAILABILITY_PAIRS);
