import type { LokiConfig } from '../../imports/loki-config';
import { configParser } from '../../lib/model/config/parser';
import { Release } from '../../lib/model/release';

export const LOKI_2_9 = new Release({
  system: 'Loki',
  version: '2.9.4',
  repository: 'docker.io/grafana/loki',
  parser: configParser<LokiConfig>,
  traits: {},
  flags: {
    own: {
      'config.expand-env': 'bool',
      'config.file': 'csv',
      'experimental.ruler.enable-api': 'bool',
      'frontend.cache-split-interval': 'duration',
      'frontend.index-stats-results-cache.cache-split-interval': 'duration',
      'list-targets': 'bool',
      'log-config-reverse-order': 'bool',
      'memberlist.transport-debug': 'bool',
      'compactor.allow-deletes': 'bool',
      'print-config-stderr': 'bool',
      'ruler.client-timeout': 'duration',
      'ruler.group-timeout': 'duration',
      'ruler.num-workers': 'int',
      'schema-config-file': 'string',
      'store.chunks-cache.cache-stubs': 'bool',
      'verify-config': 'bool',
      help: 'bool',
      version: 'bool',
    },
    formerPrefixes: { 'boltdb.shipper.compactor.': 'compactor.' },
  },
});

/** All releases that the chart knows; the first is the default. */
export const LOKI_RELEASES = [LOKI_2_9] as const;

/** A release that the chart knows. */
export type LokiRelease = (typeof LOKI_RELEASES)[number];

/** Data, and a YAML file, as a configuration of the default release. @throws UserError as `ConfigParser` says */
export const { parse: lokiConfig, read: readLokiConfig } = LOKI_RELEASES[0];
