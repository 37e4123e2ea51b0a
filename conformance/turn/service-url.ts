import { type Cluster, namespaceOf } from '../../lib/checks/cluster';
import { targetPorts } from '../../lib/checks/flows/required-connections';
import { serviceNamed } from '../../lib/model/connections/service-name';
import type { Placed } from './start';

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/**
 * The address of a process behind a Service, for a URL of a client; undefined if no process is behind it.
 * @param own namespace of the client
 */
export function processUrl(
  cluster: Cluster,
  processes: readonly Placed[],
  address: string,
  own: string,
): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const named = serviceNamed(url.hostname, {
    own,
    hasNamespace: (namespace) => cluster.objects.some((object) => namespaceOf(object) === namespace),
    hasService: ({ namespace, service }) => cluster.has('Service', namespace, service),
  });
  const service = named && cluster.find('Service', named.namespace, named.service);
  if (service === undefined) return undefined;
  const behind = cluster.podsBehind(service);
  const process = processes.find(({ pods }) => behind.includes(pods));
  if (process === undefined) return undefined;
  const port = url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? 80) : Number(url.port);
  const [target] = targetPorts(service, port, process.pods);
  if (target === undefined) return undefined;
  return `${url.protocol}//${process.ip}:${target.port}${url.pathname.replace(/\/$/, '')}`;
}
