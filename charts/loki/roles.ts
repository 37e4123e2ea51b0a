import type { Volume } from '../../lib/k8s';
import type { Role } from '../../lib/microservice/microservice';
import type { MonitoredProps } from '../../lib/microservice/props';
import { NOT_MONITORED } from '../../lib/monitoring/service-monitor';
import type { ControllerKind, WorkloadProps } from '../../lib/workload/props';
import type { PortDefinition, ServiceDefinition } from '../../lib/workload/services';
import type { LokiProps, LokiSettings } from './props';

/** The roles that `-target` takes, in the order in which a log line meets them. */
export const LOKI_ROLES = [
  'distributor',
  'ingester',
  'querier',
  'query-frontend',
  'query-scheduler',
  'ruler',
  'compactor',
  'index-gateway',
  'table-manager',
] as const;

export type LokiRole = (typeof LOKI_ROLES)[number];

/** The prop that configures a role. */
export const ROLE_PROPS = {
  distributor: 'distributor',
  ingester: 'ingester',
  querier: 'querier',
  'query-frontend': 'queryFrontend',
  'query-scheduler': 'queryScheduler',
  ruler: 'ruler',
  compactor: 'compactor',
  'index-gateway': 'indexGateway',
  'table-manager': 'tableManager',
} as const satisfies Readonly<Record<LokiRole, keyof LokiProps>>;

/** Roles that run unless they are switched off. */
const ON_BY_DEFAULT: ReadonlySet<LokiRole> = new Set([
  'distributor',
  'ingester',
  'querier',
  'query-frontend',
  // Queriers ask it which lines are deleted, and end without its address.
  'compactor',
]);

/** What can be said of any role. */
export type RoleProps = WorkloadProps & MonitoredProps & { readonly kind?: ControllerKind };

/** What the user says of a role, or nothing if it does not run. */
export function roleProps(props: LokiSettings, role: LokiRole): RoleProps | undefined {
  const given = props[ROLE_PROPS[role]];
  if (given === false) return undefined;
  return given ?? (ON_BY_DEFAULT.has(role) ? {} : undefined);
}

/** What is said of a role where its user says nothing. */
interface RoleFacts {
  readonly kind: ControllerKind;
  readonly gossips: boolean;
  readonly keepsData: boolean;
  readonly services: (ports: Ports, kind: ControllerKind) => readonly ServiceDefinition[];
  /** A folder that is empty with each start. @default - none */
  readonly temp?: { readonly volume: Volume; readonly mountPath: string };
  readonly defaults?: WorkloadProps;
}

/** Ports that Services carry. */
export interface Ports {
  readonly http: number;
  readonly grpc: number;
}

const both = ({ http, grpc }: Ports): PortDefinition[] => [
  { name: 'http', port: http },
  { name: 'grpc', port: grpc },
];

const plain = (ports: Ports): ServiceDefinition => ({ ports: both(ports) });
const headless = (ports: Ports): ServiceDefinition => ({
  suffix: 'headless',
  headless: true,
  ports: both(ports),
  labels: NOT_MONITORED,
});

/** A Service of its own gives the pods of a StatefulSet their names. */
const withHeadlessTwin = (ports: Ports, kind: ControllerKind): ServiceDefinition[] =>
  kind === 'StatefulSet' ? [plain(ports), headless(ports)] : [plain(ports)];

/** Port at which a gRPC client looks for a balancer among the frontends. */
const GRPCLB = { name: 'grpclb', port: 9096, targetPort: 'grpc' };

const PARALLEL: WorkloadProps = { podManagementPolicy: 'Parallel' };
const SPREAD: WorkloadProps = { topologySpread: [{ topologyKey: 'kubernetes.io/hostname' }] };

const FACTS: Readonly<Record<LokiRole, RoleFacts>> = {
  distributor: { kind: 'Deployment', gossips: true, keepsData: false, services: (ports) => [plain(ports)] },
  ingester: {
    kind: 'StatefulSet',
    gossips: true,
    keepsData: true,
    services: withHeadlessTwin,
    // It writes what it holds to storage before it ends.
    defaults: { ...PARALLEL, ...SPREAD, terminationGracePeriodSeconds: 300 },
  },
  querier: {
    kind: 'Deployment',
    gossips: true,
    keepsData: true,
    services: withHeadlessTwin,
    defaults: { ...PARALLEL, ...SPREAD },
  },
  'query-frontend': {
    kind: 'Deployment',
    gossips: true,
    keepsData: false,
    // A frontend is ready once a querier has found it, so it has to be found before it is ready.
    services: (ports) =>
      [plain(ports), headless(ports)].map((service) => ({
        ...service,
        ports: [...service.ports, GRPCLB],
        publishNotReadyAddresses: true,
      })),
  },
  'query-scheduler': {
    kind: 'Deployment',
    gossips: true,
    keepsData: false,
    // Frontends and queriers connect to each scheduler, so its name has to lead to all of them.
    services: ({ http, grpc }) => [
      {
        headless: true,
        publishNotReadyAddresses: true,
        ports: [
          { name: 'http', port: http },
          { ...GRPCLB, port: grpc },
        ],
      },
    ],
    defaults: { replicas: 2, disruptionBudget: { maxUnavailable: 1 } },
  },
  ruler: {
    kind: 'Deployment',
    gossips: true,
    keepsData: true,
    // One Service, which names the pods of a StatefulSet too.
    services: (ports) => [{ headless: true, ports: both(ports) }],
    temp: { volume: { name: 'tmp', emptyDir: {} }, mountPath: '/tmp/loki' },
    defaults: { terminationGracePeriodSeconds: 300 },
  },
  compactor: {
    kind: 'StatefulSet',
    gossips: true,
    keepsData: true,
    services: withHeadlessTwin,
    temp: { volume: { name: 'temp', emptyDir: {} }, mountPath: '/tmp' },
    defaults: PARALLEL,
  },
  'index-gateway': {
    kind: 'StatefulSet',
    gossips: true,
    keepsData: true,
    services: withHeadlessTwin,
    defaults: { terminationGracePeriodSeconds: 300 },
  },
  'table-manager': { kind: 'Deployment', gossips: false, keepsData: false, services: (ports) => [plain(ports)] },
};

/** Whether a role is in a ring, or looks at one. */
export const gossips = (role: LokiRole): boolean => FACTS[role].gossips;

/** A role, with what runs its pods decided. */
export function lokiRole(name: LokiRole, props: RoleProps, ports: Ports, runs: (role: LokiRole) => boolean): Role {
  const { services, temp, defaults = {}, ...facts } = FACTS[name];
  const kind = props.kind ?? (name === 'querier' && keepsIndex(props, runs) ? 'StatefulSet' : facts.kind);
  return {
    name,
    ...facts,
    kind,
    services: services(ports, kind),
    volumes: temp ? [temp.volume] : [],
    volumeMounts: temp ? [{ name: temp.volume.name, mountPath: temp.mountPath }] : [],
    defaults,
  };
}

/** Queriers download the index themselves where no index gateway does, and the Helm chart makes them a StatefulSet for it. */
const keepsIndex = ({ persistence }: WorkloadProps, runs: (role: LokiRole) => boolean): boolean =>
  !runs('index-gateway') || (persistence !== undefined && 'claims' in persistence);
