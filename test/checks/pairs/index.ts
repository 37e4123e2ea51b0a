import { API_PAIRS } from './api';
import { AVAILABILITY_PAIRS } from './availability';
import { CAPACITY_PAIRS, FOLDER_PAIRS } from './capacity';
import { COLLECT_PAIRS } from './collect';
import { CONFIG_PAIRS } from './config';
import { FLAG_PAIRS } from './flag';
import { FLOW_PAIRS } from './flow';
import { FILE_PAIRS, IDENTITY_PAIRS } from './identity';
import { LANGUAGE_PAIRS } from './language';
import type { Pair } from './pair';
import { POLICY_PAIRS } from './policy';
import { REJECTED_VALUE_PAIRS } from './rejected-values';
import { SECRET_PAIRS } from './secret';
import { SHARING_PAIRS } from './sharing';
import { VERSION_PAIRS } from './versions';

/** The pairs of all groups. */
export const PAIRS: readonly Pair[] = [
  ...API_PAIRS,
  ...AVAILABILITY_PAIRS,
  ...CAPACITY_PAIRS,
  ...COLLECT_PAIRS,
  ...CONFIG_PAIRS,
  ...FILE_PAIRS,
  ...FLAG_PAIRS,
  ...FLOW_PAIRS,
  ...FOLDER_PAIRS,
  ...IDENTITY_PAIRS,
  ...LANGUAGE_PAIRS,
  ...POLICY_PAIRS,
  ...REJECTED_VALUE_PAIRS,
  ...SECRET_PAIRS,
  ...SHARING_PAIRS,
  ...VERSION_PAIRS,
];
