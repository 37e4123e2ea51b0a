import { API_PAIRS } from './api';
import { AVAILABILITY_PAIRS } from './availability';
import { FLOW_PAIRS } from './flow';
import { FILE_PAIRS, IDENTITY_PAIRS } from './identity';
import { IMAGE_VERSION_PAIRS } from './image-versions';
import { LANGUAGE_PAIRS } from './language';
import { LINK_PAIRS } from './link';
import { OBJECT_PAIRS } from './object';
import type { Pair } from './pair';
import { POLICY_PAIRS } from './policy';
import { RING_PAIRS } from './ring';
import { SCHEMA_PAIRS } from './schema';
import { SECRET_PAIRS } from './secret';
import { SHARING_PAIRS } from './sharing';
import { SYSTEM_PAIRS } from './system';
import { VERSION_PAIRS } from './versions';

/** The pairs of all groups. */
export const PAIRS: readonly Pair[] = [
  ...API_PAIRS,
  ...AVAILABILITY_PAIRS,
  ...FILE_PAIRS,
  ...FLOW_PAIRS,
  ...IDENTITY_PAIRS,
  ...IMAGE_VERSION_PAIRS,
  ...LANGUAGE_PAIRS,
  ...LINK_PAIRS,
  ...OBJECT_PAIRS,
  ...POLICY_PAIRS,
  ...RING_PAIRS,
  ...SCHEMA_PAIRS,
  ...SECRET_PAIRS,
  ...SHARING_PAIRS,
  ...SYSTEM_PAIRS,
  ...VERSION_PAIRS,
];
