import { COLLECT_PAIRS } from './pairs/collect';
import { LANGUAGE_PAIRS } from './pairs/language';
import { testPairs } from './pairs/pair';
import { POLICY_PAIRS } from './pairs/policy';
import { SECRET_PAIRS } from './pairs/secret';

testPairs([...LANGUAGE_PAIRS, ...SECRET_PAIRS, ...POLICY_PAIRS, ...COLLECT_PAIRS]);
