import { type Data, isMap, mapAt, mapsAt, numberAt, textAt } from '../../../values/data';
import { show } from '../../../values/text';
import { type Complaint, complaint } from '../complaint';
import { LABEL_KEY, refusal } from '../formats';
import { expressionRules, selectorRules } from '../labels';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/** Affinity to nodes and pods. */
export function* affinityRules(affinity: Data, at: string): Generator<Complaint> {
  yield* nodeRules(mapAt(affinity, 'nodeAffinity'), `${at}.nodeAffinity`);
  for (const kind of ['podAffinity', 'podAntiAffinity'] as const) {
    const terms = mapAt(affinity, kind);
    for (const [index, term] of mapsAt(terms, REQUIRED).entries()) {
      yield* podTermRules(term, `${at}.${kind}.${REQUIRED}[${index}]`);
    }
    for (const [index, weighted] of mapsAt(terms, PREFERRED).entries()) {
      const path = `${at}.${kind}.${PREFERRED}[${index}]`;
      yield* weightRules(weighted, path);
      yield* podTermRules(mapAt(weighted, 'podAffinityTerm'), `${path}.podAffinityTerm`);
    }
  }
}

function* nodeRules(affinity: Data, at: string): Generator<Complaint> {
  const required = affinity[REQUIRED];
  if (isMap(required)) {
    const terms = mapsAt(required, 'nodeSelectorTerms');
    if (terms.length === 0) {
      yield complaint(
        'api/affinity',
        `${at}.${REQUIRED}.nodeSelectorTerms`,
        'found none, allowed is at least one: add one, or remove the affinity',
      );
    }
    for (const [index, term] of terms.entries()) {
      yield* nodeTermRules(term, `${at}.${REQUIRED}.nodeSelectorTerms[${index}]`);
    }
  }
  for (const [index, weighted] of mapsAt(affinity, PREFERRED).entries()) {
    const path = `${at}.${PREFERRED}[${index}]`;
    yield* weightRules(weighted, path);
    yield* nodeTermRules(mapAt(weighted, 'preference'), `${path}.preference`);
  }
}

function* nodeTermRules(term: Data, at: string): Generator<Complaint> {
  for (const [index, expression] of mapsAt(term, 'matchExpressions').entries()) {
    yield* expressionRules(expression, `${at}.matchExpressions[${index}]`);
  }
}

function* weightRules(weighted: Data, at: string): Generator<Complaint> {
  const weight = numberAt(weighted, 'weight');
  if (weight === undefined || (weight >= 1 && weight <= 100)) return;
  yield complaint('api/affinity', `${at}.weight`, `found ${weight}, allowed is a weight from 1 to 100: correct it`);
}

function* podTermRules(term: Data, at: string): Generator<Complaint> {
  const key = textAt(term, 'topologyKey');
  if (key !== undefined) {
    const wrong = key === '' ? `found ${show(key)}, allowed is a label of nodes: set it` : refusal(LABEL_KEY, key);
    if (wrong !== undefined) yield complaint('api/affinity', `${at}.topologyKey`, wrong);
  }
  yield* selectorRules(mapAt(term, 'labelSelector'), `${at}.labelSelector`);
  yield* selectorRules(mapAt(term, 'namespaceSelector'), `${at}.namespaceSelector`);
}
