import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { KomposeService } from '../lib/constructs/kompose/service';
import type { Endpoint } from '../lib/values/endpoint';
import { imageReference } from '../lib/values/image';
import { maintained } from '../versions';
import { type KomposeChartProps, serviceProps } from './kompose-chart';

export interface RedisProps extends KomposeChartProps {}

const PORT = 6379;

/** Redis without a password: for non-secret data of pods of the same cluster. */
export class Redis extends Chart {
  readonly endpoint: Endpoint;

  constructor(scope: Construct, id: string, props: RedisProps = {}) {
    const { namespace, image = maintained.redis } = props;
    super(scope, id, { namespace });
    const service = new KomposeService(
      this,
      'redis',
      serviceProps(props, {
        service: {
          image: imageReference(image),
          // Bitnami's image does not start without a password otherwise; the official one does not look.
          environment: { ALLOW_EMPTY_PASSWORD: 'yes' },
          ports: [PORT],
          volumes: ['/data'],
        },
        // The user "redis" of the official image.
        security: { user: 999 },
      }),
    );
    this.endpoint = service.endpoint(PORT);
  }
}
