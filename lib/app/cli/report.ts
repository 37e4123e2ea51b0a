import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import type { LocatedFinding } from '../../checks/check';
import { stops } from '../../checks/finding';
import type { Severity } from '../../checks/severity';

/** Layout of a report. */
export interface Layout {
  /** @default false */
  readonly color?: boolean;
  /** Columns of the terminal, at which sentences are wrapped. @default - no wrapping */
  readonly width?: number | undefined;
  /** Whether accepted findings are shown too, with their reasons. @default false */
  readonly accepted?: boolean;
}

/** Terminals with fewer columns report a wrong width (`docker -t` reports 0), or are too narrow to wrap. */
const NARROWEST = 40;

/** Layout for a terminal or a pipe. Node supports `NO_COLOR`, `FORCE_COLOR=0` and `TERM=dumb`. */
export function layoutOf(
  stream: Pick<WriteStream, 'isTTY' | 'columns' | 'hasColors'>,
  variables: NodeJS.ProcessEnv = process.env,
): Layout {
  if (!stream.isTTY) return { color: false };
  return { color: stream.hasColors(variables), width: stream.columns >= NARROWEST ? stream.columns : undefined };
}

const COLORS = { error: 'red', warning: 'yellow', accepted: 'gray' } as const;
type Rank = keyof typeof COLORS;
const RANKS: readonly Rank[] = ['error', 'warning', 'accepted'];

const rankOf = ({ severity, accepted }: LocatedFinding): Rank => (accepted === undefined ? severity : 'accepted');

/** The findings of an environment as lines, errors first; empty without findings. */
export function findingLines(environment: string, all: readonly LocatedFinding[], layout: Layout = {}): string[] {
  const findings = all.filter(({ accepted }) => accepted === undefined || layout.accepted === true);
  if (findings.length === 0) return [];
  const paint = (rank: Rank, text: string): string =>
    layout.color ? styleText(COLORS[rank], text, { validateStream: false }) : text;
  const ids = Math.max(...findings.map(({ id }) => id.length));
  const ranks = Math.max(...RANKS.map(({ length }) => length));
  const indent = ' '.repeat(2 + ranks + 2);
  const sorted = RANKS.flatMap((rank) =>
    findings.filter((finding) => rankOf(finding) === rank).map((finding) => ({ rank, finding })),
  );
  return [
    `${environment}: ${summary(all)}`,
    ...sorted.flatMap(({ rank, finding }) => [
      `  ${paint(rank, rank.padEnd(ranks))}  ${finding.id.padEnd(ids)}  ${placeOf(finding)}`,
      ...broken(finding.sentence, indent, layout.width),
      ...(finding.accepted === undefined ? [] : broken(`accepted: ${finding.accepted}`, indent, layout.width)),
    ]),
  ];
}

/** The construct and the object of a finding. */
const placeOf = ({ at, object }: LocatedFinding): string =>
  [at, object].filter((part) => part !== undefined && part !== '').join(' ');

/** Number of findings by severity. */
export function summary(findings: readonly LocatedFinding[]): string {
  const count = (severity: Severity): number => findings.filter((finding) => rankOf(finding) === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  return [
    `${errors} ${errors === 1 ? 'error' : 'errors'}`,
    `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`,
    `${findings.length - errors - warnings} accepted`,
  ].join(', ');
}

/** A sentence, wrapped to the width of the terminal. */
export function broken(sentence: string, indent: string, width = Number.POSITIVE_INFINITY): string[] {
  const lines: string[] = [];
  for (const word of sentence.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${indent}${last} ${word}`.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => `${indent}${line}`);
}

/** A finding in the JSON output. */
export const findingJson = (environment: string, finding: LocatedFinding): object => ({
  environment,
  id: finding.id,
  severity: finding.severity,
  stops: stops(finding),
  at: finding.at,
  object: finding.object,
  sentence: finding.sentence,
  accepted: finding.accepted,
});
