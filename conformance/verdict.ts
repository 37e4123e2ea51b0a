import type { Judgement } from './check';
import type { Ran } from './exec';

/** Judges the result of a program. */
export type Judge = (ran: Ran) => Judgement;

/** A program whose exit code tells whether it accepts the input. */
export const byExitCode: Judge = (ran) => ({ refusals: ran.code === 0 ? [] : [lastWords(ran)], remarks: [] });

/**
 * The exit code of Tempo tells whether it has warnings, inverted; if it cannot read its configuration, the exit code
 * is that of a run without warnings. So only the output is judged.
 */
export const byText: Judge = (ran) => {
  const lines = ran.text.split('\n').filter((line) => line.trim() !== '');
  const warnings = lines.filter((line) => line.startsWith('level=warn'));
  if (ran.code === undefined || lines.length > warnings.length) return { refusals: [lastWords(ran)], remarks: [] };
  return { refusals: [], remarks: warnings.flatMap(messageOf).filter((text) => !text.startsWith('--')) };
};

/** The text of a line in logfmt. */
function messageOf(line: string): string[] {
  const text = /msg=("(?:[^"\\]|\\.)*")/.exec(line)?.[1];
  if (text === undefined) return [line];
  const message: unknown = JSON.parse(text);
  return typeof message === 'string' ? [message] : [];
}

const LINES = 6;

/** The relevant output of a program that failed: its last lines, without its usage text. */
export function lastWords({ code, text }: Ran): string {
  const [said = ''] = text.split(/^Usage\b/m);
  const lines = said.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('level=info'));
  const words = lines.slice(-LINES).map((line) => line.trim());
  const end = code === undefined ? 'did not start, or did not exit' : `exit code ${code}`;
  return words.length === 0 ? end : `${words.join(' / ')} (${end})`;
}
