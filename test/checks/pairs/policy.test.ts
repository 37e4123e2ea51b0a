import { testPairs } from './pair';
import { POLICY_PAIRS } from './policy';

testPairs(POLICY_PAIRS);
