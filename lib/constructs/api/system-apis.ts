import type { Endpoint } from '../../values/endpoint';
import { ApiEndpoint } from './endpoint';
import type { Api, BasicAuth, ClientTls } from './target';

/** A gateway, as clients have to know it. */
export interface Entrance {
  readonly endpoint: Endpoint;
  /** Whether it sets a default tenant for requests without one. */
  readonly namesTenant: boolean;
  /** Basic authentication. @default - none */
  readonly basicAuth?: { readonly client?: BasicAuth };
}

export interface SystemApisProps {
  /** Path of the construct, for messages of its clients. */
  readonly by: string;
  readonly gateway: Entrance | undefined;
  /** Whether requests must name a tenant. */
  readonly multiTenancy: boolean;
  /** TLS settings of clients that connect to the roles. @default - the roles use plain HTTP */
  readonly tls?: ClientTls | undefined;
}

/** The APIs of a system, as it hands them over to clients. */
export class SystemApis {
  constructor(private readonly props: SystemApisProps) {}

  /** An API as clients reach it: through the gateway, or at the role itself where there is none. */
  entrance<A extends Api>(api: A, path: string, role: () => Endpoint): ApiEndpoint<A> {
    const { by, gateway, multiTenancy, tls } = this.props;
    if (gateway === undefined) return this.atRole(api, path, role(), tls);
    const { endpoint, namesTenant, basicAuth } = gateway;
    return new ApiEndpoint({
      api,
      endpoint,
      path,
      credentials: basicAuth?.client,
      needs: { by, tenant: multiTenancy && !namesTenant, credentials: basicAuth !== undefined },
    });
  }

  /** An API at a port of a role that no gateway leads to, and that is not encrypted, such as that of a receiver. */
  receiver<A extends Api>(api: A, endpoint: Endpoint): ApiEndpoint<A> {
    return this.atRole(api, '', endpoint);
  }

  private atRole<A extends Api>(api: A, path: string, endpoint: Endpoint, tls?: ClientTls): ApiEndpoint<A> {
    const { by, multiTenancy } = this.props;
    return new ApiEndpoint({
      api,
      endpoint,
      path,
      scheme: tls ? 'https' : 'http',
      tls,
      needs: { by, tenant: multiTenancy, credentials: false },
    });
  }
}
