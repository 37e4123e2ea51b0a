import { matchesEmpty, regexMistake } from './regex';

/** A condition on a label, as PromQL and LogQL have it. */
export interface LabelMatcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

const matchesNothing = ({ operator, value }: LabelMatcher): boolean => {
  switch (operator) {
    case '=':
      return value === '';
    case '!=':
      return value !== '';
    case '=~':
      return matchesEmpty(value);
    default:
      return !matchesEmpty(value);
  }
};

/** Whether every condition also holds without the label, so that all series or streams would be selected. */
export const selectsEverything = (matchers: readonly LabelMatcher[]): boolean => matchers.every(matchesNothing);

/** The first invalid regular expression of some conditions. */
export function matcherMistake(matchers: readonly LabelMatcher[]): string | undefined {
  for (const { label, operator, value } of matchers) {
    if (operator !== '=~' && operator !== '!~') continue;
    const mistake = regexMistake(value);
    if (mistake !== undefined) return `label ${label}: ${mistake}`;
  }
  return undefined;
}
