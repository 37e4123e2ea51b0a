import { LANGUAGE_PAIRS } from './language';
import { testPairs } from './pair';

testPairs(LANGUAGE_PAIRS);
