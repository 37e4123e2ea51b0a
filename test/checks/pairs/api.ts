import { MORE_PAIRS } from './api-more';
import type { ApiPair } from './api-objects';
import { POD_PAIRS } from './api-pods';
import { WORKLOAD_PAIRS } from './api-workloads';

export const API_PAIRS: readonly ApiPair[] = [...POD_PAIRS, ...WORKLOAD_PAIRS, ...MORE_PAIRS];
