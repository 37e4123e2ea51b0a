import { show, suggestion } from '../../values/text';
import { type Fields, fieldsOf, itemsOf, textOf } from '../fields';
import type { Misuse, Phrase, Reading } from './phrase';

type Settings = readonly [stage: string, setting: string, language: Phrase['language']];

/** Settings of pipeline stages that are written in a language, the same in Promtail and Alloy. */
const SETTINGS: readonly Settings[] = [
  ['regex', 'expression', 'regex'],
  ['replace', 'expression', 'regex'],
  ['multiline', 'firstline', 'regex'],
  ['drop', 'expression', 'regex'],
  ['template', 'template', 'template'],
  ['replace', 'replace', 'template'],
  ['match', 'selector', 'log-pipeline'],
];

/** Stages of Promtail. */
const STAGES: ReadonlySet<string> = new Set(
  'json logfmt regex replace metrics labels labeldrop labelallow static_labels timestamp output docker cri match template tenant drop sampling limit multiline pack decolorize eventlogmessage geoip non_indexed_labels structured_metadata'.split(
    ' ',
  ),
);

/** The settings of one stage. */
export function* stageSettings(stage: string, stageConfig: unknown, at: string): Reading {
  const settings = fieldsOf(stageConfig);
  for (const [name, setting, language] of SETTINGS) {
    const text = textOf(settings[setting]);
    if (name === stage && text !== undefined) yield { language, at: `${at}.${setting}`, text };
  }
  if (stage !== 'json') return;
  for (const [name, value] of Object.entries(fieldsOf(settings['expressions']))) {
    const text = textOf(value);
    if (text !== undefined) yield { language: 'jmespath', at: `${at}.expressions.${name}`, text };
  }
}

const misuse = (at: string, sentence: string): Misuse => ({ rule: 'language/stage', at, sentence });

/** Stages that Promtail does not have, and timestamps that it cannot read. */
function* stageMisuses(stage: string, settings: Fields, at: string): Reading {
  if (!STAGES.has(stage)) {
    yield misuse(
      at,
      `found ${show(stage)}, which is not a stage of Promtail${suggestion(stage, STAGES)}, by which Promtail does not start: correct the name`,
    );
  }
  if (stage !== 'timestamp') return;
  for (const key of ['source', 'format'].filter((name) => (textOf(settings[name]) ?? '') === '')) {
    yield misuse(`${at}.${key}`, 'found none, a timestamp requires it, or Promtail does not start: set it');
  }
}

/** Pipeline stages of Promtail, those in `match` included. */
export function* pipelineStages(stages: unknown, at: string): Reading {
  for (const [index, item] of itemsOf(stages).entries()) {
    for (const [stage, settings] of Object.entries(fieldsOf(item))) {
      const where = `${at}[${index}].${stage}`;
      yield* stageMisuses(stage, fieldsOf(settings), where);
      yield* stageSettings(stage, settings, where);
      if (stage === 'match') yield* pipelineStages(fieldsOf(settings)['stages'], `${where}.stages`);
    }
  }
}
