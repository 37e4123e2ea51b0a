import { listed, show } from '../text';

/** Whether a finding stops synth, or is only said. */
export type Severity = 'error' | 'warning';

/** Something that a check has found. */
export interface Finding {
  /** Check and what it found, such as `ring/replicas`. */
  readonly id: string;
  /** @default "error" */
  readonly severity?: Severity;
  /** The object that it is about, such as `Service/logging/loki`. @default - the construct that was checked */
  readonly object?: string;
  /** Where, what was found, what is allowed, and what to do. */
  readonly sentence: string;
}

/** A finding that somebody knows of and wants all the same. */
export interface Acceptance {
  /** `id` of the finding. */
  readonly id: string;
  /** The object that it is about; `*` stands for any letters. @default - any */
  readonly object?: string;
  /** Why, for whoever reads the code. */
  readonly reason: string;
}

/** A finding, with the reason if somebody has accepted it. */
export interface SettledFinding extends Finding {
  readonly accepted?: string;
}

/**
 * Findings with what was accepted of them. An acceptance that is of no use is an error of its own: one that matches
 * nothing would hide a finding to come.
 */
export function settle(findings: readonly Finding[], acceptances: readonly Acceptance[] = []): SettledFinding[] {
  const used = new Set<Acceptance>();
  const settled = findings.map((finding): SettledFinding => {
    const matching = acceptances.filter((acceptance) => covers(acceptance, finding));
    for (const acceptance of matching) used.add(acceptance);
    const [first] = matching;
    return first ? { ...finding, accepted: first.reason } : finding;
  });
  return [
    ...settled,
    ...acceptances.flatMap((acceptance, index) => [
      ...(used.has(acceptance) ? [] : [unused(acceptance, index, findings)]),
      ...(acceptance.reason.trim() === '' ? [withoutReason(acceptance, index)] : []),
    ]),
  ];
}

function covers({ id, object }: Acceptance, finding: Finding): boolean {
  if (id !== finding.id) return false;
  return object === undefined || patternOf(object).test(finding.object ?? '');
}

const patternOf = (object: string): RegExp =>
  new RegExp(`^${object.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);

function unused({ id, object }: Acceptance, index: number, findings: readonly Finding[]): Finding {
  const same = findings.filter((finding) => finding.id === id);
  const objects = new Set(same.flatMap((finding) => (finding.object === undefined ? [] : [finding.object])));
  const ids = new Set(findings.map((finding) => finding.id));
  return {
    id: 'acceptance/unused',
    sentence:
      same.length > 0
        ? `accepts[${index}].object: found ${show(object)}, of which nothing was found, only: ${listed(objects) || 'other things'}: remove it`
        : `accepts[${index}].id: found ${show(id)}, of which nothing was found, only: ${listed(ids) || 'nothing'}: remove it`,
  };
}

const withoutReason = ({ id }: Acceptance, index: number): Finding => ({
  id: 'acceptance/reason',
  sentence: `accepts[${index}].reason: found none: say why "${id}" is wanted`,
});

/** Whether a finding stops synth. */
export const stops = ({ severity = 'error', accepted }: SettledFinding): boolean =>
  severity === 'error' && accepted === undefined;

/** What is said of a finding that stops synth. */
export const errorSentence = ({ id, object, sentence }: SettledFinding): string =>
  `${object === undefined ? '' : `${object}: `}${sentence}${isAcceptable(id) ? ` (accept "${id}" to live with it)` : ''}`;

/** What validations say has no id of its own, since nobody can live with it. */
export const MISTAKE = 'invalid';
const isAcceptable = (id: string): boolean => id !== MISTAKE && !id.startsWith('acceptance/');
