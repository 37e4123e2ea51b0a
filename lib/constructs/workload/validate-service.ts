import { isNetwork } from '../../values/cidr';
import type { Mistakes } from '../../values/errors';
import { listed, show, suggestion } from '../../values/text';
import type { ServiceProps } from './props';
import { isForClients, type ServiceDefinition } from './services';

/** Fields that Kubernetes takes of some types only. */
const TYPES: ReadonlyArray<readonly [keyof ServiceProps, ReadonlyArray<NonNullable<ServiceProps['type']>>]> = [
  ['nodePorts', ['NodePort', 'LoadBalancer']],
  ['externalTrafficPolicy', ['NodePort', 'LoadBalancer']],
  ['loadBalancerIp', ['LoadBalancer']],
  ['loadBalancerClass', ['LoadBalancer']],
  ['loadBalancerSourceRanges', ['LoadBalancer']],
];

/** Validates the Service of a workload; each error names the prop. */
export function checkService(
  service: ServiceProps | undefined,
  definitions: readonly ServiceDefinition[],
  mistakes: Mistakes,
): void {
  if (service === undefined) return;
  const own = definitions.find(isForClients);
  const { type = 'ClusterIP', nodePorts = {}, loadBalancerSourceRanges = [] } = service;
  if (own === undefined || own.headless) {
    for (const key of ['type', 'clusterIp'] as const) {
      if (service[key] === undefined) continue;
      mistakes.add(
        `service.${key}`,
        `found ${show(service[key])}, but the Service is headless, which has no cluster IP: remove it`,
      );
    }
    return;
  }
  for (const [key, types] of TYPES) {
    if (service[key] === undefined || types.includes(type)) continue;
    mistakes.add(
      `service.${key}`,
      `found with type ${show(type)}, allowed only with type ${listed(types)}: set the type, or remove it`,
    );
  }
  const names = own.ports.map(({ name }) => name);
  for (const [name, port] of Object.entries(nodePorts)) {
    if (!names.includes(name)) {
      mistakes.add(
        'service.nodePorts',
        `found ${show(name)}, which is not a port${suggestion(name, names)}, allowed are ${listed(names)}: use one of those`,
      );
    } else if (!Number.isInteger(port) || port < 30000 || port > 32767) {
      mistakes.add(
        `service.nodePorts.${name}`,
        `found ${show(port)}, allowed are node ports from 30000 to 32767: change it`,
      );
    }
  }
  for (const [index, cidr] of loadBalancerSourceRanges.entries()) {
    if (isNetwork(cidr)) continue;
    mistakes.add(
      `service.loadBalancerSourceRanges[${index}]`,
      `found ${show(cidr)}, allowed is a network such as "10.0.0.0/8": change it`,
    );
  }
}
