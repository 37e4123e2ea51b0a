import { folderOf } from '../../../lib/constructs/microservice/folders';
import { ringByLifecycler } from '../../../lib/constructs/microservice/installation-rings';
import { WRITE_NO_EXTEND } from '../../../lib/model/ring/model/operation';
import { DATA_FOLDER } from '../config';
import { type LokiRoleRecord, PARALLEL, SPREAD, withHeadlessTwin } from './record';

export const patternIngester: LokiRoleRecord<'patternIngester'> = {
  prop: 'patternIngester',
  on: 'if asked',
  kind: 'StatefulSet',
  gossips: true,
  services: withHeadlessTwin,
  defaults: { ...PARALLEL, ...SPREAD },
  config: ({ ring }) => ({
    pattern_ingester: {
      enabled: true,
      lifecycler: {
        tokens_file_path: `${DATA_FOLDER}/pattern-tokens.json`,
        heartbeat_period: ring.heartbeatPeriod,
        ring: { kvstore: ring.kvstore(), heartbeat_timeout: ring.heartbeatTimeout },
      },
    },
  }),
  tls: ({ grpcClient }) => ({ pattern_ingester: { client_config: { grpc_client_config: grpcClient } } }),
  ipv6: () => ({ pattern_ingester: { lifecycler: { enable_inet6: true } } }),
  ring: ({ pattern_ingester: { enabled = false, lifecycler = {} } = {} }) => {
    if (!enabled) return undefined;
    return {
      ...ringByLifecycler('pattern-ingester', 'pattern_ingester', lifecycler, { timeout: '1m' }),
      // Loki ends with any other one.
      replicationFactor: 1,
      strategy: 'default',
      // Queries ask the healthy members, so they never fail; log lines are pushed without their patterns.
      operations: { write: WRITE_NO_EXTEND },
    };
  },
  folders: ({ pattern_ingester: { lifecycler } = {} }) => [
    { at: 'pattern_ingester.lifecycler.tokens_file_path', folder: folderOf(lifecycler?.tokens_file_path) },
  ],
};
