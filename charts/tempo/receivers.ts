import type { RoleRoute } from '../../lib/constructs/gateway/route-table';
import type { PodPort } from '../../lib/constructs/network-policies';
import type { PortDefinition } from '../../lib/constructs/workload/services';
import type { ContainerPort } from '../../lib/values/k8s';
import type {
  GrpcReceiver,
  HttpReceiver,
  KafkaReceiver,
  OpencensusReceiver,
  OtlpHttpReceiver,
  UdpReceiver,
  ZipkinReceiver,
} from './receiver-settings';

/** Switched off or on as it is, or on with settings of its own. */
export type Receiver<Settings> = boolean | Settings;

/** Protocols by which Tempo ingests traces. Ports of containers and Services follow from them. */
export interface TempoReceivers {
  /** OTLP (`otlp.protocols`; Helm's `traces.otlp`). @default - off */
  readonly otlp?: { readonly grpc?: Receiver<GrpcReceiver>; readonly http?: Receiver<OtlpHttpReceiver> };
  /** Jaeger's clients and agents (`jaeger.protocols`; Helm's `traces.jaeger`). @default - off */
  readonly jaeger?: {
    readonly grpc?: Receiver<GrpcReceiver>;
    readonly thriftBinary?: Receiver<UdpReceiver>;
    readonly thriftCompact?: Receiver<UdpReceiver>;
    readonly thriftHttp?: Receiver<HttpReceiver>;
  };
  /** @default false */
  readonly zipkin?: Receiver<ZipkinReceiver>;
  /** @default false */
  readonly opencensus?: Receiver<OpencensusReceiver>;
  /** Reads from Kafka, so it has no port. @default - off */
  readonly kafka?: KafkaReceiver;
}

/** Settings that all receivers with a port have in common. */
interface ReceiverSettings {
  readonly endpoint?: string;
}

/** A receiver as the tables below have it. */
interface ReceiverFacts {
  /** Path in `distributor.receivers`. */
  readonly path: readonly string[];
  readonly port: number;
  readonly protocol?: 'UDP';
  /** Name of the port of the container. */
  readonly portName: string;
  /** Ports of the Service; some clients still know an older number. */
  readonly servicePorts: ReadonlyArray<{ readonly name: string; readonly port: number }>;
}

export type ReceiverName =
  | 'otlp.grpc'
  | 'otlp.http'
  | 'jaeger.grpc'
  | 'jaeger.thriftBinary'
  | 'jaeger.thriftCompact'
  | 'jaeger.thriftHttp'
  | 'zipkin'
  | 'opencensus';

export const RECEIVERS: Readonly<Record<ReceiverName, ReceiverFacts>> = {
  'otlp.http': {
    path: ['otlp', 'protocols', 'http'],
    port: 4318,
    portName: 'otlp-http',
    servicePorts: [{ name: 'distributor-otlp-http', port: 4318 }],
  },
  'otlp.grpc': {
    path: ['otlp', 'protocols', 'grpc'],
    port: 4317,
    portName: 'grpc-otlp',
    servicePorts: [
      { name: 'grpc-distributor-otlp', port: 4317 },
      { name: 'distributor-otlp-legacy', port: 55680 },
    ],
  },
  'jaeger.grpc': jaeger('grpc', 14250, 'grpc-jaeger', 'grpc-distributor-jaeger'),
  'jaeger.thriftBinary': {
    ...jaeger('thrift_binary', 6832, 'jaeger-binary', 'distributor-jaeger-thrift-binary'),
    protocol: 'UDP',
  },
  'jaeger.thriftCompact': {
    ...jaeger('thrift_compact', 6831, 'jaeger-compact', 'distributor-jaeger-thrift-compact'),
    protocol: 'UDP',
  },
  'jaeger.thriftHttp': jaeger('thrift_http', 14268, 'jaeger-http', 'distributor-jaeger-thrift-http'),
  zipkin: {
    path: ['zipkin'],
    port: 9411,
    portName: 'zipkin',
    servicePorts: [{ name: 'distributor-zipkin', port: 9411 }],
  },
  opencensus: {
    path: ['opencensus'],
    port: 55678,
    portName: 'opencensus',
    servicePorts: [{ name: 'distributor-opencensus', port: 55678 }],
  },
};

function jaeger(protocol: string, port: number, portName: string, name: string): ReceiverFacts {
  return { path: ['jaeger', 'protocols', protocol], port, portName, servicePorts: [{ name, port }] };
}

/** A receiver that is switched on. */
interface ActiveReceiver {
  readonly name: ReceiverName;
  readonly facts: ReceiverFacts;
  readonly settings: ReceiverSettings;
}

const NAMES: readonly ReceiverName[] = [
  'otlp.http',
  'otlp.grpc',
  'jaeger.grpc',
  'jaeger.thriftBinary',
  'jaeger.thriftCompact',
  'jaeger.thriftHttp',
  'zipkin',
  'opencensus',
];

const receiverProp = ({
  otlp,
  jaeger: j,
  zipkin,
  opencensus,
}: TempoReceivers): Readonly<Record<ReceiverName, Receiver<ReceiverSettings> | undefined>> => ({
  'otlp.http': otlp?.http,
  'otlp.grpc': otlp?.grpc,
  'jaeger.grpc': j?.grpc,
  'jaeger.thriftBinary': j?.thriftBinary,
  'jaeger.thriftCompact': j?.thriftCompact,
  'jaeger.thriftHttp': j?.thriftHttp,
  zipkin,
  opencensus,
});

/** The receivers that have a port. */
export function activeReceivers(receivers: TempoReceivers): ActiveReceiver[] {
  const props = receiverProp(receivers);
  return NAMES.flatMap((name) => {
    const prop = props[name] ?? false;
    return prop === false ? [] : [{ name, facts: RECEIVERS[name], settings: prop === true ? {} : prop }];
  });
}

/** `distributor.receivers` */
export function receiversConfig(receivers: TempoReceivers): Readonly<Record<string, unknown>> {
  const config: Record<string, unknown> = receivers.kafka ? { kafka: receivers.kafka } : {};
  for (const { facts, settings } of activeReceivers(receivers)) {
    const [receiver = '', , protocol] = facts.path;
    const listening = { endpoint: `0.0.0.0:${facts.port}`, ...settings };
    if (protocol === undefined) config[receiver] = listening;
    else config[receiver] = { protocols: { ...protocolsOf(config[receiver]), [protocol]: listening } };
  }
  return config;
}

const protocolsOf = (receiver: unknown): object =>
  typeof receiver === 'object' && receiver !== null && 'protocols' in receiver ? Object(receiver.protocols) : {};

export const containerPorts = (receivers: TempoReceivers): ContainerPort[] =>
  activeReceivers(receivers).map(({ facts: { port, portName, protocol = 'TCP' }, settings: { endpoint } }) => ({
    name: portName,
    containerPort: endpoint === undefined ? port : Number(endpoint.split(':').at(-1)),
    protocol,
  }));

export const servicePorts = (receivers: TempoReceivers): PortDefinition[] =>
  activeReceivers(receivers).flatMap(({ facts: { portName, protocol, servicePorts: ports } }) =>
    ports.map((port) => ({ ...port, targetPort: portName, ...(protocol && { protocol }) })),
  );

/** Paths by which a receiver is reached from outside; receivers of gRPC or UDP have none. */
const INGEST: Readonly<Partial<Record<ReceiverName, RoleRoute>>> = {
  'jaeger.thriftHttp': { match: 'exact', path: '/jaeger/api/traces', upstreamPath: '/api/traces' },
  zipkin: { match: 'exact', path: '/zipkin/spans', upstreamPath: '/spans' },
  'otlp.http': { match: 'exact', path: '/v1/traces' },
};

/** The routes to receivers that are switched on. */
export const receiverRoutes = (receivers: TempoReceivers): RoleRoute[] =>
  activeReceivers(receivers).flatMap(({ name, facts: { port } }) => {
    const route = INGEST[name];
    return route ? [{ ...route, port }] : [];
  });

/** The ports of containers at which receivers listen. */
export const receiverPorts = (receivers: TempoReceivers): PodPort[] =>
  activeReceivers(receivers).map(({ facts: { portName, protocol } }) => ({ port: portName, protocol }));
