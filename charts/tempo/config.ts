import type { TempoConfig } from '../../imports/tempo-config';
import type { ConfigLayout } from '../../lib/constructs/microservice/config-files';
import { gossipSettings } from '../../lib/constructs/microservice/ipv6';
import { logging } from '../../lib/constructs/microservice/props';
import type { TempoInstallation } from './installation';
import { traceStorage } from './storage';

/** The folder in which roles keep data. */
export const DATA_FOLDER = '/var/tempo';

const RUNTIME = { folder: '/runtime-config', file: 'overrides.yaml' };

/** Paths of Tempo's files. */
export const layoutOf = ({ system }: TempoInstallation): ConfigLayout => ({
  name: system.objectName('config'),
  folder: '/conf',
  file: 'tempo.yaml',
  namesFile: true,
  runtime: { name: system.objectName('runtime'), ...RUNTIME, namesFile: true },
});

/** The part of Tempo's configuration that belongs to no single role, before the user adds to it. */
export const baseConfig = (installation: TempoInstallation): TempoConfig => ({
  multitenancy_enabled: installation.props.multiTenancy ?? false,
  usage_report: { reporting_enabled: true },
  server: {
    http_listen_port: installation.ports.http,
    http_server_read_timeout: '30s',
    http_server_write_timeout: '30s',
    grpc_server_max_recv_msg_size: 4194304,
    grpc_server_max_send_msg_size: 4194304,
    log_format: 'logfmt',
    log_level: 'info',
    ...logging(installation.props),
    ...installation.tls?.server,
  },
  memberlist: memberlist(installation),
  overrides: { per_tenant_override_config: `${RUNTIME.folder}/${RUNTIME.file}` },
  storage: {
    trace: {
      ...traceStorage(installation.storage),
      blocklist_poll: '5m',
      pool: { max_workers: 400, queue_depth: 20000 },
      wal: { path: `${DATA_FOLDER}/wal` },
    },
  },
});

function memberlist(installation: TempoInstallation): TempoConfig['memberlist'] {
  const { ring, gossipHost, ports } = installation;
  const config = ring.memberlist(`dns+${gossipHost}:${ports.gossip}`);
  return (
    config && {
      abort_if_cluster_join_fails: false,
      bind_port: ports.gossip,
      gossip_interval: '1s',
      gossip_nodes: 2,
      gossip_to_dead_nodes_time: '30s',
      leave_timeout: '5s',
      left_ingesters_timeout: '5m',
      max_join_backoff: '1m',
      max_join_retries: 10,
      min_join_backoff: '1s',
      node_name: '',
      packet_dial_timeout: '5s',
      packet_write_timeout: '5s',
      pull_push_interval: '30s',
      randomize_node_name: true,
      rejoin_interval: '0s',
      retransmit_factor: 2,
      stream_timeout: '10s',
      ...config,
      ...gossipSettings(installation),
    }
  );
}
