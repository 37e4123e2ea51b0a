import type { Port } from '../../model/compose/ports';
import type { ParsedService } from '../../model/compose/service';
import type { Mistakes } from '../../values/errors';
import { IntOrString, type ServicePort, type ServiceSpec } from '../../values/k8s';
import type { KomposeLabels, ServiceType } from './labels';
import { serviceLabel } from './names';

/** A Service must have a port, even one that only gives its pods a name; kompose takes this one. */
const HEADLESS_PORT: ServicePort = { name: 'headless', port: 55555 };

/** Service type; undefined is the default of Kubernetes, ClusterIP. */
export type Publication = ServiceType | undefined;

/** Service type of its label; otherwise the type that its controller and `deploy.endpoint_mode` require. */
export function publicationOf(
  { deploy, ports }: ParsedService,
  labels: KomposeLabels,
  mistakes: Mistakes,
): Publication {
  const { serviceType: asked, controller } = labels;
  // The pods of a StatefulSet need names of their own.
  const needed =
    controller === 'statefulset' ? 'Headless' : deploy.nodePort && ports.length > 0 ? 'NodePort' : undefined;
  const publication = asked ?? needed;
  checkPorts(ports, publication, labels, mistakes);
  return publication;
}

function checkPorts(
  ports: readonly Port[],
  publication: Publication,
  { serviceType: asked, nodePort, expose }: KomposeLabels,
  mistakes: Mistakes,
): void {
  if (ports.length === 0 && asked !== undefined && asked !== 'Headless') {
    mistakes.add('labels.kompose.service.type', `found ${asked} without ports: set "ports", or headless`);
  }
  if (ports.length === 0 && expose.length > 0) {
    mistakes.add('labels.kompose.service.expose', 'has no port to expose: set "ports"');
  }
  if (nodePort !== undefined && (publication !== 'NodePort' || ports.length !== 1)) {
    mistakes.add(
      'labels.kompose.service.nodeport.port',
      `found it with ${ports.length} ports and service type ${publication ?? 'ClusterIP'}, allowed is one port and kompose.service.type nodeport`,
    );
  }
}

/**
 * Name of the Service that publishes a port. A load balancer could not have TCP and UDP at once when kompose
 * 1.26 was made: each protocol has a Service of its own.
 */
export const publisherOf = (name: string, { protocol }: Port, publication: Publication): string =>
  publication === 'LoadBalancer' ? `${name}-${protocol.toLowerCase()}` : name;

/** The Services of the ports, by their names; none where nothing is published. */
export function servicesOf(
  name: string,
  { ports }: ParsedService,
  publication: Publication,
  { nodePort }: KomposeLabels,
): ReadonlyMap<string, ServiceSpec> {
  const selector = serviceLabel(name);
  if (publication === 'Headless' && ports.length === 0) {
    return new Map([[name, { clusterIp: 'None', selector, ports: [HEADLESS_PORT] }]]);
  }
  const type = publication === 'Headless' ? { type: 'ClusterIP', clusterIp: 'None' } : { type: publication };
  const names = new Set(ports.map((port) => publisherOf(name, port, publication)));
  return new Map(
    [...names].map((publisher) => {
      const own = ports.filter((port) => publisherOf(name, port, publication) === publisher);
      return [publisher, { ...type, selector, ports: servicePorts(own, nodePort) }];
    }),
  );
}

/** A port is named by its number; the second one of a number by its protocol too. */
function servicePorts(ports: readonly Port[], nodePort: number | undefined): ServicePort[] {
  const seen = new Set<number>();
  return ports.map(({ published, target, protocol }) => {
    const name = seen.has(published) ? `${published}-${protocol.toLowerCase()}` : String(published);
    seen.add(published);
    return {
      name,
      port: published,
      targetPort: IntOrString.fromNumber(target),
      protocol: protocol === 'TCP' ? undefined : protocol,
      nodePort,
    };
  });
}
