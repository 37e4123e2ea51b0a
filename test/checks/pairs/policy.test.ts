import { testPairs } from './pair';
import { POLICY_PAIRS } from './policy';
import { WORKLOAD_POLICY_PAIRS } from './policy-workloads';

testPairs([...POLICY_PAIRS, ...WORKLOAD_POLICY_PAIRS]);
