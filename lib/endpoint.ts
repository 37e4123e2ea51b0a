/** What an endpoint is made of. */
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

  constructor(props: EndpointProps) {
    this.service = props.service;
    this.namespace = props.namespace;
    this.port = props.port;
  }

  /** `service.namespace`: resolves from every namespace of the cluster. */
  get host(): string {
    return this.namespace === undefined ? this.service : `${this.service}.${this.namespace}`;
  }

  /** `service.namespace:port` */
  get address(): string {
    return `${this.host}:${this.port}`;
  }

  /** `http://service.namespace:port` */
  get url(): string {
    return `http://${this.address}`;
  }

  /** The shortest address that a pod of `namespace` can use: `service:port` in the same namespace. */
  addressFrom(namespace: string | undefined): string {
    return namespace === this.namespace ? `${this.service}:${this.port}` : this.address;
  }
}
