import { PAIRS } from './pairs';
import { testPairs } from './pairs/pair';

testPairs(PAIRS);
