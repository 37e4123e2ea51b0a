import { testPairs } from './pair';
import { SCHEMA_PAIRS } from './schema';

testPairs(SCHEMA_PAIRS);
