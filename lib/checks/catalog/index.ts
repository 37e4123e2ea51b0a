import type { Finding } from '../finding';
import { ACCEPTANCE } from './acceptance';
import { API } from './api';
import { AVAILABILITY } from './availability';
import { CAPACITY } from './capacity';
import { CLASSES } from './classes';
import { COLLECT } from './collect';
import { CONFIG } from './config';
import { FLAG } from './flag';
import { FLOW } from './flow';
import { IDENTITY } from './identity';
import { LANGUAGE } from './language';
import { LINK } from './link';
import { POLICY } from './policy';
import { RING } from './ring';
import { SCHEMA } from './schema';
import { SECRET } from './secret';
import { SHARING } from './sharing';
import { SYSTEM } from './system';

/** Everything that the checks of this package find, by id. */
export const CATALOG = {
  ...RING,
  ...SYSTEM,
  ...API,
  ...CLASSES,
  ...CONFIG,
  ...FLAG,
  ...CAPACITY,
  ...AVAILABILITY,
  ...SHARING,
  ...IDENTITY,
  ...FLOW,
  ...LINK,
  ...SCHEMA,
  ...COLLECT,
  ...LANGUAGE,
  ...SECRET,
  ...POLICY,
  ...ACCEPTANCE,
} as const;

/** An id of a finding of this package. */
export type CheckId = keyof typeof CATALOG;

/** A finding of a rule of this package. */
export interface RuleFinding extends Finding {
  readonly id: CheckId;
}

export const isCheckId = (id: string): id is CheckId => Object.hasOwn(CATALOG, id);
