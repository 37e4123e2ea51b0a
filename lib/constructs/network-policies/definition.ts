import type { ObjectStorage } from '../../values/object-storage';
import type { System } from '../../values/system';
import type { Entrance } from './entrances';
import type { NetworkPolicyProps } from './props';

export interface NetworkPoliciesDefinition {
  readonly system: System;
  /** Prefix of the names of the policies. @default - the name of the installation */
  readonly prefix?: string;
  readonly entrances: readonly Entrance[];
  /** Components that read the configuration. @default - the pods have no components */
  readonly components?: readonly string[];
  /** Names of ports with metrics. */
  readonly metricsPorts: readonly string[];
  /** The configuration as it is read, with the addresses that pods connect to. */
  readonly config: unknown;
  /** Storages that those components reach. @default - none */
  readonly storages?: readonly ObjectStorage[];
  /** Whether its pods ask the Kubernetes API. @default false */
  readonly asksKubernetes?: boolean;
  readonly props: NetworkPolicyProps;
}
