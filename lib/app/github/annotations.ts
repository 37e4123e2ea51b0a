import { type Data, isMap, textAt } from '../../values/data';
import { UserError } from '../../values/errors';

/**
 * Findings of `npm run check -- --json` as annotations of a pull request on GitHub; those that are accepted are none.
 * @throws UserError if the text is something else
 */
export function annotations(text: string): string[] {
  const findings = parsed(text);
  return findings.flatMap((finding) => (finding['accepted'] === undefined ? [annotation(finding)] : []));
}

function parsed(text: string): Data[] {
  try {
    const data: unknown = JSON.parse(text);
    if (Array.isArray(data) && data.every(isMap)) return data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new UserError('found no array of findings, make it by: npm run --silent check -- --json');
}

function annotation(finding: Data): string {
  const level = textAt(finding, 'severity') === 'warning' ? 'warning' : 'error';
  const properties = [
    `file=${property(`environments/${textAt(finding, 'environment') ?? ''}.ts`)}`,
    `title=${property(textAt(finding, 'id') ?? '')}`,
  ];
  const about = textAt(finding, 'object') ?? textAt(finding, 'at') ?? '';
  return `::${level} ${properties.join(',')}::${message(`${about}: ${textAt(finding, 'sentence') ?? ''}`)}`;
}

/** GitHub reads a command to the end of the line, and its properties to the next sign. */
const message = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => message(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
