import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ConsulDiscovery } from '../../lib/constructs/collect/scrape-job';
import { KomposeService } from '../../lib/constructs/kompose/service';
import type { Endpoint } from '../../lib/values/endpoint';
import { Mistakes } from '../../lib/values/errors';
import { type Image, imageReference } from '../../lib/values/image';
import { show } from '../../lib/values/text';
import { maintained } from '../../versions';
import { type KomposeChartProps, serviceProps } from '../kompose-chart';
import { RegisterJob } from './register-job';
import { type ConsulRegistration, checkRegistration } from './registration';

export type {
  ConsulCheck,
  ConsulHttpCheck,
  ConsulRegistration,
  ConsulTcpCheck,
  ConsulTtlCheck,
} from './registration';

export interface ConsulProps extends KomposeChartProps {
  /**
   * Image with curl, for the Jobs that register services.
   * @default - the one of `versions.ts`
   */
  readonly curlImage?: Image;
}

const PORT = 8500;

/** Consul: one agent in development mode, which stores its data in memory. */
export class Consul extends Chart {
  /** HTTP API and page. */
  readonly endpoint: Endpoint;
  private readonly curlImage: Image;

  constructor(scope: Construct, id: string, props: ConsulProps = {}) {
    const { namespace, image = maintained.consul, curlImage = maintained.curl } = props;
    super(scope, id, { namespace });
    this.curlImage = curlImage;
    const service = new KomposeService(
      this,
      'consul',
      serviceProps(props, {
        service: {
          image: imageReference(image),
          command: ['agent', '-log-level=info', '-dev', '-ui', '-client', '0.0.0.0'],
          ports: [PORT],
          volumes: ['/consul/config', '/consul/data'],
        },
        // The user "consul" of the image.
        security: { user: 100, group: 1000 },
        // Started as its own user, the image must not try to become it.
        restrictedService: { environment: { CONSUL_DISABLE_PERM_MGMT: 'true' } },
      }),
    );
    this.endpoint = service.endpoint(PORT);
  }

  /**
   * Registers a service with the agent, by a Job that is applied with the chart.
   *
   * An agent in development mode forgets its services when it restarts: apply the chart again then.
   *
   * @returns the Prometheus service discovery configuration (`consul_sd_configs[]`)
   * @throws UserError if name or id are no DNS labels of up to 42 characters, a time is no duration, or the id is
   *   registered already
   */
  register(registration: ConsulRegistration): ConsulDiscovery {
    const { id = registration.name } = registration;
    const child = `register-${id}`;
    const mistakes = new Mistakes(`${this.node.path}: register`);
    checkRegistration(registration, mistakes);
    if (this.node.tryFindChild(child)) mistakes.add('id', `found ${show(id)} twice: give one another id`);
    mistakes.throwIfAny();
    new RegisterJob(this, child, {
      consul: this.endpoint,
      registration,
      image: this.curlImage,
      namespace: this.namespace,
    });
    return { server: this.endpoint, services: [registration.name] };
  }
}
