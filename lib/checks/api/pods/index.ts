import { type Data, isMap, mapAt, mapsAt, numberAt, textAt } from '../../../values/data';
import { show } from '../../../values/text';
import { type Complaint, complaint } from '../complaint';
import { DNS_LABEL, DNS_SUBDOMAIN, IP_ADDRESS, refusal } from '../formats';
import { labelRules, metadataRules } from '../labels';
import { affinityRules } from './affinity';
import { containerRules, profileRules } from './containers';
import { spreadRules, tolerationRules } from './scheduling';
import { volumeRules } from './volumes';

/**
 * A pod, or the template of one.
 * @param at path of the template in the object; empty for a pod
 */
export function* podRules(template: Data, at: string): Generator<Complaint> {
  if (at !== '') yield* metadataRules(template, at);
  const spec = mapAt(template, 'spec');
  const path = at === '' ? 'spec' : `${at}.spec`;
  yield* containerRules(spec, path);
  yield* volumeRules(spec, path);
  if (isMap(spec['nodeSelector'])) yield* labelRules(spec['nodeSelector'], `${path}.nodeSelector`);
  if (isMap(spec['affinity'])) yield* affinityRules(spec['affinity'], `${path}.affinity`);
  yield* spreadRules(spec, path);
  yield* tolerationRules(spec, path);
  yield* hostAliasRules(spec, path);
  yield* settingRules(spec, path);
}

function* hostAliasRules(spec: Data, at: string): Generator<Complaint> {
  for (const [index, alias] of mapsAt(spec, 'hostAliases').entries()) {
    const ip = textAt(alias, 'ip') ?? '';
    const wrong = refusal(IP_ADDRESS, ip);
    if (wrong !== undefined) yield complaint('api/host-alias', `${at}.hostAliases[${index}].ip`, wrong);
    const hostnames = alias['hostnames'];
    for (const hostname of Array.isArray(hostnames) ? hostnames : []) {
      const sentence = typeof hostname === 'string' ? refusal(DNS_SUBDOMAIN, hostname) : undefined;
      if (sentence !== undefined) {
        yield complaint('api/host-alias', `${at}.hostAliases[${index}].hostnames`, sentence);
      }
    }
  }
}

function* settingRules(spec: Data, at: string): Generator<Complaint> {
  yield* profileRules(mapAt(spec, 'securityContext'), at);
  if (spec['hostPID'] === true && spec['shareProcessNamespace'] === true) {
    yield complaint(
      'api/pod',
      `${at}.shareProcessNamespace`,
      'found true with hostPID, allowed is one of them: remove one',
    );
  }
  for (const [field, least] of [
    ['terminationGracePeriodSeconds', 0],
    ['activeDeadlineSeconds', 1],
  ] as const) {
    const value = numberAt(spec, field);
    if (value !== undefined && value < least) {
      yield complaint('api/pod', `${at}.${field}`, `found ${value}, allowed is at least ${least} seconds: raise it`);
    }
  }
  for (const field of ['hostname', 'subdomain'] as const) {
    const value = textAt(spec, field);
    const wrong = value ? refusal(DNS_LABEL, value) : undefined;
    if (wrong !== undefined) yield complaint('api/pod', `${at}.${field}`, wrong);
  }
  if (textAt(spec, 'dnsPolicy') === 'None' && !hasItems(mapAt(spec, 'dnsConfig')['nameservers'])) {
    yield complaint(
      'api/pod',
      `${at}.dnsConfig.nameservers`,
      `found none for dnsPolicy ${show('None')}, allowed is at least one: add the addresses of DNS servers`,
    );
  }
}

const hasItems = (value: unknown): boolean => Array.isArray(value) && value.length > 0;
