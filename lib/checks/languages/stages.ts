import { fieldsOf, itemsOf, textOf } from '../monitoring/fields';
import type { Phrase, Reading } from './phrase';

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

/** The settings of one stage. */
export function* stageSettings(stage: string, value: unknown, at: string): Reading {
  const settings = fieldsOf(value);
  for (const [name, setting, language] of SETTINGS) {
    const text = textOf(settings[setting]);
    if (name === stage && text !== undefined) yield { language, at: `${at}.${setting}`, text };
  }
}

/** Pipeline stages of Promtail, those in `match` included. */
export function* pipelineStages(stages: unknown, at: string): Reading {
  for (const [index, item] of itemsOf(stages).entries()) {
    for (const [stage, settings] of Object.entries(fieldsOf(item))) {
      const where = `${at}[${index}].${stage}`;
      yield* stageSettings(stage, settings, where);
      if (stage === 'match') yield* pipelineStages(fieldsOf(settings)['stages'], `${where}.stages`);
    }
  }
}
