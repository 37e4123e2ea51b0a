import { LINK_PAIRS } from './link';
import { testPairs } from './pair';

testPairs(LINK_PAIRS);
