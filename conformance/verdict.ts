import type { Judgement } from './check';
import type { Ran } from './exec';

/** How what a program did is read. */
export type Judge = (ran: Ran) => Judgement;

/** A program that says by its exit code whether it takes something. */
export const byExitCode: Judge = (ran) => ({ refusals: ran.code === 0 ? [] : [lastWords(ran)], remarks: [] });

/**
 * Tempo says by its exit code whether it has warnings, and the wrong way round; one that cannot read its configuration
 * ends as one that has none. So what counts is what it says.
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

/** What is worth reading of a program that failed: its last lines, without how it is used. */
export function lastWords({ code, text }: Ran): string {
  const [said = ''] = text.split(/^Usage\b/m);
  const lines = said.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('level=info'));
  const words = lines.slice(-LINES).map((line) => line.trim());
  const end = code === undefined ? 'did not start, or did not exit' : `exit code ${code}`;
  return words.length === 0 ? end : `${words.join(' / ')} (${end})`;
}
