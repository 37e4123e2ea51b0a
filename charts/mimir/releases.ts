import type { Mimir210Config } from '../../imports/mimir-2.10-config';
import type { MimirConfig } from '../../imports/mimir-config';
import { OWN_ADDRESS } from '../../lib/constructs/microservice/ipv6';
import { configParser } from '../../lib/model/config/parser';
import { Release } from '../../lib/model/release';
import { MIMIR_READ, MIMIR_READ_2_10, type Operation } from '../../lib/model/ring/model/operation';

/** Differences between the releases of Mimir. */
export interface MimirTraits {
  /** Read operation of queriers on the ring of ingesters. */
  readonly ingesterRead: Operation;
  /** Limits of the server besides those of all releases (`server`). */
  readonly server: NonNullable<MimirConfig['server']>;
  /** Settings of query frontends in clusters with IPv6 only (`frontend`). */
  readonly ipv6Frontend: NonNullable<MimirConfig['frontend']>;
  /** Whether queriers have settings for schedulers apart from those for frontends (`query_scheduler_grpc_client_config`). */
  readonly hasSchedulerClient: boolean;
}

const traits = (own: MimirTraits): MimirTraits => own;

const flags = {
  own: {
    'config.expand-env': 'bool',
    'config.file': 'string',
    'debug.block-profile-rate': 'int',
    'debug.mutex-profile-fraction': 'int',
    'help-all': 'bool',
    'mem-ballast-size-bytes': 'int',
    h: 'bool',
    help: 'bool',
    modules: 'bool',
    'print.config': 'bool',
    version: 'bool',
  },
} as const;

const mimir = { system: 'Mimir', repository: 'grafana/mimir', flags } as const;

export const MIMIR_2_11 = new Release({
  ...mimir,
  version: '2.11.0',
  parser: configParser<MimirConfig>,
  traits: traits({
    ingesterRead: MIMIR_READ,
    // It limits requests in flight itself, which is enough.
    server: {},
    ipv6Frontend: { instance_enable_ipv6: true },
    hasSchedulerClient: true,
  }),
});

export const MIMIR_2_10 = new Release({
  ...mimir,
  version: '2.10.3',
  parser: configParser<Mimir210Config>,
  traits: traits({
    ingesterRead: MIMIR_READ_2_10,
    server: { grpc_server_max_concurrent_streams: 1000 },
    // It looks up an IPv4 address, unless an address is configured.
    ipv6Frontend: { address: OWN_ADDRESS },
    hasSchedulerClient: false,
  }),
});

/** All releases that the chart knows; the first is the default. */
export const MIMIR_RELEASES = [MIMIR_2_11, MIMIR_2_10] as const;

/** A release that the chart knows. */
export type MimirRelease = (typeof MIMIR_RELEASES)[number];

/** Data, and a YAML file, as a configuration of the default release. @throws UserError as `ConfigParser` says */
export const { parse: mimirConfig, read: readMimirConfig } = MIMIR_RELEASES[0];
