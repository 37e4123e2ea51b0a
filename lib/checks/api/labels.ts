import { type Data, labelsAt, mapAt, mapsAt, textAt, textsAt } from '../../values/data';
import { show } from '../../values/text';
import { type Complaint, complaint } from './complaint';
import { LABEL_KEY, LABEL_VALUE, refusal } from './formats';

/** Keys and values of labels, as of templates, selectors and nodeSelectors. */
export function* labelRules(labels: Data, at: string): Generator<Complaint> {
  for (const [key, value] of Object.entries(labels)) {
    const wrongKey = refusal(LABEL_KEY, key);
    if (wrongKey !== undefined) yield complaint('api/label', at, wrongKey);
    const wrongValue = typeof value === 'string' ? refusal(LABEL_VALUE, value) : undefined;
    if (wrongValue !== undefined) yield complaint('api/label', `${at}[${key}]`, wrongValue);
  }
}

/** Labels and annotations of a template. */
export function* metadataRules(template: Data, at: string): Generator<Complaint> {
  yield* labelRules(mapAt(template, 'metadata.labels'), `${at}.metadata.labels`);
  for (const key of Object.keys(mapAt(template, 'metadata.annotations'))) {
    // The server takes upper-case prefixes of annotations.
    const sentence = refusal(LABEL_KEY, key.toLowerCase());
    if (sentence !== undefined) yield complaint('api/label', `${at}.metadata.annotations`, sentence);
  }
}

const LISTS = ['In', 'NotIn'];

/** A label selector. */
export function* selectorRules(selector: Data, at: string): Generator<Complaint> {
  yield* labelRules(mapAt(selector, 'matchLabels'), `${at}.matchLabels`);
  for (const [index, expression] of mapsAt(selector, 'matchExpressions').entries()) {
    yield* expressionRules(expression, `${at}.matchExpressions[${index}]`);
    for (const value of textsAt(expression, 'values')) {
      const sentence = refusal(LABEL_VALUE, value);
      if (sentence !== undefined) yield complaint('api/label', `${at}.matchExpressions[${index}].values`, sentence);
    }
  }
}

/** A requirement of a selector of labels or nodes: the key, and whether its operator takes values. */
export function* expressionRules(expression: Data, at: string): Generator<Complaint> {
  const key = textAt(expression, 'key');
  const wrongKey = key === undefined ? undefined : refusal(LABEL_KEY, key);
  if (wrongKey !== undefined) yield complaint('api/label', `${at}.key`, wrongKey);
  const operator = textAt(expression, 'operator') ?? '';
  const values = expression['values'];
  const count = Array.isArray(values) ? values.length : 0;
  const found = `found ${count === 0 ? 'none' : show(values)} for operator ${show(operator)}`;
  if (LISTS.includes(operator) && count === 0) {
    yield complaint('api/selector', `${at}.values`, `${found}, allowed is at least one: add the values`);
  }
  if (/^(Exists|DoesNotExist)$/.test(operator) && count > 0) {
    yield complaint('api/selector', `${at}.values`, `${found}, allowed is none: remove them, or use "In"`);
  }
  if (/^(Gt|Lt)$/.test(operator) && (count !== 1 || !/^-?\d+$/.test(String(textsAt(expression, 'values')[0])))) {
    yield complaint('api/selector', `${at}.values`, `${found}, allowed is one whole number: correct it`);
  }
}

/** Whether labels are those that a selector asks for. */
export const labelsMatch = (selector: Data, labels: Data): boolean =>
  Object.entries(labelsAt(selector, 'matchLabels')).every(([key, value]) => labels[key] === value) &&
  mapsAt(selector, 'matchExpressions').every((expression) => {
    const value = labels[textAt(expression, 'key') ?? ''];
    const operator = textAt(expression, 'operator');
    if (operator === 'Exists') return value !== undefined;
    if (operator === 'DoesNotExist') return value === undefined;
    const isIn = typeof value === 'string' && textsAt(expression, 'values').includes(value);
    return operator === 'In' ? isIn : !isIn;
  });
