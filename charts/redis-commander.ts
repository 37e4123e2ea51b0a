import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { KomposeService } from '../lib/constructs/kompose/service';
import type { Endpoint } from '../lib/values/endpoint';
import { UserError } from '../lib/values/errors';
import { imageReference } from '../lib/values/image';
import { show } from '../lib/values/text';
import { maintained } from '../versions';
import { type KomposeChartProps, serviceProps } from './kompose-chart';

export interface RedisCommanderProps extends KomposeChartProps {
  /** The Redis servers to show, each under a label of the user's choice without `,` and `:` (`REDIS_HOSTS`). */
  readonly hosts: Readonly<Record<string, Endpoint>>;
}

const PORT = 8081;

/** redis-commander: a page to look into Redis with. */
export class RedisCommander extends Chart {
  readonly endpoint: Endpoint;

  /** @throws UserError if a label cannot be written into `REDIS_HOSTS`, or there is no host */
  constructor(scope: Construct, id: string, props: RedisCommanderProps) {
    const { namespace, image = maintained.redisCommander, hosts } = props;
    super(scope, id, { namespace });
    const service = new KomposeService(
      this,
      'redis-commander',
      serviceProps(props, {
        service: {
          image: imageReference(image),
          environment: { REDIS_HOSTS: redisHosts(this.node.path, hosts, namespace) },
          ports: [PORT],
        },
        // It writes the hosts into a configuration file of its own when it starts.
        security: { user: 1000, writableRoot: true },
      }),
    );
    this.endpoint = service.endpoint(PORT);
  }
}

function redisHosts(where: string, hosts: Readonly<Record<string, Endpoint>>, namespace: string | undefined): string {
  const entries = Object.entries(hosts);
  const wrong = entries.find(([label]) => /[,:]/.test(label) || label === '');
  if (wrong)
    throw new UserError(
      `${where}: hosts: found label ${show(wrong[0])}, a label has neither "," nor ":" and is not empty`,
    );
  if (entries.length === 0) throw new UserError(`${where}: hosts: found none, name at least one Redis`);
  return entries.map(([label, endpoint]) => `${label}:${endpoint.addressFrom(namespace)}`).join(',');
}
