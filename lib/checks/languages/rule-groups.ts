import { show } from '../../values/text';
import { fieldsOf, itemsOf, textOf } from '../fields';
import type { Misuse, Phrase, Reading } from './phrase';

const LABEL = /^[A-Za-z_]\w*$/;
const METRIC = /^[A-Za-z_:][\w:]*$/;

const FIELDS: ReadonlySet<string> = new Set([
  'expr',
  'alert',
  'record',
  'for',
  'keep_firing_for',
  'labels',
  'annotations',
]);

const misuse = (at: string, sentence: string): Misuse => ({ rule: 'language/rule', at, sentence });

/**
 * Groups of rules, in a file or in a PrometheusRule.
 * @param language of the expressions
 */
export function* ruleGroups(file: unknown, at: string, language: Phrase['language']): Reading {
  const names = new Set<string>();
  for (const [index, item] of itemsOf(fieldsOf(file)['groups']).entries()) {
    const group = fieldsOf(item);
    const name = textOf(group['name']) ?? '';
    const where = `${at}groups[${name || index}]`;
    if (name === '') yield misuse(`${where}.name`, 'found none, a group requires a name: set it');
    if (names.has(name))
      yield misuse(where, `found the name ${show(name)} twice, allowed is once in a file: rename one`);
    names.add(name);
    yield* duration(group['interval'], `${where}.interval`);
    for (const [number, rule] of itemsOf(group['rules']).entries())
      yield* oneRule(rule, `${where}.rules[${number}]`, language);
  }
}

function* duration(value: unknown, at: string): Reading {
  const text = textOf(value);
  if (text !== undefined) yield { language: 'duration', at, text };
}

function* oneRule(value: unknown, at: string, language: Phrase['language']): Reading {
  const rule = fieldsOf(value);
  const alert = textOf(rule['alert']) ?? '';
  const record = textOf(rule['record']) ?? '';
  if (alert !== '' && record !== '') {
    yield misuse(
      at,
      `found alert ${show(alert)} and record ${show(record)}, allowed is one of them: make two rules of it`,
    );
  }
  // A misspelt name is an unknown field, which is found as such.
  if (alert === '' && record === '' && Object.keys(rule).every((key) => FIELDS.has(key)))
    yield misuse(at, 'found neither alert nor record, a rule requires one of them: set the name');
  yield { language, at: `${at}.expr`, text: textOf(rule['expr']) ?? '' };
  if (record !== '' && !METRIC.test(record)) {
    yield misuse(
      `${at}.record`,
      `found ${show(record)}, allowed are letters, digits, "_" and ":", not starting with a digit: rename it`,
    );
  }
  if (record !== '' && alert === '') {
    for (const key of ['for', 'annotations', 'keep_firing_for'].filter((name) => rule[name] !== undefined)) {
      yield misuse(`${at}.${key}`, 'found it in a recording rule, allowed is only in rules with alert: remove it');
    }
  }
  yield* duration(rule['for'], `${at}.for`);
  yield* duration(rule['keep_firing_for'], `${at}.keep_firing_for`);
  for (const part of ['labels', 'annotations'] as const) {
    for (const [label, content] of Object.entries(fieldsOf(rule[part]))) {
      if (!LABEL.test(label) || label === '__name__') {
        yield misuse(
          `${at}.${part}`,
          `found ${show(label)}, allowed are letters, digits and "_", not starting with a digit: rename it`,
        );
      }
      const text = textOf(content);
      if (alert !== '' && text?.includes('{{'))
        yield { language: 'alert-template', at: `${at}.${part}.${label}`, text };
    }
  }
}
