import { objectOf } from '../compare/changes';
import type { Effect, EnvironmentDiff, Statement } from '../model';
import { countsText, NOTABLE, nameOf, said } from './summary';
import { fieldTexts } from './terminal';

/** GitHub refuses a comment of more characters. */
export const LONGEST_COMMENT = 65_536;
/** Room for the line that lists omissions. */
const RESERVE = 300;
const MOST_FIELDS = 40;

/** First line of a comment, by which the next run finds it and updates it. */
export const MARKER = '<!-- cdk8s-lgtm diff -->';

const HEADINGS: Readonly<Record<Effect, string>> = {
  'data-loss': 'Data at risk',
  refused: 'Refused by the API server',
  outage: 'Outages',
  ring: 'Rings',
  restart: 'Restarts',
  removed: 'Removed',
  renamed: 'Renamed',
  added: 'Added',
  changed: 'Changed',
  none: 'Restarts nothing',
};

/** Comparison as the comment of a pull request: dangerous statements first, everything else folded. */
export function markdownText(diffs: readonly EnvironmentDiff[], longest = LONGEST_COMMENT): string {
  const head = [
    MARKER,
    '## What applying this does',
    '',
    diffs.length === 0 ? 'Nothing changes.' : `**${countsText(diffs)}**`,
    '',
  ];
  const sections = [
    ...NOTABLE.flatMap((effect) => effectSections(diffs, effect)),
    ...effectSections(diffs, 'none'),
    ...diffs.flatMap(objectSections),
  ];
  const text = [head.join('\n')];
  let length = text[0]?.length ?? 0;
  let left = 0;
  for (const section of sections) {
    if (left > 0 || length + section.length + 1 > longest - RESERVE) left++;
    else {
      text.push(section);
      length += section.length + 1;
    }
  }
  if (left > 0) {
    text.push(
      `_${left} more ${left === 1 ? 'section is' : 'sections are'} left out, since a comment has no room for ${left === 1 ? 'it' : 'them'}: run \`npm run diff\` for all of it._\n`,
    );
  }
  return text.join('\n');
}

/** A section for each environment with an effect; those that are dangerous are open. */
function effectSections(diffs: readonly EnvironmentDiff[], effect: Effect): string[] {
  return diffs.flatMap((diff) => {
    const statements = said(diff).filter((statement) => statement.effect === effect);
    if (statements.length === 0) return [];
    const isOpen = effect === 'data-loss' || effect === 'refused' || effect === 'outage';
    return folded(`${HEADINGS[effect]}: ${nameOf(diff)} (${statements.length})`, statements.map(line), isOpen);
  });
}

const line = ({ object, sentence }: Statement): string => `- \`${object}\` ${escaped(sentence)}`;

function objectSections(diff: EnvironmentDiff): string[] {
  const lines = diff.changes.flatMap((change) => {
    const { identity, content } = objectOf(change);
    const fields = fieldTexts(change, content.kind, MOST_FIELDS);
    const title = `- ${change.kind} \`${identity}\`${change.kind === 'renamed' ? `, was \`${change.before.identity}\`` : ''}`;
    // A fence that a value could end would let it write into the comment.
    return fields.length === 0
      ? [title]
      : [
          `${title}\n\n  ~~~~text\n${fields.map((text) => `  ${text.replaceAll('~~~', '~ ~ ~').replaceAll('\n', ' ')}`).join('\n')}\n  ~~~~\n`,
        ];
  });
  return folded(`Objects: ${nameOf(diff)} (${diff.changes.length})`, lines, false);
}

/** Lines in a section that can be folded, in several if they are many: sections that do not fit are omitted. */
function folded(title: string, lines: readonly string[], isOpen: boolean): string[] {
  const sections: string[] = [];
  let part: string[] = [];
  let length = 0;
  const close = (): void => {
    if (part.length === 0) return;
    const more = sections.length === 0 ? '' : ', continued';
    sections.push(
      `<details${isOpen ? ' open' : ''}><summary>${escaped(title)}${more}</summary>\n\n${part.join('\n')}\n\n</details>\n`,
    );
    part = [];
    length = 0;
  };
  for (const one of lines) {
    if (length + one.length > LONGEST_SECTION) close();
    part.push(one);
    length += one.length;
  }
  close();
  return sections;
}

const LONGEST_SECTION = 8_000;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('*', '\\*').replaceAll('\n', ' ');
