import { ALONE, heartbeats, RATE_LIMITS } from '../../../lib/constructs/microservice/installation-rings';
import { IPV6_RING } from '../../../lib/constructs/microservice/ipv6';
import { exact, type LokiRoleRecord, plain } from './record';

export const distributor: LokiRoleRecord<'distributor'> = {
  prop: 'distributor',
  on: 'unless false',
  failsWithout: 'nothing accepts log lines',
  kind: 'Deployment',
  gossips: true,
  keepsData: false,
  services: (installation) => [plain(installation)],
  routes: ({ version }) => [
    exact('/api/prom/push'),
    exact('/loki/api/v1/push'),
    ...(version.traits.hasOtlp ? [exact('/otlp/v1/logs')] : []),
  ],
  config: ({ ring }) => ({ distributor: { ring: { kvstore: ring.kvstore() } } }),
  ipv6: () => ({ distributor: { ring: IPV6_RING } }),
  ring: ({ distributor: config = {}, limits_config = {} }) => {
    if (limits_config.ingestion_rate_strategy === 'local') return undefined;
    return {
      name: 'distributor',
      ...ALONE,
      ...heartbeats('distributor.ring', config.ring, { period: '5s' }),
      tokens: 1,
      purpose: RATE_LIMITS,
    };
  },
};
