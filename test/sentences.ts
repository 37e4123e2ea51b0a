import type { IConstruct } from 'constructs';
import { UserError } from '../lib/values/errors';

/** The sentences of the UserError that `act` throws; anything else that happens fails the test. */
export function sentencesOf(act: () => unknown): readonly string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error.sentences;
    throw error;
  }
  throw new Error('expected a UserError, and nothing was thrown');
}

/** What all validations of a construct and of what is in it say. */
export const complaintsOf = (construct: IConstruct): string[] =>
  construct.node.findAll().flatMap(({ node }) => node.validate());

/** `complaintsOf`, without the hint how to accept a finding. */
export const mistakesIn = (construct: IConstruct): string[] =>
  complaintsOf(construct).map((sentence) => sentence.replace(/ \(accept "[^"]+" to ignore it\)$/, ''));
