import { OBJECT_PAIRS } from './object';
import { testPairs } from './pair';

testPairs(OBJECT_PAIRS);
