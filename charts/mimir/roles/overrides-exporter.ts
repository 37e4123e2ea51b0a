import { ALONE, heartbeats } from '../../../lib/constructs/microservice/installation-rings';
import { IPV6_RING } from '../../../lib/constructs/microservice/ipv6';
import { activityFolder } from './folders';
import { mimirRole, PERIOD, plain, readyAfter, surge } from './record';

export const overridesExporter = mimirRole({
  prop: 'overridesExporter',
  on: 'unless false',
  kind: 'Deployment',
  gossips: false,
  services: (installation) => [plain(installation)],
  requests: { cpu: '100m', memory: '128Mi' },
  readinessProbe: readyAfter(45),
  defaults: {
    ...surge('15%'),
    // It has one pod, so it needs no topology spread.
    topologySpread: [],
    // It does nothing that takes long, so a liveness probe does not restart it without need.
    livenessProbe: readyAfter(45),
    terminationGracePeriodSeconds: 60,
  },
  ipv6: () => ({ overrides_exporter: { ring: IPV6_RING } }),
  ring: ({ overrides_exporter = {} }) => {
    if (!overrides_exporter.ring?.enabled) return undefined;
    return {
      name: 'overrides-exporter',
      ...ALONE,
      ...heartbeats('overrides_exporter.ring', overrides_exporter.ring, PERIOD),
      tokens: 1,
      purpose: 'one member is elected leader: it exports the limits of tenants',
    };
  },
  folders: (config) => [activityFolder(config)],
});
