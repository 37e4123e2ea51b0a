import { testPairs } from './pair';
import { SECRET_PAIRS } from './secret';

testPairs(SECRET_PAIRS);
