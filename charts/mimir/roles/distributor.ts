import { ALONE, heartbeats, RATE_LIMITS } from '../../../lib/constructs/microservice/installation-rings';
import { IPV6_RING } from '../../../lib/constructs/microservice/ipv6';
import { goMaxProcs } from '../go-runtime';
import { activityFolder } from './folders';
import { below, exact, headless, mimirRole, PERIOD, plain, readyAfter, surge } from './record';

export const distributor = mimirRole({
  prop: 'distributor',
  on: 'always',
  kind: 'Deployment',
  gossips: true,
  services: (installation) => [plain(installation), headless(installation)],
  requests: { cpu: '100m', memory: '512Mi' },
  readinessProbe: readyAfter(45),
  defaults: { ...surge('15%'), terminationGracePeriodSeconds: 60 },
  env: ({ cpu }) => ({ GOMAXPROCS: goMaxProcs(cpu, 8) }),
  routes: () => [below('/distributor'), exact('/api/v1/push'), below('/otlp/v1/metrics')],
  // nginx reaches its pods one by one, so that a new one gets its share at once.
  routedSuffix: 'headless',
  config: (installation) => (installation.ring.gossips ? {} : { distributor: { ring: installation.ownStore() } }),
  ipv6: () => ({ distributor: { ring: IPV6_RING } }),
  ring: ({ distributor: config = {} }) => ({
    name: 'distributor',
    ...ALONE,
    ...heartbeats('distributor.ring', config.ring, PERIOD),
    tokens: 1,
    purpose: RATE_LIMITS,
  }),
  folders: (config) => [activityFolder(config)],
});
