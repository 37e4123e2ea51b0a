import { API_PAIRS } from './api';
import { AVAILABILITY_PAIRS } from './availability';
import { CAPACITY_PAIRS, FOLDER_PAIRS } from './capacity';
import { COLLECT_PAIRS } from './collect';
import { CONFIG_PAIRS } from './config';
import { FLAG_PAIRS } from './flag';
import { FLOW_PAIRS } from './flow';
import { FILE_PAIRS, IDENTITY_PAIRS } from './identity';
import { IMAGE_VERSION_PAIRS } from './image-versions';
import { LANGUAGE_PAIRS } from './language';
import { LINK_PAIRS } from './link';
import { LOKI_3_PAIRS } from './loki-3';
import { OBJECT_PAIRS } from './object';
import type { Pair } from './pair';
import { POLICY_PAIRS } from './policy';
import { WORKLOAD_POLICY_PAIRS } from './policy-workloads';
import { PROGRAM_FLAG_PAIRS } from './program-flags';
import { REJECTED_VALUE_PAIRS } from './rejected-values';
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
  ...CAPACITY_PAIRS,
  ...COLLECT_PAIRS,
  ...CONFIG_PAIRS,
  ...FILE_PAIRS,
  ...FLAG_PAIRS,
  ...FLOW_PAIRS,
  ...FOLDER_PAIRS,
  ...IDENTITY_PAIRS,
  ...IMAGE_VERSION_PAIRS,
  ...LANGUAGE_PAIRS,
  ...LINK_PAIRS,
  ...LOKI_3_PAIRS,
  ...OBJECT_PAIRS,
  ...POLICY_PAIRS,
  ...PROGRAM_FLAG_PAIRS,
  ...REJECTED_VALUE_PAIRS,
  ...WORKLOAD_POLICY_PAIRS,
  ...RING_PAIRS,
  ...SCHEMA_PAIRS,
  ...SECRET_PAIRS,
  ...SHARING_PAIRS,
  ...SYSTEM_PAIRS,
  ...VERSION_PAIRS,
];
