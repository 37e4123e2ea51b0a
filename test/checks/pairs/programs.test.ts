import { CAPACITY_PAIRS, FOLDER_PAIRS } from './capacity';
import { CONFIG_PAIRS } from './config';
import { FLAG_PAIRS } from './flag';
import { testPairs } from './pair';
import { REJECTED_VALUE_PAIRS } from './rejected-values';

describe('configurations', () => testPairs(CONFIG_PAIRS));
describe('values that programs reject', () => testPairs(REJECTED_VALUE_PAIRS));
describe('command lines', () => testPairs(FLAG_PAIRS));
describe('memory and volumes', () => testPairs(CAPACITY_PAIRS));
describe('folders', () => testPairs(FOLDER_PAIRS));
