import { type Data, isMap, mapAt, mapsAt, textAt } from '../../../values/data';
import { listed, show } from '../../../values/text';
import { advice, type Complaint, complaint } from '../complaint';
import { CONFIG_KEY, refusal, VARIABLE } from '../formats';

const SOURCES = ['configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef'];
/** Fields of a pod that a variable may take. */
const FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
const LABEL = /^metadata\.(annotations|labels)\['[^']+'\]$/;
const RESOURCE = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/;

/** Environment variables of a container. */
export function* variableRules(container: Data, at: string): Generator<Complaint> {
  const names = new Set<string>();
  for (const [index, variable] of mapsAt(container, 'env').entries()) {
    const name = textAt(variable, 'name') ?? '';
    const path = `${at}.env[${name || index}]`;
    const wrong = refusal(VARIABLE, name);
    if (wrong !== undefined) yield complaint('api/variable', `${path}.name`, wrong);
    if (names.has(name)) {
      yield advice(
        'api/duplicate-variable',
        path,
        `found a second variable ${show(name)}, and only the last one counts: remove one`,
      );
    }
    names.add(name);
    const { valueFrom } = variable;
    if (isMap(valueFrom)) yield* sourceRules(valueFrom, textAt(variable, 'value') ?? '', path);
  }
  for (const [index, source] of mapsAt(container, 'envFrom').entries()) {
    const references = ['configMapRef', 'secretRef'].filter((key) => isMap(source[key]));
    if (references.length === 1) continue;
    yield complaint(
      'api/variable',
      `${at}.envFrom[${index}]`,
      `found ${references.length === 0 ? 'no source' : listed(references)}, allowed is either configMapRef or secretRef: set one of them`,
    );
  }
}

function* sourceRules(valueFrom: Data, value: string, at: string): Generator<Complaint> {
  const sources = SOURCES.filter((source) => isMap(valueFrom[source]));
  if (sources.length !== 1) {
    yield complaint(
      'api/variable',
      `${at}.valueFrom`,
      `found ${sources.length === 0 ? 'no source' : listed(sources)}, allowed is one of ${listed(SOURCES)}: set one of them`,
    );
  } else if (value !== '') {
    yield complaint(
      'api/variable',
      at,
      `found both value and valueFrom, allowed is one of them: remove value, or valueFrom`,
    );
  }
  const field = textAt(valueFrom, 'fieldRef.fieldPath');
  if (field !== undefined && !FIELDS.includes(field) && !LABEL.test(field)) {
    yield complaint(
      'api/variable',
      `${at}.valueFrom.fieldRef.fieldPath`,
      `found ${show(field)}, allowed are metadata.labels['<key>'], metadata.annotations['<key>'], ${listed(FIELDS)}: use one of those`,
    );
  }
  const resource = textAt(valueFrom, 'resourceFieldRef.resource');
  if (resource !== undefined && !RESOURCE.test(resource)) {
    yield complaint(
      'api/variable',
      `${at}.valueFrom.resourceFieldRef.resource`,
      `found ${show(resource)}, allowed are limits and requests of cpu, memory and ephemeral-storage, such as "limits.memory": use one of those`,
    );
  }
  for (const source of ['configMapKeyRef', 'secretKeyRef'] as const) {
    const key = textAt(mapAt(valueFrom, source), 'key');
    const wrong = key === undefined ? undefined : refusal(CONFIG_KEY, key);
    if (wrong !== undefined) yield complaint('api/variable', `${at}.valueFrom.${source}.key`, wrong);
  }
}
