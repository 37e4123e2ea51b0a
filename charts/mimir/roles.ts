import { intOrString } from '../../lib/k8s';
import type { Role } from '../../lib/microservice/microservice';
import { NOT_MONITORED } from '../../lib/monitoring/service-monitor';
import type { ResourceAmounts } from '../../lib/quantity';
import { MEMBER } from '../../lib/ring/gossip-service';
import type { ControllerKind, WorkloadProps } from '../../lib/workload/props';
import type { PortDefinition, ServiceDefinition } from '../../lib/workload/services';
import { DATA_VOLUME } from './config';
import { goMaxProcs, goMemoryLimit } from './go-runtime';
import type { MimirProps } from './props';

/** The roles that `-target` takes, in the order in which a sample meets them. */
export const MIMIR_ROLES = [
  'distributor',
  'ingester',
  'querier',
  'query-frontend',
  'query-scheduler',
  'store-gateway',
  'compactor',
  'ruler',
  'alertmanager',
  'overrides-exporter',
] as const;

export type MimirRole = (typeof MIMIR_ROLES)[number];

/** The prop that configures a role. */
export const ROLE_PROPS = {
  distributor: 'distributor',
  ingester: 'ingester',
  querier: 'querier',
  'query-frontend': 'queryFrontend',
  'query-scheduler': 'queryScheduler',
  'store-gateway': 'storeGateway',
  compactor: 'compactor',
  ruler: 'ruler',
  alertmanager: 'alertmanager',
  'overrides-exporter': 'overridesExporter',
} as const satisfies Readonly<Record<MimirRole, keyof MimirProps>>;

/** What is said of a role where its user says nothing. */
interface RoleFacts {
  readonly kind: ControllerKind;
  readonly gossips: boolean;
  readonly services: (ports: Ports) => readonly ServiceDefinition[];
  readonly governingSuffix?: string;
  readonly requests: ResourceAmounts;
  /** Seconds after which it is asked whether it is ready. */
  readonly readyAfter: number;
  readonly defaults: WorkloadProps;
  readonly args?: readonly string[];
  /** Ports besides those of every role. */
  readonly ports?: Role['ports'];
  /** Variables of Go's runtime that follow from what is requested. */
  readonly env?: (requests: ResourceAmounts) => WorkloadProps['env'];
}

const CLUSTER_PORT = 9094;

/** Ports that Services carry. */
export interface Ports {
  readonly http: number;
  readonly grpc: number;
}

const http = ({ http: port }: Ports): PortDefinition => ({ name: 'http-metrics', port });
const both = (ports: Ports): PortDefinition[] => [http(ports), { name: 'grpc', port: ports.grpc }];
const plain = (ports: Ports): ServiceDefinition => ({ ports: both(ports) });
const headless = (ports: Ports): ServiceDefinition => ({
  suffix: 'headless',
  headless: true,
  ports: both(ports),
  labels: NOT_MONITORED,
});

/** Deployments grow by this share while they are replaced, and never shrink. */
const surge = (maxSurge: string | number): WorkloadProps => ({
  strategy: {
    type: 'RollingUpdate',
    rollingUpdate: {
      maxSurge: intOrString(maxSurge),
      maxUnavailable: intOrString(0),
    },
  },
});

const claim = (size: '1Gi' | '2Gi'): WorkloadProps => ({ persistence: { claims: [{ name: DATA_VOLUME, size }] } });
const ordered: WorkloadProps = { podManagementPolicy: 'OrderedReady' };
/** The exporter runs once, and the caches and tests have no neighbours to keep away from. */
const NO_SPREAD: WorkloadProps = { topologySpread: [] };

const ROLES: Readonly<Record<MimirRole, RoleFacts>> = {
  distributor: {
    kind: 'Deployment',
    gossips: true,
    services: (ports) => [plain(ports), headless(ports)],
    requests: { cpu: '100m', memory: '512Mi' },
    readyAfter: 45,
    defaults: { ...surge('15%'), terminationGracePeriodSeconds: 60 },
    env: ({ cpu }) => ({ GOMAXPROCS: goMaxProcs(cpu, 8) }),
  },
  ingester: {
    kind: 'StatefulSet',
    gossips: true,
    services: (ports) => [plain(ports), headless(ports)],
    requests: { cpu: '100m', memory: '512Mi' },
    readyAfter: 60,
    defaults: { ...claim('2Gi'), replicas: 3, podManagementPolicy: 'Parallel', terminationGracePeriodSeconds: 240 },
  },
  querier: {
    kind: 'Deployment',
    gossips: true,
    services: (ports) => [plain(ports)],
    requests: { cpu: '100m', memory: '128Mi' },
    readyAfter: 45,
    defaults: { ...surge('15%'), replicas: 2, terminationGracePeriodSeconds: 180 },
    env: ({ cpu }) => ({ GOMAXPROCS: goMaxProcs(cpu) }),
  },
  'query-frontend': {
    kind: 'Deployment',
    gossips: false,
    services: (ports) => [plain(ports)],
    requests: { cpu: '100m', memory: '128Mi' },
    readyAfter: 45,
    defaults: { ...surge('15%'), terminationGracePeriodSeconds: 180 },
  },
  'query-scheduler': {
    kind: 'Deployment',
    gossips: false,
    // Frontends and queriers connect to each scheduler, ready or not.
    services: (ports) => [plain(ports), { ...headless(ports), publishNotReadyAddresses: true }],
    requests: { cpu: '100m', memory: '128Mi' },
    readyAfter: 45,
    defaults: {
      ...surge(1),
      replicas: 2,
      terminationGracePeriodSeconds: 180,
    },
    // Queriers and frontends stay connected for good: a scheduler that closed a connection would lose its queries.
    args: [
      '-server.grpc.keepalive.max-connection-age=2562047h',
      '-server.grpc.keepalive.max-connection-age-grace=2562047h',
    ],
  },
  'store-gateway': {
    kind: 'StatefulSet',
    gossips: true,
    services: (ports) => [plain(ports), headless(ports)],
    requests: { cpu: '100m', memory: '512Mi' },
    readyAfter: 60,
    defaults: { ...claim('2Gi'), ...ordered, terminationGracePeriodSeconds: 240 },
    env: ({ cpu, memory }) => ({ GOMAXPROCS: goMaxProcs(cpu), GOMEMLIMIT: goMemoryLimit(memory) }),
  },
  compactor: {
    kind: 'StatefulSet',
    gossips: true,
    services: (ports) => [plain(ports)],
    governingSuffix: '',
    requests: { cpu: '100m', memory: '512Mi' },
    readyAfter: 60,
    defaults: { ...claim('2Gi'), ...ordered, terminationGracePeriodSeconds: 240 },
  },
  ruler: {
    kind: 'Deployment',
    gossips: true,
    services: (ports) => [{ ports: [http(ports)] }],
    requests: { cpu: '100m', memory: '128Mi' },
    readyAfter: 45,
    defaults: { ...surge('50%'), terminationGracePeriodSeconds: 180 },
  },
  alertmanager: {
    kind: 'StatefulSet',
    gossips: true,
    services: (ports) => [
      plain(ports),
      {
        ...headless(ports),
        publishNotReadyAddresses: true,
        ports: [...both(ports), { name: 'cluster', port: CLUSTER_PORT, targetPort: CLUSTER_PORT }],
      },
    ],
    // Alertmanagers tell each other of their state over gRPC now; the port is one that a running Service has.
    ports: [{ name: 'cluster', containerPort: CLUSTER_PORT, protocol: 'TCP' }],
    governingSuffix: '',
    requests: { cpu: '10m', memory: '32Mi' },
    readyAfter: 45,
    defaults: { ...claim('1Gi'), terminationGracePeriodSeconds: 60 },
  },
  'overrides-exporter': {
    kind: 'Deployment',
    gossips: false,
    services: (ports) => [plain(ports)],
    requests: { cpu: '100m', memory: '128Mi' },
    readyAfter: 45,
    defaults: { ...surge('15%'), ...NO_SPREAD, terminationGracePeriodSeconds: 60 },
  },
};

/** Whether a role is in a ring, or looks at one. */
export const gossips = (role: MimirRole): boolean => ROLES[role].gossips;

/** What roles follow from, besides their props. */
interface RoleContext {
  readonly ports: Ports;
  /** How many ingesters keep each sample. */
  readonly copies: number;
}

/** A role as the construct of all systems takes it. */
export function mimirRole(name: MimirRole, props: WorkloadProps, { ports, copies }: RoleContext): Role {
  const { services, requests, readyAfter, defaults, env, ...facts } = ROLES[name];
  const probe = {
    httpGet: { path: '/ready', port: intOrString('http-metrics') },
    initialDelaySeconds: readyAfter,
  };
  return {
    name,
    ...facts,
    keepsData: true,
    services: services(ports),
    defaults: {
      resources: { requests },
      readinessProbe: probe,
      // The exporter does nothing that could take long, so it may be asked whether it lives.
      ...(name === 'overrides-exporter' && { livenessProbe: probe }),
      ...(facts.gossips && { serviceLabels: MEMBER }),
      env: env?.({ ...requests, ...props.resources?.requests }) ?? {},
      // A budget that lets an ingester with the only copy go is worth nothing.
      ...(name === 'ingester' && copies === 1 && { disruptionBudget: false }),
      ...defaults,
    },
  };
}
