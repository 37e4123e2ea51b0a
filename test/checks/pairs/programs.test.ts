import { CAPACITY_PAIRS, FOLDER_PAIRS } from './capacity';
import { CONFIG_PAIRS } from './config';
import { FLAG_PAIRS } from './flag';
import { testPairs } from './pair';

describe('configurations', () => testPairs(CONFIG_PAIRS));
describe('command lines', () => testPairs(FLAG_PAIRS));
describe('memory and volumes', () => testPairs(CAPACITY_PAIRS));
describe('folders', () => testPairs(FOLDER_PAIRS));
