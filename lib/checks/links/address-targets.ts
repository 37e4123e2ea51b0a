import { listed, nearest, suggestion } from '../../values/text';
import type { RuleFinding } from '../catalog';
import { type Cluster, namespaceOf, portsOf } from '../cluster';
import type { ObjectOf } from '../objects';
import { isMeant } from './address-context';
import { type Address, addressesIn } from './addresses';
import { ClusterDomains } from './cluster-domains';
import { type Text, textsOf } from './texts';

/** Every address of the cluster that stands in any text leads to a Service, at a port that answers. */
export function* danglingAddresses(cluster: Cluster): Generator<RuleFinding> {
  const namespaces = new Set([
    ...cluster.of('Namespace').map(({ content }) => content.metadata.name),
    ...cluster.objects.map(namespaceOf),
  ]);
  const hosts = new Set(
    cluster.of('Ingress').flatMap(({ content }) => (content.spec.rules ?? []).flatMap(({ host }) => host ?? [])),
  );
  const domains = new ClusterDomains();
  for (const text of textsOf(cluster)) {
    const said = new Set<string>();
    for (const address of addressesIn(text.text, namespaces)) {
      // The host of an Ingress may be any name that resolves outside, such as one of the intranet.
      if (hosts.has(hostOf(address))) continue;
      // The same address may stand in many places of a configuration.
      if (said.has(address.text)) continue;
      said.add(address.text);
      const findings = [...unreachable(cluster, text, address)];
      // Objects are looked up first, since parsing a text takes longer and few addresses dangle.
      if (findings.length > 0 && isMeant(text, address)) yield* findings;
      if (findings.length === 0) domains.add(text, address);
    }
  }
  yield* domains.findings();
}

const hostOf = ({ pod, service, namespace }: Address): string =>
  [pod, service, namespace].filter((part) => part !== undefined).join('.');

function* unreachable(cluster: Cluster, from: Text, address: Address): Generator<RuleFinding> {
  const { namespace = from.namespace, service: name, pod } = address;
  const found = `${from.at}: found address "${address.text}"`;
  const { object } = from;
  if (!cluster.has('Service', namespace, name)) {
    const names = cluster.namesOf('Service', namespace);
    // `https://acme.dev` is of the cluster only if it is nearly one of its Services.
    if (address.isPublic && nearest(name, names) === undefined) return;
    yield {
      id: 'link/address',
      object,
      sentence: `${found}, but namespace ${namespace} has no Service "${name}"${suggestion(name, names)}: pass the endpoint of the chart that creates it, or declare it as external`,
    };
    return;
  }
  const service = cluster.find('Service', namespace, name);
  if (service === undefined) return;
  if (pod !== undefined && !hasPod(cluster, service, pod)) {
    yield {
      id: 'link/address',
      object,
      sentence: `${found}, but Service ${name} has no pod "${pod}": use a pod of a StatefulSet that has this Service as serviceName`,
    };
  } else if (!answers(cluster, service, address)) {
    const ports = (service.content.spec.ports ?? []).map(({ name: own, port }) => `${port} (${own ?? 'no name'})`);
    yield {
      id: 'link/address-port',
      object,
      sentence: `${found}, but Service ${name} does not have this port, it has ${listed(ports) || 'no ports'}: use one of those`,
    };
  }
}

/** Whether something answers: a port of the Service, or one of its pods where the Service leads to each of them. */
function answers(cluster: Cluster, service: ObjectOf<'Service'>, { port, portName }: Address): boolean {
  const { ports = [], clusterIP, selector, type } = service.content.spec;
  // A name for another host, at which any port may answer.
  if (type === 'ExternalName') return true;
  if (portName !== undefined) return ports.some(({ name }) => name === portName);
  if (port === undefined || ports.some((own) => own.port === port)) return true;
  if (clusterIP !== 'None') return false;
  return selector === undefined || cluster.podsBehind(service).some((pods) => portsOf(pods).includes(port));
}

const hasPod = (cluster: Cluster, service: ObjectOf<'Service'>, pod: string): boolean =>
  cluster.podsBehind(service).some(({ owner, workload }) => {
    const { name } = owner.content.metadata;
    return workload?.serviceName === service.content.metadata.name && pod.startsWith(`${name}-`);
  });
