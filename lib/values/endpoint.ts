import { Mistakes } from './errors';
import { dnsLabel, serviceName } from './names';
import { show } from './text';

const DEFAULT_PORTS = { http: 80, https: 443 } as const;

/** Parts of an endpoint. */
export interface EndpointProps {
  /** Name of the Kubernetes Service. */
  readonly service: string;
  /**
   * Namespace of the Service.
   * @default - none: the endpoint is reached by its name alone, from pods of its own namespace
   */
  readonly namespace?: string;
  /** Port of the Service, 1 to 65535 (`spec.ports[].port`). */
  readonly port: number;
}

/**
 * A port of a Service in the cluster. Charts hand endpoints to each other, so that no address is typed twice
 * and none can dangle.
 */
export class Endpoint {
  readonly service: string;
  readonly namespace: string | undefined;
  readonly port: number;

  /** @throws UserError if a part is nothing that Kubernetes takes */
  constructor({ service, namespace, port }: EndpointProps) {
    const mistakes = new Mistakes(`endpoint ${show(service)}`);
    mistakes.attempt('service', () => serviceName(service), service);
    if (namespace !== undefined) mistakes.attempt('namespace', () => dnsLabel(namespace), namespace);
    if (!Number.isInteger(port) || port < 1 || port > 65535)
      mistakes.add('port', `found ${port}, allowed are ports from 1 to 65535`);
    mistakes.throwIfAny();
    this.service = service;
    this.namespace = namespace;
    this.port = port;
  }

  /** `service.namespace`: resolves from every namespace of the cluster. */
  get host(): string {
    return this.namespace === undefined ? this.service : `${this.service}.${this.namespace}`;
  }

  /** `service.namespace:port` */
  get address(): string {
    return `${this.host}:${this.port}`;
  }

  /** In a configuration, an endpoint stands for its address. */
  toJSON(): string {
    return this.address;
  }

  /** `http://service.namespace:port`, without the port where it is that of HTTP */
  get url(): string {
    return this.urlOf('http');
  }

  /** `scheme://service.namespace:port`, without the port where it is that of the scheme */
  urlOf(scheme: 'http' | 'https'): string {
    return `${scheme}://${this.port === DEFAULT_PORTS[scheme] ? this.host : this.address}`;
  }

  /** `service.namespace.svc.cluster.local`: for programs that query the cluster's DNS without search domains. */
  fullHost(clusterDomain = 'cluster.local'): string {
    return this.namespace === undefined ? this.service : `${this.host}.svc.${clusterDomain}`;
  }

  /** The shortest address that a pod of `namespace` can use: `service:port` in the same namespace. */
  addressFrom(namespace: string | undefined): string {
    return namespace === this.namespace ? `${this.service}:${this.port}` : this.address;
  }
}
