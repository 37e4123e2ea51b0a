import { testPairs } from './pair';
import { SHARING_PAIRS } from './sharing';

testPairs(SHARING_PAIRS);
