import { isIP } from 'node:net';
import { isNetwork } from '../../values/cidr';
import { type Data, labelsAt, mapAt, mapsAt, numberAt, textAt, textsAt } from '../../values/data';
import { show } from '../../values/text';
import { type Complaint, complaint, type Rule } from './complaint';
import { DNS_LABEL, DNS_SUBDOMAIN, isPort, PORT_NAME, refusal } from './formats';
import { labelRules } from './labels';

const found = (at: string, sentence: string): Complaint => complaint('api/service', at, sentence);

/** Services. */
export const serviceRules: Rule = function* (object) {
  const spec = mapAt(object, 'spec');
  const type = textAt(spec, 'type') ?? 'ClusterIP';
  const isHeadless = textAt(spec, 'clusterIP') === 'None';
  yield* labelRules(labelsAt(spec, 'selector'), 'spec.selector');
  const ports = mapsAt(spec, 'ports');
  if (type === 'ExternalName') {
    const name = (textAt(spec, 'externalName') ?? '').replace(/\.$/, '');
    const wrong = refusal(DNS_SUBDOMAIN, name);
    if (wrong !== undefined) yield found('spec.externalName', wrong);
  } else if (ports.length === 0 && !isHeadless) {
    yield found(
      'spec.ports',
      'found none, allowed is at least one, unless the Service is headless: add the ports of its pods',
    );
  }
  if (isHeadless && (type === 'LoadBalancer' || type === 'NodePort')) {
    yield found(
      'spec.clusterIP',
      `found "None" for type ${show(type)}, allowed is "None" only for "ClusterIP": remove it`,
    );
  }
  if (type !== 'LoadBalancer' && Array.isArray(spec['loadBalancerSourceRanges'])) {
    yield found(
      'spec.loadBalancerSourceRanges',
      `found for type ${show(type)}, allowed only for "LoadBalancer": remove it`,
    );
  }
  yield* trafficRules(spec, type);
  yield* portsRules(ports, type);
};

/** Addresses, and how traffic is led to the pods. */
function* trafficRules(spec: Data, type: string): Generator<Complaint> {
  const address = textAt(spec, 'clusterIP') ?? '';
  if (address !== '' && address !== 'None' && isIP(address) === 0) {
    yield found(
      'spec.clusterIP',
      `found ${show(address)}, allowed is an IP address or "None": correct it, or remove it`,
    );
  }
  const policy = textAt(spec, 'externalTrafficPolicy');
  if (policy !== undefined && type === 'ClusterIP' && textsAt(spec, 'externalIPs').length === 0) {
    yield found(
      'spec.externalTrafficPolicy',
      `found ${show(policy)} for type ${show(type)}, allowed only for "NodePort" and "LoadBalancer": remove it`,
    );
  }
  for (const [index, range] of textsAt(spec, 'loadBalancerSourceRanges').entries()) {
    if (isNetwork(range.trim())) continue;
    yield found(
      `spec.loadBalancerSourceRanges[${index}]`,
      `found ${show(range)}, allowed is a network such as "10.0.0.0/8": correct it`,
    );
  }
}

function* portsRules(ports: readonly Data[], type: string): Generator<Complaint> {
  const [numbers, names] = [new Set<string>(), new Set<string>()];
  for (const [index, port] of ports.entries()) {
    const name = textAt(port, 'name') ?? '';
    const path = `spec.ports[${name || index}]`;
    if (port['port'] !== undefined && !isPort(port['port'])) {
      yield complaint(
        'api/port',
        `${path}.port`,
        `found ${show(port['port'])}, allowed is a whole number from 1 to 65535: correct it`,
      );
    }
    yield* targetRules(port, path);
    const wrong = name === '' ? undefined : refusal(DNS_LABEL, name);
    if (wrong !== undefined) yield complaint('api/port', `${path}.name`, wrong);
    if (name === '' && ports.length > 1) {
      yield complaint(
        'api/port',
        `${path}.name`,
        'missing, and required of a Service with several ports: name each port',
      );
    }
    const number = `${textAt(port, 'protocol') ?? 'TCP'} ${String(port['port'])}`;
    for (const [seen, key] of [
      [numbers, number],
      [names, name],
    ] as const) {
      if (key !== '' && seen.has(key)) {
        yield complaint(
          'api/duplicate-port',
          path,
          `found ${seen === names ? show(key) : key} a second time, allowed is each name, and each number of a protocol, once: change one`,
        );
      }
      seen.add(key);
    }
    const nodePort = numberAt(port, 'nodePort') ?? 0;
    if (nodePort !== 0 && type === 'ClusterIP') {
      yield found(
        `${path}.nodePort`,
        `found ${nodePort} for type "ClusterIP", allowed only for "NodePort" and "LoadBalancer": remove it`,
      );
    }
  }
}

function* targetRules({ targetPort }: Data, at: string): Generator<Complaint> {
  if (typeof targetPort === 'number' && !isPort(targetPort)) {
    yield complaint(
      'api/port',
      `${at}.targetPort`,
      `found ${targetPort}, allowed is a whole number from 1 to 65535: correct it`,
    );
  }
  const wrong = typeof targetPort === 'string' ? refusal(PORT_NAME, targetPort) : undefined;
  if (wrong !== undefined) yield complaint('api/port', `${at}.targetPort`, wrong);
}
