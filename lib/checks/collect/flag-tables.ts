/** The flags of a program of an agent, of Prometheus or of Grafana. */
export interface FlagTable {
  /** Minor versions that have no other flags. */
  readonly versions: RegExp;
  /** Name of the program in `command`. */
  readonly binary: RegExp;
  readonly flags: ReadonlySet<string>;
  /** Subcommand that has these flags. @default - none */
  readonly subcommand?: string;
  /** Whether "-name" is the same as "--name". */
  readonly hasShortForm: boolean;
  /** Whether `--no-name` is the opposite of `--name`. @default false */
  readonly isNegatable?: boolean;
  /** Flags that may be given several times. @default - all of them */
  readonly repeatable?: ReadonlySet<string>;
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** By program. A flag of any of the versions is listed, also a hidden one. */
export const FLAG_TABLES: Readonly<Record<string, FlagTable>> = {
  Prometheus: {
    versions: /^2\.[45]\d$/,
    binary: /(^|\/)prometheus$/,
    hasShortForm: false,
    isNegatable: true,
    repeatable: new Set(['enable-feature', 'web.listen-address']),
    flags: words(`
      help help-long help-man version completion-bash completion-script-bash completion-script-zsh write-documentation
      config.file enable-feature log.level log.format auto-gomemlimit.ratio
      web.listen-address web.config.file web.read-timeout web.max-connections web.external-url web.route-prefix
      web.local-assets web.user-assets web.enable-lifecycle web.enable-admin-api web.enable-remote-write-receiver
      web.remote-write-receiver.accepted-protobuf-messages web.console.templates web.console.libraries web.page-title
      web.cors.origin web.max-notifications-subscribers
      storage.tsdb.path storage.tsdb.retention storage.tsdb.retention.time storage.tsdb.retention.size
      storage.tsdb.no-lockfile storage.tsdb.use-lockfile storage.tsdb.head-chunks-write-queue-size
      storage.tsdb.samples-per-chunk storage.tsdb.min-block-duration storage.tsdb.max-block-duration
      storage.tsdb.max-block-chunk-segment-size storage.tsdb.wal-segment-size storage.tsdb.wal-compression
      storage.tsdb.wal-compression-type storage.tsdb.allow-overlapping-blocks storage.tsdb.allow-overlapping-compaction
      storage.tsdb.delayed-compaction.max-percent storage.tsdb.block-reload-interval
      storage.agent.path storage.agent.wal-segment-size storage.agent.wal-compression storage.agent.wal-compression-type
      storage.agent.wal-truncate-frequency storage.agent.retention.min-time storage.agent.retention.max-time
      storage.agent.no-lockfile storage.agent.use-lockfile
      storage.remote.flush-deadline storage.remote.read-sample-limit storage.remote.read-concurrent-limit
      storage.remote.read-max-bytes-in-frame
      rules.alert.for-outage-tolerance rules.alert.for-grace-period rules.alert.resend-delay rules.max-concurrent-evals
      scrape.adjust-timestamps scrape.timestamp-tolerance scrape.discovery-reload-interval scrape.name-escaping-scheme
      alertmanager.notification-queue-capacity alertmanager.drain-notification-queue-on-shutdown alertmanager.timeout
      query.lookback-delta query.timeout query.max-concurrency query.max-samples`),
  },
  Promtail: {
    versions: /^2\.9$/,
    binary: /(^|\/)promtail$/,
    hasShortForm: true,
    flags: words(`
      h help version check-syntax dry-run inspect stdin print-config-stderr log-config-reverse-order log.format log.level
      client.batch-size-bytes client.batch-wait client.drop-rate-limited-batches client.external-labels
      client.max-backoff client.max-retries client.min-backoff client.tenant-id client.timeout client.url
      config.expand-env config.file file-watch.max_poll_frequency file-watch.min_poll_frequency
      limit.readline-burst limit.readline-rate limit.readline-rate-drop limit.readline-rate-enabled max-line-size
      max-line-size-truncate max-streams positions.file positions.ignore-invalid-yaml positions.sync-period
      server.disable server.enable-runtime-reload server.graceful-shutdown-timeout server.grpc-conn-limit
      server.grpc-listen-address server.grpc-listen-network server.grpc-listen-port
      server.grpc-max-concurrent-streams server.grpc-max-recv-msg-size-bytes server.grpc-max-send-msg-size-bytes
      server.grpc-tls-ca-path server.grpc-tls-cert-path server.grpc-tls-client-auth server.grpc-tls-key-path
      server.grpc.keepalive.max-connection-age server.grpc.keepalive.max-connection-age-grace
      server.grpc.keepalive.max-connection-idle server.grpc.keepalive.min-time-between-pings
      server.grpc.keepalive.ping-without-stream-allowed server.grpc.keepalive.time server.grpc.keepalive.timeout
      server.http-conn-limit server.http-idle-timeout server.http-listen-address server.http-listen-network
      server.http-listen-port server.http-read-timeout server.http-tls-ca-path server.http-tls-cert-path
      server.http-tls-client-auth server.http-tls-key-path server.http-write-timeout
      server.log-request-at-info-level-enabled server.log-request-headers server.log-request-headers-exclude-list
      server.log-source-ips-enabled server.log-source-ips-header server.log-source-ips-regex server.path-prefix
      server.profiling_enabled server.register-instrumentation server.tls-cipher-suites server.tls-min-version
      target.sync-period tracing.enabled`),
  },
  Alloy: {
    versions: /^1\.[0-5]$/,
    binary: /(^|\/)alloy$/,
    subcommand: 'run',
    hasShortForm: false,
    flags: words(`
      help version config.format config.bypass-conversion-errors config.extra-args disable-reporting stability.level
      storage.path feature.community-components.enabled windows.priority
      server.http.enable-pprof server.http.memory-addr server.http.listen-addr server.http.ui-path-prefix
      server.http.disable-support-bundle
      cluster.enabled cluster.node-name cluster.join-addresses cluster.discover-peers cluster.rejoin-interval
      cluster.advertise-address cluster.advertise-interfaces cluster.max-join-peers cluster.name cluster.enable-tls
      cluster.tls-ca-path cluster.tls-cert-path cluster.tls-key-path cluster.tls-server-name
      cluster.use-discovery-v1 cluster.wait-for-size cluster.wait-timeout`),
  },
  'OpenTelemetry Collector': {
    versions: /^0\.(?:[89]|1[0-2])\d$/,
    binary: /(^|\/)otelcol(-contrib|-k8s)?$/,
    hasShortForm: false,
    flags: words('help version config set feature-gates'),
  },
  Grafana: {
    versions: /^1[01]\.\d+$/,
    binary: /(^|\/)(grafana-server|run\.sh)$/,
    hasShortForm: true,
    flags: words(`
      h help v vv version config homepath pidfile packaging configOverrides profile profile-addr profile-port
      profile-block-rate profile-mutex-rate profile-contention tracing tracing-file`),
  },
};
