import { checkRemoteWrites, remoteWriteConfig } from '../../../lib/constructs/api/remote-write';
import { secretFiles, secretKeysOf } from '../../../lib/constructs/api/secret-files';
import { ALONE, heartbeats, tenantShards } from '../../../lib/constructs/microservice/installation-rings';
import { IPV6_RING } from '../../../lib/constructs/microservice/ipv6';
import { DATA_FOLDER, RULES_FOLDER } from '../config';
import type { LokiSettings } from '../props';
import type { LokiAnyConfig } from '../releases';
import { createRuleDirectories } from '../rule-directories';
import { belowPrefix, readerFolders } from './folders';
import { below, httpAndGrpc, type LokiRoleRecord } from './record';

export const ruler: LokiRoleRecord<'ruler'> = {
  prop: 'ruler',
  on: 'if asked',
  kind: 'Deployment',
  gossips: true,
  // One Service, which names the pods of a StatefulSet too.
  services: (installation) => [{ headless: true, ports: httpAndGrpc(installation) }],
  defaults: { terminationGracePeriodSeconds: 300 },
  extras: (scope, { props, system }) => {
    const { directories = {}, remoteWrite = [] } = props.ruler || {};
    const rules = createRuleDirectories(scope, system.component('ruler'), directories);
    const secrets = secretFiles(remoteWrite.flatMap(secretKeysOf));
    return {
      folders: [{ volume: { name: 'tmp', emptyDir: {} }, mountPath: '/tmp/loki' }],
      volumes: [...rules.volumes, ...secrets.volumes],
      volumeMounts: [...rules.volumeMounts, ...secrets.volumeMounts],
    };
  },
  check: (path, { props }) => {
    const { remoteWrite = [] } = props.ruler || {};
    checkRemoteWrites(path, 'ruler.remoteWrite', remoteWrite, { fixesTenant: true });
  },
  routes: () => [
    below('/prometheus/api/v1/alerts'),
    below('/prometheus/api/v1/rules'),
    below('/api/prom/rules'),
    below('/api/prom/alerts'),
    below('/loki/api/v1/rules'),
  ],
  config: ({ ring, props }) => ({
    ruler: {
      ring: { kvstore: ring.kvstore('rulers/') },
      rule_path: '/tmp/loki/scratch',
      storage: { type: 'local', local: { directory: RULES_FOLDER } },
      // Write-ahead log of results of rules until they are sent to Prometheus or Mimir (`ruler.remote_write`).
      wal: { dir: `${DATA_FOLDER}/ruler-wal` },
      ...remoteWriteOf(props),
    },
  }),
  tls: ({ grpcClient }) => ({ ruler: { ruler_client: grpcClient } }),
  ipv6: () => ({ ruler: { ring: IPV6_RING } }),
  ring: ({ ruler: config = {}, limits_config }, overrides) => {
    if (!config.enable_sharding) return undefined;
    return {
      name: 'ruler',
      ...ALONE,
      ...heartbeats('ruler.ring', config.ring, { period: '5s' }),
      tokens: config.ring?.num_tokens ?? 128,
      ...tenantShards(
        'limits_config.ruler_tenant_shard_size',
        limits_config,
        overrides,
        ({ ruler_tenant_shard_size }) => ruler_tenant_shard_size,
      ),
    };
  },
  folders: (config) => {
    const { rule_path, storage, remote_write, wal } = config.ruler ?? {};
    return [
      ...readerFolders(config),
      { at: 'ruler.rule_path', folder: rule_path ?? belowPrefix(config, 'rules-temp') ?? '/rules' },
      {
        at: 'ruler.storage.local.directory',
        folder: storage?.type === 'local' ? storage.local?.directory : undefined,
        isOnlyRead: true,
      },
      { at: 'ruler.wal.dir', folder: remote_write?.enabled ? (wal?.dir ?? 'ruler-wal') : undefined },
    ];
  },
};

/** Remote write of the results of recording rules. */
function remoteWriteOf({ ruler: own }: LokiSettings): LokiAnyConfig['ruler'] {
  const { remoteWrite = [] } = own || {};
  if (remoteWrite.length === 0) return {};
  return {
    remote_write: {
      enabled: true,
      clients: Object.fromEntries(
        // Loki has no exemplars.
        remoteWrite.map((write, index) => [write.name ?? `remote-write-${index}`, remoteWriteConfig(write, false)]),
      ),
    },
  };
}
