import { RELABEL_ACTIONS } from '../../model/relabel/relabel';
import { listed, show, suggestion } from '../../values/text';
import { fieldsOf, itemsOf, textOf } from '../fields';
import type { Reading } from './phrase';

/** Actions that write to a label, or compare with one. */
const TARGETED: ReadonlySet<string> = new Set([
  'replace',
  'hashmod',
  'lowercase',
  'uppercase',
  'keepequal',
  'dropequal',
]);
/** Actions that read the names of labels, and nothing else. */
const BY_NAME: ReadonlySet<string> = new Set(['labeldrop', 'labelkeep']);

/** A label, or with groups of the expression in it. */
const LABEL = /^[A-Za-z_]\w*$/;
const LABEL_WITH_GROUPS = /^(?:(?:[A-Za-z_]|\$(?:\{\w+\}|\$?\w+))+\w*)+$/;

/** Relabeling rules, in the snake case of configurations or the camel case of objects. */
export function* relabelRules(rules: unknown, at: string): Reading {
  for (const [index, value] of itemsOf(rules).entries()) yield* relabelRule(value, `${at}[${index}]`);
}

/** One relabeling rule. */
export function* relabelRule(value: unknown, at: string): Reading {
  const rule = fieldsOf(value);
  const target = textOf(rule['target_label'] ?? rule['targetLabel']) ?? '';
  const sources = itemsOf(rule['source_labels'] ?? rule['sourceLabels']);
  const written = textOf(rule['action']) ?? 'replace';
  const action = written.toLowerCase();
  const regex = textOf(rule['regex']);
  if (regex !== undefined) yield { language: 'regex', at: `${at}.regex`, text: regex };
  const misuse = (where: string, sentence: string) =>
    ({ rule: 'language/relabel', at: `${at}${where}`, sentence }) as const;
  if (!RELABEL_ACTIONS.some((known) => known === action)) {
    yield misuse(
      '.action',
      `found ${show(written)}${suggestion(action, RELABEL_ACTIONS)}, allowed are ${listed(RELABEL_ACTIONS)}: use one of those`,
    );
    return;
  }
  if (TARGETED.has(action) && target === '') {
    yield misuse(
      '',
      `found action ${show(action)} without target_label, which it requires: set target_label, or use another action`,
    );
  }
  const allowed = action === 'replace' ? LABEL_WITH_GROUPS : LABEL;
  if (TARGETED.has(action) && target !== '' && !allowed.test(target)) {
    yield misuse(
      '.target_label',
      `found ${show(target)}, allowed are letters, digits and "_", not starting with a digit: rename the label`,
    );
  }
  if (action === 'hashmod' && !(Number(rule['modulus'] ?? 0) > 0)) {
    yield misuse('', `found action "hashmod" without a modulus above 0, which it requires: set modulus`);
  }
  if (BY_NAME.has(action) && (sources.length > 0 || target !== '')) {
    yield misuse(
      '',
      `found action ${show(action)} with source_labels or target_label, allowed is only regex, which matches names of labels: remove them`,
    );
  }
}
