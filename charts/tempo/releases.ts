import type { TempoConfig } from '../../imports/tempo-config';
import { configParser } from '../../lib/model/config/parser';
import { Release } from '../../lib/model/release';

/** Differences between the releases of Tempo. */
export interface TempoTraits {
  /** Formats of blocks that it has (`storage.trace.block.version`). */
  readonly blockVersions: readonly string[];
  /** Processors of its metrics-generator. */
  readonly processors: readonly string[];
}

const traits = (own: TempoTraits): TempoTraits => own;

export const TEMPO_2_3 = new Release({
  system: 'Tempo',
  version: '2.3.1',
  repository: 'docker.io/grafana/tempo',
  parser: configParser<TempoConfig>,
  traits: traits({
    blockVersions: ['v2', 'vParquet', 'vParquet2', 'vParquet3'],
    processors: [
      'service-graphs',
      'span-metrics',
      'span-metrics-count',
      'span-metrics-latency',
      'span-metrics-size',
      'local-blocks',
    ],
  }),
  flags: {
    own: {
      'config.expand-env': 'bool',
      'config.file': 'csv',
      'config.verify': 'bool',
      'mem-ballast-size-mbs': 'int',
      'mutex-profile-fraction': 'int',
      help: 'bool',
      version: 'bool',
    },
  },
});

/** All releases that the chart knows; the first is the default. */
export const TEMPO_RELEASES = [TEMPO_2_3] as const;

/** A release that the chart knows. */
export type TempoRelease = (typeof TEMPO_RELEASES)[number];

/** Data, and a YAML file, as a configuration of the default release. @throws UserError as `ConfigParser` says */
export const { parse: tempoConfig, read: readTempoConfig } = TEMPO_RELEASES[0];
