import { FLOW_PAIRS } from './flow';
import { testPairs } from './pair';

testPairs(FLOW_PAIRS);
