import { API_PAIRS } from './api';
import { testPairs } from './pair';

testPairs(API_PAIRS, { 'policy/*': 'off', 'folder/group': 'off' });
