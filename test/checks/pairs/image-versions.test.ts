import { IMAGE_VERSION_PAIRS } from './image-versions';
import { testPairs } from './pair';

testPairs(IMAGE_VERSION_PAIRS);
