import { isIP } from 'node:net';
import type { Mistakes } from '../errors';
import { dnsLabel } from '../names';
import { listed, show, suggestion } from '../text';
import { type PeersProp, peerList } from './peers';
import type { NetworkPolicyProps } from './props';

/** What can be wrong with the props by themselves: the API server would refuse it, or it would hold for nobody. */
export function mistakesInPolicies(props: NetworkPolicyProps, known: readonly string[], mistakes: Mistakes): void {
  const { ingress = {}, metrics = [], storage = {}, dns = {}, egress = [] } = props;
  peers('ingress', ingress, mistakes);
  peers('metrics', metrics, mistakes);
  cidrs('storage.cidrs', storage.cidrs, mistakes);
  if (dns.to) peers('dns.to', dns.to, mistakes);
  ports('dns.ports', dns.ports, mistakes);
  for (const [index, flow] of egress.entries()) {
    peers(`egress[${index}].to`, flow.to, mistakes);
    ports(`egress[${index}].ports`, flow.ports, mistakes);
    for (const component of flow.components ?? []) {
      if (known.length === 0 || known.includes(component)) continue;
      mistakes.add(
        `egress[${index}].components`,
        `found ${show(component)}, which does not run here${suggestion(component, known)}, allowed are ${listed(known)}: take one of those`,
      );
    }
  }
}

function peers(where: string, value: PeersProp, mistakes: Mistakes): void {
  for (const [index, each] of peerList(value).entries()) {
    const at = Array.isArray(value) ? `${where}[${index}]` : where;
    for (const namespace of each.namespaces ?? []) {
      mistakes.attempt(`${at}.namespaces`, () => dnsLabel(namespace), namespace);
    }
    cidrs(`${at}.cidrs`, each.cidrs, mistakes);
  }
}

function cidrs(where: string, values: readonly string[] = [], mistakes: Mistakes): void {
  for (const [index, cidr] of values.entries()) {
    if (isNetwork(cidr)) continue;
    mistakes.add(`${where}[${index}]`, `found ${show(cidr)}, allowed is a network such as "10.0.0.0/8": write it so`);
  }
}

function isNetwork(cidr: string): boolean {
  const [address = '', bits = '', ...rest] = cidr.split('/');
  const version = isIP(address);
  const most = version === 4 ? 32 : 128;
  return version !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most && rest.length === 0;
}

function ports(where: string, values: readonly number[] | undefined, mistakes: Mistakes): void {
  if (values?.length === 0) mistakes.add(where, 'found none: name one at least, or remove it');
  for (const [index, port] of (values ?? []).entries()) {
    if (Number.isInteger(port) && port >= 1 && port <= 65535) continue;
    mistakes.add(`${where}[${index}]`, `found ${show(port)}, ports go from 1 to 65535: take one of those`);
  }
}
