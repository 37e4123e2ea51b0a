import { type Data, isMap, mapAt, mapsAt, textAt, textsAt } from '../../values/data';
import { show } from '../../values/text';
import { type Complaint, complaint, type Rule } from './complaint';
import { HOST, refusal } from './formats';

const found = (at: string, sentence: string): Complaint => complaint('api/ingress', at, sentence);
const WRONG_PARTS = ['//', '/./', '/../', '%2f', '%2F'];
const WRONG_ENDS = ['/..', '/.'];

/** Ingresses. */
export const ingressRules: Rule = function* (object) {
  const spec = mapAt(object, 'spec');
  const rules = mapsAt(spec, 'rules');
  const { defaultBackend } = spec;
  if (rules.length === 0 && !isMap(defaultBackend)) {
    yield found('spec', 'found no rules and no defaultBackend, allowed is at least one of them: add rules');
  }
  if (isMap(defaultBackend)) yield* backendRules(defaultBackend, 'spec.defaultBackend');
  if (textAt(spec, 'ingressClassName') !== undefined && CLASS in mapAt(object, 'metadata.annotations')) {
    yield found(
      'spec.ingressClassName',
      `found together with the annotation ${CLASS}, allowed is one of them: remove the annotation`,
    );
  }
  for (const [index, rule] of rules.entries()) {
    const host = textAt(rule, 'host') ?? '';
    const wrong = host === '' ? undefined : refusal(HOST, host);
    if (wrong !== undefined) yield found(`spec.rules[${index}].host`, wrong);
    const { http } = rule;
    const paths = mapsAt(rule, 'http.paths');
    if (isMap(http) && paths.length === 0) {
      yield found(`spec.rules[${index}].http.paths`, 'found none, allowed is at least one: add one');
    }
    for (const [position, path] of paths.entries()) {
      yield* pathRules(path, `spec.rules[${index}].http.paths[${position}]`);
    }
  }
  for (const [index, tls] of mapsAt(spec, 'tls').entries()) {
    for (const host of textsAt(tls, 'hosts')) {
      const wrong = refusal(HOST, host);
      if (wrong !== undefined) yield found(`spec.tls[${index}].hosts`, wrong);
    }
  }
};

const CLASS = 'kubernetes.io/ingress.class';

function* pathRules(path: Data, at: string): Generator<Complaint> {
  const text = textAt(path, 'path') ?? '';
  const type = textAt(path, 'pathType');
  if (type === undefined) return;
  const isFree = type === 'ImplementationSpecific';
  if (!text.startsWith('/') && !(isFree && text === '')) {
    yield found(`${at}.path`, `found ${show(text)}, allowed is a path that starts with "/": correct it`);
  }
  const wrong = isFree
    ? undefined
    : (WRONG_PARTS.find((part) => text.includes(part)) ?? WRONG_ENDS.find((end) => text.endsWith(end)));
  if (wrong !== undefined) {
    yield found(`${at}.path`, `found ${show(text)}, allowed is a path without ${show(wrong)}: correct it`);
  }
  yield* backendRules(mapAt(path, 'backend'), `${at}.backend`);
}

function* backendRules(backend: Data, at: string): Generator<Complaint> {
  const { service, resource } = backend;
  if (isMap(service) === isMap(resource)) {
    yield found(
      at,
      `found ${isMap(service) ? 'both service and resource' : 'neither service nor resource'}, allowed is one of them: correct it`,
    );
  }
  if (!isMap(service)) return;
  const { name, number } = mapAt(service, 'port');
  const isNamed = typeof name === 'string' && name !== '';
  const isNumbered = typeof number === 'number' && number !== 0;
  if (isNamed === isNumbered) {
    yield found(
      `${at}.service.port`,
      `found ${isNamed ? 'name and number' : 'neither name nor number'}, allowed is one of them: correct it`,
    );
  }
}
