import { milliseconds } from '../../../model/config/duration';
import type { Form } from '../../../model/config/value-types';
import { listed, show } from '../../../values/text';

/** Values that a program accepts of those that its parser accepts. */
export type AcceptedForm = Form;

const numberIn = (value: unknown): number => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? (milliseconds(value) ?? Number.NaN) : Number.NaN;
};

/** One of these names; `''` stands for the default. */
export function oneOf(...names: readonly string[]): AcceptedForm {
  const named = names.filter((name) => name !== '');
  const [only = ''] = named;
  return {
    allowed: named.length === 1 ? show(only) : `one of ${listed(named)}`,
    takes: (value) => typeof value !== 'string' || names.includes(value),
  };
}

/** One of these names, in upper or lower case. */
export const oneOfAnyCase = (...names: readonly string[]): AcceptedForm => ({
  allowed: oneOf(...names).allowed,
  takes: (value) => typeof value !== 'string' || names.some((name) => name.toLowerCase() === value.toLowerCase()),
});

/** A number of at least `least`. What is no number is the parser's to reject. */
export const atLeast = (least: number): AcceptedForm => ({
  allowed: `a number of at least ${least}`,
  takes: (value) => !(numberIn(value) < least),
});

/** A number or a duration above 0. */
export const ABOVE_ZERO: AcceptedForm = { allowed: 'more than 0', takes: (value) => !(numberIn(value) <= 0) };

/** A power of two of at least `least`. */
export const powerOfTwo = (least: number): AcceptedForm => ({
  allowed: `a power of two of at least ${least}`,
  takes: (value) => typeof value !== 'number' || (value >= least && Number.isInteger(Math.log2(value))),
});

/** A text of a form. */
export const matching = (pattern: RegExp, allowed: string): AcceptedForm => ({
  allowed,
  takes: (value) => typeof value !== 'string' || pattern.test(value),
});
