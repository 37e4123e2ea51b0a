import type { Labels } from '../system';
import type { RelabelRule } from './relabel';

/**
 * The labels of a target after Prometheus has applied the rules, or nothing if a rule drops the target.
 * Targets of `hashmod` stay as they are: which shard they are in does not matter here.
 */
export function relabeled(labels: Labels, rules: readonly RelabelRule[]): Labels | undefined {
  let current: Labels | undefined = labels;
  for (const rule of rules) {
    if (current === undefined) return undefined;
    current = applied(current, rule);
  }
  return current;
}

function applied(labels: Labels, rule: RelabelRule): Labels | undefined {
  const { action = 'replace', source_labels = [], separator = ';', target_label = '' } = rule;
  const value = source_labels.map((label) => labels[label] ?? '').join(separator);
  const target = labels[target_label] ?? '';
  const expression = expressionOf(rule);
  switch (action) {
    case 'keep':
      return expression.test(value) ? labels : undefined;
    case 'drop':
      return expression.test(value) ? undefined : labels;
    case 'keepequal':
      return value === target ? labels : undefined;
    case 'dropequal':
      return value === target ? undefined : labels;
    case 'labelmap':
      return mapped(labels, expression, rule.replacement);
    case 'labeldrop':
      return withNames(labels, (name) => !expression.test(name));
    case 'labelkeep':
      return withNames(labels, (name) => expression.test(name));
    case 'lowercase':
      return { ...labels, [target_label]: value.toLowerCase() };
    case 'uppercase':
      return { ...labels, [target_label]: value.toUpperCase() };
    case 'hashmod':
      return labels;
    case 'replace':
      return replaced(labels, value, expression, rule);
  }
}

function replaced(
  labels: Labels,
  value: string,
  expression: RegExp,
  { target_label = '', replacement }: RelabelRule,
): Labels {
  const match = expression.exec(value);
  if (match === null) return labels;
  const text = expanded(match, replacement);
  // Prometheus removes a label whose value becomes empty.
  if (text === '') return withNames(labels, (name) => name !== expanded(match, target_label));
  return { ...labels, [expanded(match, target_label)]: text };
}

const mapped = (labels: Labels, expression: RegExp, replacement: string | undefined): Labels => ({
  ...labels,
  ...Object.fromEntries(
    Object.entries(labels).flatMap(([name, value]) => {
      const match = expression.exec(name);
      return match === null ? [] : [[expanded(match, replacement), value]];
    }),
  ),
});

const withNames = (labels: Labels, isKept: (name: string) => boolean): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => isKept(name)));

/** The replacement with the groups of the match: `$1`, `${1}`, `${name}`. */
const expanded = (match: RegExpExecArray, replacement = '$1'): string =>
  replacement.replaceAll(/\$(?:(\w+)|\{(\w+)\})/g, (_, short: string | undefined, long: string | undefined) => {
    const group = short ?? long ?? '';
    return (/^\d+$/.test(group) ? match[Number(group)] : match.groups?.[group]) ?? '';
  });

/** Matches the whole value, as Prometheus does. What JavaScript cannot read matches nothing. */
function expressionOf({ regex = '(.*)' }: RelabelRule): RegExp {
  try {
    return new RegExp(`^(?:${String(regex)})$`, 's');
  } catch {
    return /(?!)/;
  }
}
