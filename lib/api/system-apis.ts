import type { Endpoint } from '../endpoint';
import { ApiEndpoint } from './endpoint';
import type { Api, BasicAuth, ClientTls } from './target';

/** A gateway, as clients have to know it. */
export interface Entrance {
  readonly endpoint: Endpoint;
  /** Whether it names a tenant for requests that name none. */
  readonly namesTenant: boolean;
  /** Users that it asks for. @default - it asks nobody */
  readonly basicAuth?: { readonly client?: BasicAuth };
}

export interface SystemApisProps {
  /** Path of the construct, for messages of its clients. */
  readonly by: string;
  readonly gateway: Entrance | undefined;
  /** Whether requests must name a tenant. */
  readonly multiTenancy: boolean;
  /** How clients verify the certificates of the roles. @default - the roles speak plain HTTP */
  readonly tls?: ClientTls | undefined;
}

/** The APIs of a system, as it hands them over to clients. */
export class SystemApis {
  constructor(private readonly props: SystemApisProps) {}

  /** An API as clients reach it: through the gateway, or at the role itself where there is none. */
  entrance<A extends Api>(api: A, path: string, role: () => Endpoint): ApiEndpoint<A> {
    const { by, gateway, multiTenancy } = this.props;
    if (gateway === undefined) return this.direct(api, path, role());
    const { endpoint, namesTenant, basicAuth } = gateway;
    return new ApiEndpoint({
      api,
      endpoint,
      path,
      credentials: basicAuth?.client,
      needs: { by, tenant: multiTenancy && !namesTenant, credentials: basicAuth !== undefined },
    });
  }

  /** An API at the role itself. */
  direct<A extends Api>(api: A, path: string, endpoint: Endpoint): ApiEndpoint<A> {
    const { by, multiTenancy, tls } = this.props;
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
