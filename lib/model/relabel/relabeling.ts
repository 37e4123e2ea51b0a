import type { Labels } from '../../values/system';
import type { RelabelAction, RelabelRule } from './relabel';

/**
 * Applies rules to the labels of a target as Prometheus does: the labels that it has then; undefined if a rule drops it.
 * Targets of `hashmod` stay as they are: which shard they are in does not matter here.
 * @param defaults labels that a target has unless it says otherwise
 */
export function relabeling(
  rules: readonly RelabelRule[],
  defaults: Labels = {},
): (labels: Labels) => Labels | undefined {
  // Most targets are dropped by the first rules, so labels are copied only when a rule changes them.
  const first = rules.findIndex(({ action = 'replace' }) => !FILTERS.has(action));
  const filters = first === -1 ? rules : rules.slice(0, first);
  const others = rules.slice(filters.length);
  return (labels) => {
    const read = (label: string): string => labels[label] ?? defaults[label] ?? '';
    if (!filters.every((rule) => passes(rule, read))) return undefined;
    const current = new Map(Object.entries({ ...defaults, ...labels }));
    const readCurrent = (label: string): string => current.get(label) ?? '';
    for (const rule of others) {
      if (!passes(rule, readCurrent)) return undefined;
      change(rule, current, joined(rule, readCurrent));
    }
    return Object.fromEntries(current);
  };
}

/** The labels of one target after relabeling. */
export const relabeled = (labels: Labels, rules: readonly RelabelRule[], defaults: Labels = {}): Labels | undefined =>
  relabeling(rules, defaults)(labels);

type Read = (label: string) => string;

/** Actions that decide whether a target stays, and change no label. */
const FILTERS: ReadonlySet<RelabelAction> = new Set(['keep', 'drop', 'keepequal', 'dropequal']);

const joined = ({ source_labels = [], separator = ';' }: RelabelRule, read: Read): string =>
  source_labels.map(read).join(separator);

/** Whether a rule keeps the target. */
function passes(rule: RelabelRule, read: Read): boolean {
  switch (rule.action) {
    case 'keep':
      return expressionOf(rule).test(joined(rule, read));
    case 'drop':
      return !expressionOf(rule).test(joined(rule, read));
    case 'keepequal':
      return joined(rule, read) === read(rule.target_label ?? '');
    case 'dropequal':
      return joined(rule, read) !== read(rule.target_label ?? '');
    default:
      return true;
  }
}

/** Applies a rule that changes labels. */
function change(rule: RelabelRule, labels: Map<string, string>, value: string): void {
  const { action = 'replace', target_label = '' } = rule;
  const expression = expressionOf(rule);
  switch (action) {
    case 'labelmap':
      for (const [name, own] of [...labels]) {
        const match = expression.exec(name);
        if (match !== null) labels.set(expanded(match, rule.replacement), own);
      }
      return;
    case 'labeldrop':
      for (const name of [...labels.keys()]) if (expression.test(name)) labels.delete(name);
      return;
    case 'labelkeep':
      for (const name of [...labels.keys()]) if (!expression.test(name)) labels.delete(name);
      return;
    case 'lowercase':
      labels.set(target_label, value.toLowerCase());
      return;
    case 'uppercase':
      labels.set(target_label, value.toUpperCase());
      return;
    case 'replace':
      replace(labels, expression.exec(value), rule);
  }
}

function replace(
  labels: Map<string, string>,
  match: RegExpExecArray | null,
  { target_label = '', replacement }: RelabelRule,
): void {
  if (match === null) return;
  const text = expanded(match, replacement);
  // Prometheus removes a label whose value becomes empty.
  if (text === '') labels.delete(expanded(match, target_label));
  else labels.set(expanded(match, target_label), text);
}

/** The replacement with the groups of the match: `$1`, `${1}`, `${name}`. */
const expanded = (match: RegExpExecArray, replacement = '$1'): string =>
  replacement.replaceAll(/\$(?:(\w+)|\{(\w+)\})/g, (_, short: string | undefined, long: string | undefined) => {
    const group = short ?? long ?? '';
    return (/^\d+$/.test(group) ? match[Number(group)] : match.groups?.[group]) ?? '';
  });

const known = new WeakMap<RelabelRule, RegExp>();

/** Matches the whole value, as Prometheus does. An expression that JavaScript cannot read matches nothing. */
function expressionOf(rule: RelabelRule): RegExp {
  const expression = known.get(rule) ?? compiled(rule);
  known.set(rule, expression);
  return expression;
}

function compiled({ regex = '(.*)' }: RelabelRule): RegExp {
  try {
    return new RegExp(`^(?:${String(regex)})$`, 's');
  } catch {
    return /(?!)/;
  }
}
