import { styleText } from 'node:util';
import { broken, type Layout } from '../../cli/report';
import { type Change, objectOf } from '../compare/changes';
import type { Effect, EnvironmentDiff } from '../model';
import { fieldText } from '../words';
import { countsText, nameOf, said } from './summary';

const COLORS: Readonly<Record<Effect, 'red' | 'yellow' | 'cyan' | 'gray'>> = {
  'data-loss': 'red',
  refused: 'red',
  outage: 'red',
  ring: 'yellow',
  restart: 'yellow',
  removed: 'yellow',
  renamed: 'yellow',
  added: 'cyan',
  changed: 'cyan',
  none: 'gray',
};
const MARKS = { added: '+', removed: '-', changed: '~', renamed: '>' } as const satisfies Record<
  Change['kind'],
  string
>;
const WIDTH = 'data-loss'.length;
/** Fields that are shown of an object, so that a dashboard does not hide everything else. */
const MOST_FIELDS = 12;

/** Comparison for a terminal: dangerous statements first, then each object with its fields. */
export function terminalLines(diffs: readonly EnvironmentDiff[], layout: Layout = {}): string[] {
  if (diffs.length === 0) return ['nothing changes'];
  const paint = (effect: Effect, text: string): string =>
    layout.color ? styleText(COLORS[effect], text, { validateStream: false }) : text;
  return diffs.flatMap((diff, index) => [
    ...(index === 0 ? [] : ['']),
    `${nameOf(diff)}: ${countsText([diff])}`,
    ...said(diff).flatMap(({ effect, object, sentence }) => [
      `  ${paint(effect, effect.padEnd(WIDTH))}  ${object}`,
      ...broken(sentence, ' '.repeat(WIDTH + 4), layout.width),
    ]),
    ...(diff.changes.length === 0 ? [] : ['', '  objects']),
    ...diff.changes.flatMap((change) => changeLines(change)),
  ]);
}

function changeLines(change: Change): string[] {
  const { identity, content } = objectOf(change);
  const was = change.kind === 'renamed' ? ` (was ${change.before.identity})` : '';
  return [
    `  ${MARKS[change.kind]} ${identity}${was}`,
    ...fieldTexts(change, content.kind, MOST_FIELDS).map((text) => `      ${text}`),
  ];
}

/** The fields of a change as texts, the first of them if there are many. */
export function fieldTexts(change: Change, kind: string, most: number): string[] {
  if (!('fields' in change)) return [];
  const texts = change.fields.map((field) => fieldText(field, kind));
  const more = texts.length - most;
  return more > 0 ? [...texts.slice(0, most), `... and ${more} more`] : texts;
}
