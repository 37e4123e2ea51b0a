import type { GoDuration } from '../../lib/model/config/types';

// Settings of receivers as the OpenTelemetry Collector has them in the version that Tempo 2.3 contains. `auth` of servers
// is left out: it names an extension of a collector, and Tempo has none.

/** Listen address of a receiver, such as `0.0.0.0:4317`. It sets the container port, not that of the Service. */
type ListenAddress = `${string}:${number}`;

/** A variable of the pods (`env`), so that no secret stands in the configuration. */
type Placeholder = `\${${string}}`;

interface Tls {
  /** Certificate of the authority, for clients that Tempo connects to. */
  readonly ca_file?: string;
  readonly cert_file?: string;
  readonly key_file?: string;
  /** @default "1.2" */
  readonly min_version?: '1.0' | '1.1' | '1.2' | '1.3';
  /** @default - the latest */
  readonly max_version?: '1.0' | '1.1' | '1.2' | '1.3';
  /** Reload interval of the certificate. @default - never */
  readonly reload_interval?: GoDuration;
}

/** TLS of a server (`tls`); its files have to be mounted (`distributor.volumes`, `distributor.volumeMounts`). */
interface ServerTls extends Tls {
  /** Authority of clients, which then need a certificate. @default - clients need none */
  readonly client_ca_file?: string;
  readonly client_ca_file_reload?: boolean;
}

/** Settings of a gRPC receiver. */
export interface GrpcReceiver {
  readonly endpoint?: ListenAddress;
  readonly tls?: ServerTls;
  /** Largest message, in mebibytes. @default 4 */
  readonly max_recv_msg_size_mib?: number;
  /** @default - no limit */
  readonly max_concurrent_streams?: number;
  /** Bytes. @default 524288 */
  readonly read_buffer_size?: number;
  /** Bytes. @default 32768 */
  readonly write_buffer_size?: number;
  readonly keepalive?: {
    readonly server_parameters?: {
      readonly max_connection_idle?: GoDuration;
      readonly max_connection_age?: GoDuration;
      readonly max_connection_age_grace?: GoDuration;
      readonly time?: GoDuration;
      readonly timeout?: GoDuration;
    };
    readonly enforcement_policy?: { readonly min_time?: GoDuration; readonly permit_without_stream?: boolean };
  };
  /** @default false */
  readonly include_metadata?: boolean;
}

/** Settings of an HTTP receiver. */
export interface HttpReceiver {
  readonly endpoint?: ListenAddress;
  readonly tls?: ServerTls;
  /** CORS: origins of web pages that may send traces. @default - none */
  readonly cors?: {
    readonly allowed_origins?: readonly string[];
    readonly allowed_headers?: readonly string[];
    /** Seconds. */
    readonly max_age?: number;
  };
  /** Bytes of the largest request. @default - no limit */
  readonly max_request_body_size?: number;
  readonly response_headers?: Readonly<Record<string, string>>;
  /** @default false */
  readonly include_metadata?: boolean;
}

/** Settings of OTLP over HTTP. */
export interface OtlpHttpReceiver extends HttpReceiver {
  /** Path of traces. The gateway leads to the default. @default "/v1/traces" */
  readonly traces_url_path?: string;
}

/** Settings of Jaeger's agents over UDP. */
export interface UdpReceiver {
  readonly endpoint?: ListenAddress;
  /** Packets that wait. @default 1000 */
  readonly queue_size?: number;
  /** Bytes. @default 65000 */
  readonly max_packet_size?: number;
  /** @default 10 */
  readonly workers?: number;
  /** Bytes. @default - that of the node */
  readonly socket_buffer_size?: number;
}

/** Settings of Zipkin. */
export interface ZipkinReceiver extends HttpReceiver {
  /** Whether texts of tags become numbers and booleans. @default false */
  readonly parse_string_tags?: boolean;
}

/** Settings of OpenCensus. */
export interface OpencensusReceiver extends GrpcReceiver {
  readonly cors_allowed_origins?: readonly string[];
}

/** Settings of Kafka, from which Tempo reads. */
export interface KafkaReceiver {
  readonly brokers: readonly string[];
  /** @default "2.0.0" */
  readonly protocol_version?: string;
  /** @default "otlp_spans" */
  readonly topic?: string;
  /** @default "otlp_proto" */
  readonly encoding?: 'otlp_proto' | 'jaeger_proto' | 'jaeger_json' | 'zipkin_proto' | 'zipkin_json' | 'zipkin_thrift';
  /** @default "otel-collector" */
  readonly group_id?: string;
  /** @default "otel-collector" */
  readonly client_id?: string;
  /** Initial offset of a new consumer group. @default "latest" */
  readonly initial_offset?: 'latest' | 'earliest';
  readonly auth?: {
    readonly plain_text?: { readonly username: string; readonly password: Placeholder };
    readonly sasl?: {
      readonly username: string;
      readonly password: Placeholder;
      readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
    };
    readonly tls?: Tls & {
      readonly insecure?: boolean;
      readonly insecure_skip_verify?: boolean;
      readonly server_name_override?: string;
    };
  };
  readonly metadata?: {
    readonly full?: boolean;
    readonly retry?: { readonly max?: number; readonly backoff?: GoDuration };
  };
  readonly autocommit?: { readonly enable?: boolean; readonly interval?: GoDuration };
  readonly message_marking?: { readonly after?: boolean; readonly on_error?: boolean };
  readonly header_extraction?: { readonly extract_headers?: boolean; readonly headers?: readonly string[] };
}
