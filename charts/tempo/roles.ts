import { intOrString, type Probe } from '../../lib/k8s';
import type { Role } from '../../lib/microservice/microservice';
import { NOT_MONITORED } from '../../lib/monitoring/service-monitor';
import { MEMBER } from '../../lib/ring/gossip-service';
import { mergeProps } from '../../lib/workload/merge';
import type { ControllerKind, WorkloadProps } from '../../lib/workload/props';
import type { PortDefinition, ServiceDefinition } from '../../lib/workload/services';
import { budgetFor } from './defaults';
import type { TempoProps } from './props';
import { containerPorts, servicePorts, type TempoReceivers } from './receivers';
import { TEMPO_QUERY_SERVICE_PORTS } from './tempo-query';

/** The roles that `-target` takes, in the order in which a trace meets them. */
export const TEMPO_ROLES = [
  'distributor',
  'ingester',
  'metrics-generator',
  'querier',
  'query-frontend',
  'compactor',
] as const;

export type TempoRole = (typeof TEMPO_ROLES)[number];

/** The prop that configures a role. */
export const ROLE_PROPS = {
  distributor: 'distributor',
  ingester: 'ingester',
  'metrics-generator': 'metricsGenerator',
  querier: 'querier',
  'query-frontend': 'queryFrontend',
  compactor: 'compactor',
} as const satisfies Readonly<Record<TempoRole, keyof TempoProps>>;

/** What can be said of any role. */
export type RoleProps = WorkloadProps & { readonly kind?: ControllerKind };

/** What services follow from. */
export interface RoleContext {
  readonly http: number;
  readonly grpc: number;
  readonly receivers: TempoReceivers;
  /** How many ingesters keep each trace. */
  readonly replicationFactor: number;
  /** Whether Jaeger's user interface runs beside the query frontend. */
  readonly hasTempoQuery: boolean;
}

/** What is said of a role where its user says nothing. */
interface RoleFacts {
  readonly kind: ControllerKind;
  readonly gossips: boolean;
  readonly dataVolume: string;
  readonly services: (context: RoleContext) => readonly ServiceDefinition[];
  readonly defaults: WorkloadProps;
}

const http = ({ http: port }: RoleContext): PortDefinition => ({ name: 'http-metrics', port });
const grpc = ({ grpc: port }: RoleContext): PortDefinition => ({ name: 'grpc', port, targetPort: port });
const tempoQuery = ({ hasTempoQuery }: RoleContext): readonly PortDefinition[] =>
  hasTempoQuery ? TEMPO_QUERY_SERVICE_PORTS : [];
const plain = (ports: readonly PortDefinition[]): ServiceDefinition => ({ ports });
const discovery = (ports: readonly PortDefinition[]): ServiceDefinition => ({
  suffix: 'discovery',
  headless: true,
  ports,
  labels: NOT_MONITORED,
});

/** One pod at a time leaves, and none comes first: two of them may not share a node. */
const oneByOne: WorkloadProps = {
  strategy: { rollingUpdate: { maxSurge: intOrString(0), maxUnavailable: intOrString(1) } },
};

/** As StatefulSets the roles start all at once, which nobody may change of a running one. */
const atOnce: WorkloadProps = {
  podManagementPolicy: 'Parallel',
  updateStrategy: { rollingUpdate: { partition: 0 } },
};

const FACTS: Readonly<Record<TempoRole, RoleFacts>> = {
  distributor: {
    kind: 'Deployment',
    gossips: true,
    dataVolume: 'tempo-distributor-store',
    services: (context) => [
      plain([http(context), grpc(context), ...servicePorts(context.receivers)]),
      discovery([http(context), ...servicePorts(context.receivers)]),
    ],
    defaults: {},
  },
  ingester: {
    kind: 'StatefulSet',
    gossips: true,
    dataVolume: 'data',
    services: (context) => [plain([http(context), grpc(context)]), discovery([http(context), grpc(context)])],
    defaults: {
      ...atOnce,
      replicas: 3,
      antiAffinity: { hosts: 'preferred' },
      // It writes what it holds to storage before it ends.
      terminationGracePeriodSeconds: 300,
    },
  },
  'metrics-generator': {
    kind: 'Deployment',
    gossips: true,
    dataVolume: 'wal',
    services: (context) => [plain([grpc(context), http(context)]), discovery([grpc(context), http(context)])],
    defaults: { ...atOnce, serviceLabels: MEMBER, terminationGracePeriodSeconds: 300 },
  },
  querier: {
    kind: 'Deployment',
    gossips: true,
    dataVolume: 'tempo-querier-store',
    services: (context) => [plain([http(context), grpc(context)])],
    defaults: oneByOne,
  },
  'query-frontend': {
    kind: 'Deployment',
    gossips: false,
    dataVolume: 'tempo-queryfrontend-store',
    // A frontend is ready once a querier has found it, so it has to be found before it is ready.
    services: (context) => [
      plain([http(context), grpc(context), ...tempoQuery(context)]),
      {
        ...discovery([
          { ...http(context), name: 'http', targetPort: context.http },
          grpc(context),
          { name: 'grpclb', port: 9096, targetPort: 'grpc' },
          ...tempoQuery(context),
        ]),
        publishNotReadyAddresses: true,
      },
    ],
    defaults: oneByOne,
  },
  compactor: {
    kind: 'Deployment',
    gossips: true,
    dataVolume: 'tempo-compactor-store',
    services: (context) => [plain([http(context)])],
    defaults: { ...oneByOne, antiAffinity: { hosts: 'none', zones: 'none' }, topologySpread: [] },
  },
};

/** Whether a role is in a ring, or looks at one. */
export const gossips = (role: TempoRole): boolean => FACTS[role].gossips;

const READY: Probe = {
  httpGet: { path: '/ready', port: intOrString('http-metrics') },
  initialDelaySeconds: 30,
  timeoutSeconds: 1,
};

/**
 * Whether pods of a role go one at a time by themselves. Compactors need no budget, since another one takes over what one
 * has left; and an ingester that keeps the only copy may not go.
 */
const bearsLoss = (name: TempoRole, { replicationFactor }: RoleContext): boolean =>
  name === 'ingester' ? replicationFactor > 1 : name !== 'compactor';

/** A role as the construct of all systems takes it. */
export function tempoRole(name: TempoRole, props: RoleProps, context: RoleContext): Role {
  const { services, defaults, kind, ...facts } = FACTS[name];
  return {
    name,
    ...facts,
    kind: props.kind ?? kind,
    keepsData: true,
    services: services(context),
    ports: name === 'distributor' ? containerPorts(context.receivers) : [],
    defaults: {
      readinessProbe: READY,
      ...(bearsLoss(name, context) && budgetFor(mergeProps(defaults, props))),
      ...defaults,
    },
  };
}
