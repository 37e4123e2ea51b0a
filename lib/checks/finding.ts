import { listed, show } from '../values/text';
import { type ConfiguredSeverities, resolveSeverity } from './configured-severity';
import type { Severity } from './severity';

/** One result of a check. */
export interface Finding {
  /** Check and rule, such as `ring/replicas`. */
  readonly id: string;
  /** @default - that of the id in the catalog, or "error" for an id of your own */
  readonly severity?: Severity;
  /** The object of the finding, such as `Service/logging/loki`. @default - the construct that was checked */
  readonly object?: string;
  /** Path of the construct. @default - the one that creates the object, or that was checked */
  readonly at?: string;
  /** Place, found value, allowed values and remedy. */
  readonly sentence: string;
}

/** Ignores a finding, with a reason. */
export interface Acceptance {
  /** `id` of the finding. */
  readonly id: string;
  /** Object of the finding, or path of its construct; `*` matches any characters. @default - any object */
  readonly object?: string;
  /** Reason, for readers of the code. */
  readonly reason: string;
}

/** A finding with its severity, and with the reason if it is accepted. */
export interface SettledFinding extends Finding {
  readonly severity: Severity;
  readonly accepted?: string;
}

/**
 * Sets severities, removes findings that are off, and marks accepted ones. An unused acceptance is an error: one that
 * matches nothing would hide a later finding.
 */
export function settle(
  found: readonly Finding[],
  acceptances: readonly Acceptance[] = [],
  severities: ConfiguredSeverities = {},
): SettledFinding[] {
  const findings = found.map(whole).flatMap((finding) => {
    const severity = resolveSeverity(finding, severities);
    return severity === 'off' ? [] : [{ ...finding, severity }];
  });
  const matched = new Set<Acceptance>();
  const used = new Set<Acceptance>();
  const settled = findings.map((finding): SettledFinding => {
    const matching = acceptances.filter((acceptance) => covers(acceptance, finding));
    for (const acceptance of matching) matched.add(acceptance);
    const [first] = matching;
    if (first === undefined) return finding;
    used.add(first);
    return { ...finding, accepted: first.reason };
  });
  return [
    ...settled,
    ...acceptances.flatMap((acceptance, index) => [
      ...(matched.has(acceptance) ? [] : [unused(acceptance, index, findings)]),
      ...(matched.has(acceptance) && !used.has(acceptance) ? [repeated(acceptance, index)] : []),
      ...(isText(acceptance.reason) ? [] : [withoutReason(acceptance, index)]),
    ]),
  ];
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
/** A finding that is none; it cannot be accepted. */
const MISTAKE = 'check/finding';
const SEVERITIES: readonly unknown[] = ['error', 'warning', undefined];

/** Validates a finding of any check; an invalid id, sentence or severity is an error of the check. */
function whole(finding: Finding): Finding {
  const { id, severity, sentence } = finding;
  const mistake =
    isText(id) && isText(sentence)
      ? `severity: found ${show(severity)} of "${id}", allowed are "error" and "warning"`
      : `found a finding with id ${show(id)} and sentence ${show(sentence)}, allowed is a non-empty string for both`;
  if (isText(id) && isText(sentence) && SEVERITIES.includes(severity)) return finding;
  return { id: MISTAKE, severity: 'error', sentence: `${mistake}: fix the check` };
}

function covers({ id, object }: Acceptance, finding: Finding): boolean {
  if (id !== finding.id) return false;
  return object === undefined || matches(object, finding.object ?? finding.at ?? '');
}

/** Whether a text matches a pattern in which `*` matches any characters; each part is searched once. */
function matches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

const repeated = ({ id }: Acceptance, index: number): SettledFinding => ({
  id: 'acceptance/unused',
  severity: 'error',
  sentence: `accepts[${index}]: found "${id}" for objects that earlier acceptances already cover: remove one of them`,
});

function unused({ id, object }: Acceptance, index: number, findings: readonly Finding[]): SettledFinding {
  const same = findings.filter((finding) => finding.id === id);
  const objects = new Set(same.flatMap((finding) => (finding.object === undefined ? [] : [finding.object])));
  const ids = new Set(findings.map((finding) => finding.id));
  return {
    id: 'acceptance/unused',
    severity: 'error',
    sentence:
      same.length > 0
        ? `accepts[${index}].object: found ${show(object)}, which has no such finding, only these objects have: ${listed(objects) || 'none'}: remove it`
        : `accepts[${index}].id: found ${show(id)}, which matches no finding, the findings are: ${listed(ids) || 'none'}: remove it`,
  };
}

const withoutReason = ({ id }: Acceptance, index: number): SettledFinding => ({
  id: 'acceptance/reason',
  severity: 'error',
  sentence: `accepts[${index}].reason: missing: give the reason why "${id}" is accepted`,
});

/** Whether a finding stops synth. */
export const stops = ({ severity, accepted }: SettledFinding): boolean =>
  severity === 'error' && accepted === undefined;

/** The sentence of a finding that stops synth. */
export const errorSentence = ({ id, object, sentence }: SettledFinding): string =>
  `${object === undefined ? '' : `${object}: `}${sentence}${isAcceptable(id) ? ` (accept "${id}" to ignore it)` : ''}`;

const isAcceptable = (id: string): boolean => id !== MISTAKE && !id.startsWith('acceptance/');
