import { isNetwork } from '../../values/cidr';
import type { Mistakes } from '../../values/errors';
import { dnsLabel } from '../../values/names';
import { listed, show, suggestion } from '../../values/text';
import { type PeersProp, peerList } from './peers';
import type { NetworkPolicyProps } from './props';

/** Validates the props alone: rejects values that the API server would reject, or that match no pods. */
export function mistakesInPolicies(props: NetworkPolicyProps, known: readonly string[], mistakes: Mistakes): void {
  const { ingress = {}, metrics = [], storage = {}, dns = {}, kubernetesApi = {}, egress = [] } = props;
  peers('ingress', ingress, mistakes);
  peers('metrics', metrics, mistakes);
  cidrs('storage.cidrs', storage.cidrs, mistakes);
  if (dns.to) destinations('dns.to', dns.to, mistakes);
  ports('dns.ports', dns.ports, mistakes);
  cidrs('kubernetesApi.cidrs', kubernetesApi.cidrs, mistakes);
  ports('kubernetesApi.ports', kubernetesApi.ports, mistakes);
  for (const [index, flow] of egress.entries()) {
    destinations(`egress[${index}].to`, flow.to, mistakes);
    ports(`egress[${index}].ports`, flow.ports, mistakes);
    for (const component of flow.components ?? []) {
      if (known.length === 0 || known.includes(component)) continue;
      mistakes.add(
        `egress[${index}].components`,
        `found ${show(component)}, which is not a running component${suggestion(component, known)}, allowed are ${listed(known)}: use one of those`,
      );
    }
  }
}

/** An empty list of destinations is rejected, unlike an empty list of sources. */
function destinations(where: string, value: PeersProp, mistakes: Mistakes): void {
  if (peerList(value).length === 0) mistakes.add(where, NOBODY);
  peers(where, value, mistakes);
}

/** Kubernetes allows all peers if the list is empty. */
const NOBODY = 'found an empty list, which would allow everyone: add at least one entry, or remove it';

function peers(where: string, value: PeersProp, mistakes: Mistakes): void {
  for (const [index, each] of peerList(value).entries()) {
    const at = Array.isArray(value) ? `${where}[${index}]` : where;
    if (each.namespaces?.length === 0) mistakes.add(`${at}.namespaces`, NOBODY);
    for (const namespace of each.namespaces ?? []) {
      mistakes.attempt(`${at}.namespaces`, () => dnsLabel(namespace), namespace);
    }
    cidrs(`${at}.cidrs`, each.cidrs, mistakes);
  }
}

function cidrs(where: string, values: readonly string[] | undefined, mistakes: Mistakes): void {
  if (values?.length === 0) mistakes.add(where, NOBODY);
  for (const [index, cidr] of (values ?? []).entries()) {
    if (isNetwork(cidr)) continue;
    mistakes.add(`${where}[${index}]`, `found ${show(cidr)}, allowed is a network such as "10.0.0.0/8": change it`);
  }
}

function ports(where: string, values: readonly number[] | undefined, mistakes: Mistakes): void {
  if (values?.length === 0) mistakes.add(where, 'found an empty list: add at least one entry, or remove it');
  for (const [index, port] of (values ?? []).entries()) {
    if (Number.isInteger(port) && port >= 1 && port <= 65535) continue;
    mistakes.add(`${where}[${index}]`, `found ${show(port)}, allowed are ports from 1 to 65535: change it`);
  }
}
