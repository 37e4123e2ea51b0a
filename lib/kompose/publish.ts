import type { Port } from '../compose/ports';
import type { Service } from '../compose/service';
import type { Mistakes } from '../errors';
import { type IngressRule, type IngressSpec, IntOrString, type ServicePort, type ServiceSpec } from '../k8s';
import type { KomposeLabels, ServiceType } from './labels';
import { serviceLabel } from './names';

/** A Service must have a port, even one that only gives its pods a name; kompose takes this one. */
const HEADLESS_PORT: ServicePort = { name: 'headless', port: 55555 };

/** The Service of the ports, or nothing where no port is published. */
export function serviceSpec(
  name: string,
  service: Service,
  labels: KomposeLabels,
  mistakes: Mistakes,
): ServiceSpec | undefined {
  const { ports } = service;
  const type = serviceType(service, labels);
  checkPorts(ports, type, labels, mistakes);
  if (ports.length === 0 && type !== 'Headless') return undefined;
  const selector = serviceLabel(name);
  if (type === 'Headless') {
    return {
      type: 'ClusterIP',
      clusterIp: 'None',
      selector,
      ports: ports.length === 0 ? [HEADLESS_PORT] : servicePorts(ports),
    };
  }
  return { type, selector, ports: servicePorts(ports, labels.nodePort) };
}

function serviceType(
  { deploy, ports }: Service,
  { serviceType: type, controller }: KomposeLabels,
): ServiceType | undefined {
  if (type !== undefined) return type;
  // The pods of a StatefulSet need names of their own.
  if (controller === 'statefulset') return 'Headless';
  return deploy.nodePort && ports.length > 0 ? 'NodePort' : undefined;
}

function checkPorts(
  ports: readonly Port[],
  type: ServiceType | undefined,
  { serviceType: asked, nodePort, expose }: KomposeLabels,
  mistakes: Mistakes,
): void {
  if (ports.length === 0 && asked !== undefined && asked !== 'Headless') {
    mistakes.add('labels.kompose.service.type', `found ${asked} without ports: set "ports", or headless`);
  }
  if (ports.length === 0 && expose.length > 0) {
    mistakes.add('labels.kompose.service.expose', 'has no port to lead to: set "ports"');
  }
  if (nodePort !== undefined && (type !== 'NodePort' || ports.length !== 1)) {
    mistakes.add(
      'labels.kompose.service.nodeport.port',
      `found it with ${ports.length} ports and service type ${type ?? 'ClusterIP'}, it needs one port and kompose.service.type nodeport`,
    );
  }
}

/** A port is named by its number; the second one of a number by its protocol too. */
function servicePorts(ports: readonly Port[], nodePort?: number): ServicePort[] {
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

/** The Ingress of the label `kompose.service.expose`; it leads to the first port. */
export function ingressSpec(
  name: string,
  { ports }: Service,
  labels: KomposeLabels,
): IngressSpec | undefined {
  const [port] = ports;
  if (port === undefined || labels.expose.length === 0) return undefined;
  const backend = { service: { name, port: { number: port.published } } };
  const hosts = labels.expose.flatMap(({ host }) => (host === undefined ? [] : [host]));
  return {
    ingressClassName: labels.ingressClassName,
    rules: labels.expose.map(
      ({ host, path }): IngressRule => ({ host, http: { paths: [{ path, pathType: 'Prefix', backend }] } }),
    ),
    tls:
      labels.tlsSecret === undefined
        ? undefined
        : [{ hosts: hosts.length === 0 ? undefined : hosts, secretName: labels.tlsSecret }],
  };
}
