import { testPairs } from './pair';
import { VERSION_PAIRS } from './versions';

testPairs(VERSION_PAIRS);
