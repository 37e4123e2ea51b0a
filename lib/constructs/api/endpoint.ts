import type { Endpoint } from '../../values/endpoint';
import type { Api, ApiTarget, BasicAuth, ClientTls, GrpcTarget, Identity, Needs } from './target';

export interface ApiEndpointProps<A extends Api> extends Identity {
  readonly api: A;
  readonly endpoint: Endpoint;
  /** @default "http" */
  readonly scheme?: 'http' | 'https';
  /** Path of the API, starting with "/". @default - none */
  readonly path?: string;
  readonly needs: Needs;
  readonly keepsExemplars?: boolean;
}

/**
 * An API of a system in the cluster with everything that clients require: tenant, credentials and TLS.
 * All members are own properties, so that `{ ...mimir.remoteWrite, send_exemplars: true }` keeps them.
 */
export class ApiEndpoint<A extends Api = Api> implements ApiTarget<A>, GrpcTarget<A> {
  readonly api: A;
  /** The Service and the port. */
  readonly endpoint: Endpoint;
  readonly scheme: 'http' | 'https';
  readonly path: string;
  readonly url: string;
  readonly address: string;
  readonly tenant: string | undefined;
  readonly credentials: BasicAuth | undefined;
  readonly tls: ClientTls | undefined;
  readonly needs: Needs;
  readonly keepsExemplars: boolean | undefined;

  constructor(props: ApiEndpointProps<A>) {
    const { api, endpoint, scheme = 'http', path = '', needs } = props;
    this.api = api;
    this.endpoint = endpoint;
    this.scheme = scheme;
    this.path = path;
    this.url = `${endpoint.urlOf(scheme)}${path}`;
    this.address = endpoint.address;
    this.tenant = props.tenant;
    this.credentials = props.credentials;
    this.tls = props.tls;
    this.needs = needs;
    this.keepsExemplars = props.keepsExemplars;
  }

  /** The same API for a tenant. */
  as(tenant: string): ApiEndpoint<A> {
    return this.for({ tenant });
  }

  /** The same API with other tenant, credentials or certificate authority. */
  for(identity: Identity): ApiEndpoint<A> {
    const { tenant = this.tenant, credentials = this.credentials, tls = this.tls } = identity;
    return new ApiEndpoint({ ...this, tenant, credentials, tls });
  }

  /** The same API, marked as storing exemplars or not. */
  storingExemplars(keepsExemplars: boolean): ApiEndpoint<A> {
    return new ApiEndpoint({ ...this, keepsExemplars });
  }

  /** The string form is the URL, for use in configurations. */
  toJSON(): string {
    return this.url;
  }
}
