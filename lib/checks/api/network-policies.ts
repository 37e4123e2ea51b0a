import { isInside, isNetwork } from '../../values/cidr';
import { type Data, isMap, mapAt, mapsAt, textAt, textsAt } from '../../values/data';
import { show } from '../../values/text';
import { type Complaint, complaint, type Rule } from './complaint';
import { isPort, PORT_NAME } from './formats';
import { selectorRules } from './labels';

const found = (at: string, sentence: string): Complaint => complaint('api/network-policy', at, sentence);

/** NetworkPolicies. */
export const networkPolicyRules: Rule = function* (object) {
  const spec = mapAt(object, 'spec');
  yield* selectorRules(mapAt(spec, 'podSelector'), 'spec.podSelector');
  for (const [direction, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    for (const [index, rule] of mapsAt(spec, direction).entries()) {
      const at = `spec.${direction}[${index}]`;
      for (const [position, port] of mapsAt(rule, 'ports').entries())
        yield* portRules(port, `${at}.ports[${position}]`);
      for (const [position, peer] of mapsAt(rule, peers).entries())
        yield* peerRules(peer, `${at}.${peers}[${position}]`);
    }
  }
};

function* portRules({ port, endPort }: Data, at: string): Generator<Complaint> {
  const isWrong = typeof port === 'string' ? !PORT_NAME.takes(port) : port !== undefined && !isPort(port);
  if (isWrong)
    yield found(
      `${at}.port`,
      `found ${show(port)}, allowed is a number from 1 to 65535, or the name of a port: correct it`,
    );
  if (endPort !== undefined && !(typeof port === 'number' && typeof endPort === 'number' && endPort >= port)) {
    yield found(
      `${at}.endPort`,
      `found ${show(endPort)} with port ${show(port)}, allowed is a number that is at least port: correct it`,
    );
  }
}

function* peerRules(peer: Data, at: string): Generator<Complaint> {
  const { ipBlock, podSelector, namespaceSelector } = peer;
  yield* selectorRules(mapAt(peer, 'podSelector'), `${at}.podSelector`);
  yield* selectorRules(mapAt(peer, 'namespaceSelector'), `${at}.namespaceSelector`);
  const isOfPods = isMap(podSelector) || isMap(namespaceSelector);
  if (isMap(ipBlock) && isOfPods) {
    yield found(at, 'found ipBlock beside a selector, allowed is one of them: make two peers of it');
  }
  if (!isMap(ipBlock) && !isOfPods) {
    yield found(
      at,
      'found an empty peer, allowed is a podSelector, a namespaceSelector or an ipBlock: set one, or remove the peer',
    );
  }
  if (!isMap(ipBlock)) return;
  const cidr = textAt(ipBlock, 'cidr') ?? '';
  if (!isNetwork(cidr)) {
    yield found(`${at}.ipBlock.cidr`, `found ${show(cidr)}, allowed is a network such as "10.0.0.0/8": correct it`);
    return;
  }
  for (const except of textsAt(ipBlock, 'except')) {
    if (isNetwork(except) && isInside(except, cidr)) continue;
    yield found(
      `${at}.ipBlock.except`,
      `found ${show(except)}, allowed is a network inside of ${show(cidr)}: correct it`,
    );
  }
}
