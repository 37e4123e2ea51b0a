import { type Data, mapAt, mapsAt, numberAt, textAt } from '../../../values/data';
import { show } from '../../../values/text';
import { type Complaint, complaint } from '../complaint';
import { LABEL_KEY, LABEL_VALUE, refusal } from '../formats';
import { selectorRules } from '../labels';

/** Topology spread constraints of a pod. */
export function* spreadRules(spec: Data, at: string): Generator<Complaint> {
  const pairs = new Set<string>();
  for (const [index, constraint] of mapsAt(spec, 'topologySpreadConstraints').entries()) {
    const path = `${at}.topologySpreadConstraints[${index}]`;
    for (const field of ['maxSkew', 'minDomains'] as const) {
      const value = numberAt(constraint, field);
      if (value !== undefined && value < 1) {
        yield complaint('api/topology-spread', `${path}.${field}`, `found ${value}, allowed is at least 1: raise it`);
      }
    }
    const when = textAt(constraint, 'whenUnsatisfiable') ?? '';
    if (constraint['minDomains'] !== undefined && when !== 'DoNotSchedule') {
      yield complaint(
        'api/topology-spread',
        `${path}.minDomains`,
        `found ${show(constraint['minDomains'])} with whenUnsatisfiable ${show(when)}, allowed is minDomains only with "DoNotSchedule": remove it, or change whenUnsatisfiable`,
      );
    }
    const key = textAt(constraint, 'topologyKey') ?? '';
    const wrong = refusal(LABEL_KEY, key);
    if (wrong !== undefined) yield complaint('api/topology-spread', `${path}.topologyKey`, wrong);
    const pair = `${key} ${when}`;
    if (pairs.has(pair)) {
      yield complaint(
        'api/topology-spread',
        path,
        `found a second constraint with topologyKey ${show(key)} and whenUnsatisfiable ${show(when)}, allowed is one of each: merge them`,
      );
    }
    pairs.add(pair);
    yield* selectorRules(mapAt(constraint, 'labelSelector'), `${path}.labelSelector`);
  }
}

/** Tolerations of a pod. */
export function* tolerationRules(spec: Data, at: string): Generator<Complaint> {
  for (const [index, toleration] of mapsAt(spec, 'tolerations').entries()) {
    const path = `${at}.tolerations[${index}]`;
    const { operator = 'Equal', effect, tolerationSeconds } = toleration;
    const key = textAt(toleration, 'key') ?? '';
    const value = textAt(toleration, 'value') ?? '';
    const found = (field: string, sentence: string): Complaint =>
      complaint('api/toleration', `${path}.${field}`, sentence);
    const wrongKey = key === '' ? undefined : refusal(LABEL_KEY, key);
    if (wrongKey !== undefined) yield found('key', wrongKey);
    if (key === '' && operator !== 'Exists') {
      yield found(
        'operator',
        `found ${show(operator)} without a key, allowed is "Exists", which tolerates all taints: set it, or a key`,
      );
    }
    if (operator === 'Exists' && value !== '') {
      yield found('value', `found ${show(value)} with operator "Exists", allowed is none: remove it, or use "Equal"`);
    }
    const wrongValue = operator === 'Exists' ? undefined : refusal(LABEL_VALUE, value);
    if (wrongValue !== undefined) yield found('value', wrongValue);
    if (typeof tolerationSeconds === 'number' && effect !== 'NoExecute') {
      yield found(
        'effect',
        `found ${show(effect)} with tolerationSeconds, allowed is "NoExecute": set it, or remove tolerationSeconds`,
      );
    }
  }
}
