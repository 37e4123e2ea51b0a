import { FILE_PAIRS, IDENTITY_PAIRS } from './identity';
import { testPairs } from './pair';

testPairs([...IDENTITY_PAIRS, ...FILE_PAIRS]);
