import { CONFIG_LOKI_3 } from './config-loki-3';
import { CONFIG_STORAGE } from './config-storage';
import { CONFIG_WINDOWS } from './config-windows';
import type { Entries } from './entry';

/** Findings about configurations of Loki, Mimir and Tempo. */
export const CONFIG = {
  'config/unknown-key': {
    severity: 'error',
    found: 'a configuration, or a runtime configuration, has a key that the release does not have there',
    ignored: 'The program ends: "field x not found in type", and the pod shows CrashLoopBackOff.',
    fix: 'Correct the name, move the key to its place, or remove it.',
  },
  'config/value': {
    severity: 'error',
    found: 'a value of a configuration is not of the type of its key, such as a duration in days where Go parses it',
    ignored: 'The program ends: "cannot unmarshal ...", and the pod shows CrashLoopBackOff.',
    fix: 'Write the value in the form that the finding names.',
  },
  'config/rejected-value': {
    severity: 'error',
    found:
      'a value of a configuration is of the right type, and the program rejects it all the same: a name that it does not know, or a number outside of its range',
    ignored:
      'The program ends, such as "unsupported compression type: zstd" or "invalid TSDB stripe size", or fails with each request.',
    fix: 'Use a value that the finding names, or remove the key.',
  },
  'config/variable': {
    severity: 'error',
    found:
      'a configuration names an environment variable that its container does not have, or is read without `-config.expand-env`',
    ignored:
      'The program starts with an empty value, or with the text `${NAME}`: requests to storage fail with "AccessDenied" or "no such host".',
    fix: 'Set the variable (`env`, `envFrom`), or write the value.',
  },
  'config/kvstore': {
    severity: 'error',
    found: 'the store of a ring (`kvstore`) is unknown, or has no address',
    ignored: 'The program ends: "invalid KV store type: x", or "no consul host".',
    fix: 'Take memberlist, consul or etcd for all rings, and set the address.',
  },
  'config/inmemory-ring': {
    severity: 'error',
    found: 'several pods have to share a ring, and its store is `inmemory`',
    ignored: 'Each pod has a ring of its own: every push and query fails with "empty ring".',
    fix: 'Take memberlist, consul or etcd.',
  },
  'config/negative-duration': {
    severity: 'warning',
    found: 'a duration of a configuration is negative',
    ignored: 'The program starts; what the duration is for happens at once and all the time, or never.',
    fix: 'Set a duration of at least 0.',
  },
  'config/message-size': {
    severity: 'warning',
    found: 'a limit of the size of gRPC messages is below the default',
    ignored: 'Pushes and queries fail: "grpc: received message larger than max".',
    fix: 'Raise the limit, or remove it.',
  },
  'config/zero-limit': {
    severity: 'error',
    found: 'a limit is 0, and 0 is not "unlimited" for it',
    ignored: 'Every push is rejected with 429 or 400, or every query fails.',
    fix: 'Raise the limit, or remove it.',
  },
  'config/port-conflict': {
    severity: 'error',
    found: 'two servers of one process listen on the same port',
    ignored: 'The program ends: "listen tcp :9095: bind: address already in use".',
    fix: 'Take another port for one of them.',
  },
  'config/certificate': {
    severity: 'error',
    found: 'a configuration names a file of a certificate or a key where no volume is mounted',
    ignored: 'The program ends: "open /x/tls.crt: no such file or directory".',
    fix: 'Mount the Secret (prop `tls`, or `volumes` and `volumeMounts` of all roles).',
  },
  'config/file': {
    severity: 'error',
    found: 'a configuration or `-config.file` names a file where no volume is mounted',
    ignored: 'The program ends: "open /x.yaml: no such file or directory".',
    fix: 'Remove the key or flag to have that of the chart, or mount a volume.',
  },
  'config/query-queue': {
    severity: 'error',
    found: 'queriers have the address of a query frontend and that of a query scheduler, or none of both',
    ignored:
      'The program ends: "frontend address and scheduler address are mutually exclusive, please use only one"; without an address every query times out.',
    fix: 'Set one of both addresses.',
  },
  'config/tokens-file': {
    severity: 'error',
    found: 'tokens of ring members are to be kept, and there is no file or no use for it',
    ignored: 'The program ends, such as Loki with "if persist_tokens is true, path_prefix MUST be defined".',
    fix: 'Set the folder, or remove the file, as the finding says.',
  },
  'config/ha-tracker': {
    severity: 'error',
    found: 'the HA tracker of distributors keeps its elections in memberlist, or gives a replica up before it was due',
    ignored: 'Mimir ends: "memberlist is not supported by the HA tracker since gossip propagation is too slow".',
    fix: 'Take consul or etcd, or raise the failover timeout.',
  },
  'config/cache': {
    severity: 'error',
    found: 'a cache of Mimir is switched on, and has no backend or no server',
    ignored: 'Mimir ends: "no memcached addresses provided", or "unsupported cache backend".',
    fix: 'Set the backend and its addresses, or switch the cache on by its prop.',
  },
  'config/transfers': {
    severity: 'error',
    found: 'ingesters of Loki with a write-ahead log are to hand their chunks over',
    ignored: 'Loki ends: "the use of the write ahead log (WAL) is incompatible with chunk transfers".',
    fix: 'Set `ingester.max_transfer_retries` to 0.',
  },
  'config/rule-storage': {
    severity: 'error',
    found: 'the store of the rules of a ruler is unknown',
    ignored: 'Loki ends: "unrecognized rule storage mode x".',
    fix: 'Take one of those that the finding lists.',
  },
  'config/rule-tenant': {
    severity: 'warning',
    found: 'rules belong to a tenant that has no logs: `fake` under multi-tenancy, or another one without it',
    ignored: 'The rules are evaluated over nothing: no alert ever fires.',
    fix: 'Name the rules after the tenant of the logs.',
  },
  'config/alertmanager': {
    severity: 'warning',
    found: 'a ruler has alerts and no Alertmanager',
    ignored: 'Alerts fire and nobody is notified.',
    fix: 'Set `ruler.alertmanager_url`.',
  },
  'config/block-version': {
    severity: 'error',
    found: 'the format of the blocks of Tempo is unknown to the release',
    ignored: 'Tempo ends: "failed to validate block version vParquet9".',
    fix: 'Take one of those that the finding lists.',
  },
  'config/processor': {
    severity: 'error',
    found: 'a metrics-generator has no processor, or one that Tempo does not have',
    ignored: 'The generator logs "unknown processor", and makes no metrics.',
    fix: 'Take service-graphs, span-metrics or local-blocks.',
  },
  'config/no-generator': {
    severity: 'warning',
    found: 'tenants have processors of the metrics-generator, and none runs',
    ignored: 'No metrics are made of spans.',
    fix: 'Run a metrics-generator, or remove the processors.',
  },
  'config/no-remote-write': {
    severity: 'warning',
    found: 'a metrics-generator, or the remote write of a ruler, has no target to send its metrics to, or no URL',
    ignored: 'The metrics are made and dropped.',
    fix: 'Name a target (`metricsGenerator.remoteWrite`).',
  },
  'config/no-receiver': {
    severity: 'error',
    found: 'Tempo has no protocol by which traces are ingested, or one that it does not know',
    ignored:
      'Nothing listens for traces: clients get "connection refused"; or distributors end: "receiver factory not found".',
    fix: 'Name a protocol (`receivers`).',
  },
  'config/generator-folder': {
    severity: 'error',
    found: 'a metrics-generator has no folder for its write-ahead log',
    ignored: 'The generator ends: "failed to create metrics-generator: ... must configure a path".',
    fix: 'Set `metrics_generator.storage.path` to a folder on its volume.',
  },
  'config/legacy-overrides': {
    severity: 'error',
    found: 'overrides of Tempo have keys of the old form beside `defaults`',
    ignored: 'Tempo ends: "field defaults not found in type overrides.legacyConfig".',
    fix: 'Move the old keys below `defaults`.',
  },
  ...CONFIG_STORAGE,
  ...CONFIG_LOKI_3,
  ...CONFIG_WINDOWS,
} as const satisfies Entries;
