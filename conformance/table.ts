import { styleText } from 'node:util';
import type { Row, Verdict } from './suite';

const HEADINGS = ['environment', 'check', 'program', 'runs', 'looked at', 'result'] as const;
const COLORS: Readonly<Record<Verdict, 'green' | 'red' | 'yellow' | 'gray'>> = {
  taken: 'green',
  refused: 'red',
  missing: 'yellow',
  'not run': 'gray',
};
const RESULT = HEADINGS.length - 1;

/** Results of all checks as a table, followed by the messages of each. */
export function tableLines(rows: readonly Row[], color = false): string[] {
  const cells = rows.map((row) => [
    row.environment,
    row.check,
    row.program,
    row.runs.join(', '),
    row.subject,
    row.verdict === 'taken' ? `taken in ${row.seconds.toFixed(1)} s` : row.verdict,
  ]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  const lineOf = (line: readonly string[]): string[] => line.map((cell, column) => cell.padEnd(widths[column] ?? 0));
  const painted = cells.map((line, index) => {
    const row = rows[index];
    const padded = lineOf(line);
    if (!color || row === undefined) return padded.join('  ').trimEnd();
    return [
      ...padded.slice(0, RESULT),
      styleText(COLORS[row.verdict], line[RESULT] ?? '', { validateStream: false }),
    ].join('  ');
  });
  const said = rows.filter(({ sentences, remarks }) => sentences.length + remarks.length > 0);
  return [
    lineOf(HEADINGS).join('  ').trimEnd(),
    ...painted,
    ...said.flatMap((row) => [
      '',
      `${row.environment} ${row.check}: ${row.verdict}`,
      ...row.sentences.map((sentence) => `  ${sentence}`),
      ...row.remarks.map((remark) => `  remark: ${remark}`),
    ]),
    '',
    summary(rows),
  ];
}

/** Number of checks per outcome. */
export function summary(rows: readonly Row[]): string {
  const count = (verdict: Verdict): number => rows.filter((row) => row.verdict === verdict).length;
  return `${count('taken')} taken, ${count('refused')} refused, ${count('missing')} missing, ${count('not run')} not run`;
}

/** Whether an outcome fails the run: a missing program is a warning locally, and an error in CI. */
export const fails = (rows: readonly Row[], isCi: boolean): boolean =>
  rows.some(({ verdict }) => verdict === 'refused' || (verdict === 'missing' && isCi));
