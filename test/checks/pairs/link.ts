import { ADDRESS_PAIRS } from './link-addresses';
import { FLOW_LINK_PAIRS } from './link-flows';
import { OBJECT_LINK_PAIRS } from './link-objects';
import { POD_LINK_PAIRS } from './link-pods';
import { MONITORING_PAIRS } from './monitoring';

export const LINK_PAIRS = [
  ...POD_LINK_PAIRS,
  ...OBJECT_LINK_PAIRS,
  ...ADDRESS_PAIRS,
  ...FLOW_LINK_PAIRS,
  ...MONITORING_PAIRS,
];
