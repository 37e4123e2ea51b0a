import { listed, show } from '../text';

/** Something that a check has found. */
export interface Finding {
  /** Check and what it found, such as `ring/replicas`. */
  readonly id: string;
  /** Where, what, and what to do. */
  readonly sentence: string;
}

/** A finding that somebody knows of and wants all the same. */
export interface Acceptance {
  /** `id` of the finding. */
  readonly id: string;
  /** Why, for whoever reads the code. */
  readonly reason: string;
}

/**
 * Sentences for findings that nobody has accepted, and for acceptances that are of no use: one that matches nothing
 * would hide a finding to come.
 */
export function unacceptedFindings(findings: readonly Finding[], acceptances: readonly Acceptance[] = []): string[] {
  const accepted = new Set(acceptances.map(({ id }) => id));
  const found = new Set(findings.map(({ id }) => id));
  return [
    ...findings.flatMap(({ id, sentence }) =>
      accepted.has(id) ? [] : [`${sentence} (accept "${id}" to live with it)`],
    ),
    ...acceptances.flatMap(({ id, reason }, index) => [
      ...(found.has(id)
        ? []
        : [
            `accepts[${index}].id: found ${show(id)}, of which nothing was found, only: ${listed(found) || 'nothing'}: remove it`,
          ]),
      ...(reason.trim() === '' ? [`accepts[${index}].reason: found none: say why "${id}" is wanted`] : []),
    ]),
  ];
}
