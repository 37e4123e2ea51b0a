import type { MicroservicesProps } from '../../lib/constructs/microservice/props';
import { Ring } from '../../lib/model/ring/ring';
import { Endpoint } from '../../lib/values/endpoint';

/** Scenarios of every system in microservices mode, by the names of their goldens. */
export const COMMON = {
  'service-monitors': { serviceMonitor: { labels: { release: 'prometheus' } } },
  'network-policies': { networkPolicy: {} },
  'network-policies-for-named-namespaces': {
    networkPolicy: { ingress: { namespaces: ['collectors'] }, metrics: { namespaces: ['monitoring'] } },
  },
  tls: { tls: { issuer: { name: 'internal' } } },
  ipv6: { ipFamilies: 'IPv6' },
  'consul-for-rings': {
    ring: new Ring({
      store: { type: 'consul', consul: new Endpoint({ service: 'consul', namespace: 'consul', port: 8500 }) },
    }),
  },
  'image-registry': { imageRegistry: 'mirror.example.com' },
  'configuration-in-a-secret': { existingSecretForConfig: 'configuration' },
  'defaults-of-all-workloads': {
    defaults: {
      priorityClassName: 'telemetry',
      tolerations: [{ key: 'telemetry', operator: 'Exists' }],
      resources: { requests: { cpu: '1', memory: '1Gi' } },
    },
  },
  'service-account-of-a-cloud': {
    serviceAccount: { annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/telemetry' } },
  },
} as const satisfies Readonly<Record<string, Partial<MicroservicesProps>>>;
