import { JsonPatch } from 'cdk8s';
import type { Change } from '../sound';
import { CONTAINER, object, patch, replace } from './changes';
import type { Pair } from './pair';

/** A NetworkPolicy for the program `web`. */
const policy = (spec: object): Change =>
  object('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: { matchLabels: { app: 'web' } }, ...spec } });
const DNS = { ports: [{ port: 53, protocol: 'UDP' }] };
const egress = (...rules: object[]): Change => policy({ policyTypes: ['Egress'], egress: rules });
/** An autoscaler by utilization of requests. */
const scaled = (name: string): Change =>
  patch(
    'HorizontalPodAutoscaler/web',
    JsonPatch.add('/spec/metrics', [
      { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization: 60 } } },
    ]),
  );

export const FLOW_LINK_PAIRS: readonly Pair[] = [
  {
    id: 'link/network-policy-flow',
    what: 'a policy that allows egress to Loki only, but not to Prometheus',
    broken: egress(DNS, { ports: [{ port: 3100 }] }),
    mended: egress(DNS, { ports: [{ port: 3100 }, { port: 9090 }] }),
    sentence: /port 9090 of .*prometheus/,
  },
  {
    id: 'link/network-policy-dns',
    what: 'a policy that allows no DNS',
    broken: egress({ ports: [{ port: 3100 }, { port: 9090 }] }),
    mended: egress(DNS, { ports: [{ port: 3100 }, { port: 9090 }] }),
    sentence: /cannot resolve DNS names/,
  },
  {
    id: 'link/autoscaler-requests',
    what: 'an autoscaler by memory of pods without a memory request',
    broken: scaled('memory'),
    mended: scaled('cpu'),
    sentence: /^spec\.metrics\[0\]\.resource: found a target utilization of memory, but container "web"/,
  },
  {
    id: 'link/budget',
    what: 'a disruption budget that selects no pods',
    broken: {
      ...patch('PodDisruptionBudget/web', replace('/spec/selector/matchLabels', { app: 'wep' })),
      checks: { severity: { 'policy/budget': 'off' } },
    },
    mended: { checks: { severity: { 'policy/budget': 'off' } } },
    sentence: /^spec\.selector: found .*"app":"wep".*, so it has no effect/,
  },
  {
    id: 'link/target-port',
    what: 'a port by a number that no container lists',
    severity: 'warning',
    broken: patch('Service/web', replace('/spec/ports/0/targetPort', 8081)),
    mended: patch('Deployment/web', replace(`${CONTAINER}/ports/0/containerPort`, 8081)),
    sentence: /found 8081, .* allowed are 8080, http/,
  },
];
