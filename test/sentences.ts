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
  construct.node
    .findAll()
    .flatMap(({ node }) => node.validate())
    // How to accept a finding is said of all of them.
    .map((sentence) => sentence.replace(/ \(accept "[\w/-]+" to ignore it\)$/, ''));
