import type { Ring } from '../../model/ring/ring';
import type { Volume, VolumeMount } from '../../values/k8s';
import { joinAccess, type ObjectStorage, storageAccess } from '../../values/object-storage';
import type { System } from '../../values/system';
import type { SystemTls } from '../tls/system-tls';
import type { DataFolder } from '../workload/persistence';
import type { WorkloadProps } from '../workload/props';
import type { ConfigFiles } from './config-files';
import { addressEnv } from './ipv6';

/** A port of the containers. */
export interface NamedPort {
  readonly name: string;
  readonly number: number;
}

/** Settings that all roles of a system have in common: one program, one configuration file, told apart by `-target`. */
export interface Conventions {
  readonly system: System;
  readonly ports: { readonly http: NamedPort; readonly grpc: NamedPort; readonly gossip: NamedPort };
  /** Whether members of the ring gossip, or keep it in a store of its own. */
  readonly gossips: boolean;
  /** Arguments before those of the user. */
  readonly args: (target: string) => readonly string[];
  /** Volumes of the configuration, and whatever else every role has. */
  readonly volumes: readonly Volume[];
  readonly volumeMounts: readonly VolumeMount[];
  readonly data: DataFolder;
  readonly serviceAccountName: string;
  /** Whether HTTP and gRPC are encrypted. */
  readonly tls: boolean;
  /** Defaults of all roles. */
  readonly defaults: WorkloadProps;
}

/** Settings that differ between systems. */
export interface SystemConventions {
  readonly portNames: { readonly http: string; readonly grpc: string; readonly gossip: string };
  /** Arguments of a role, in the order that is usual for the system. */
  readonly args: (target: string) => readonly string[];
  /** Storages that every role reaches. */
  readonly storages: readonly ObjectStorage[];
  readonly data: DataFolder;
  /** Folders that every role has besides. @default - none */
  readonly folders?: ReadonlyArray<{ readonly volume: string; readonly mountPath: string }>;
  readonly defaults: WorkloadProps;
}

/** The part of an installation that conventions follow from. */
interface ConventionsSource {
  readonly system: System;
  readonly ring: Ring;
  readonly image: NonNullable<WorkloadProps['image']>;
  readonly tls: SystemTls | undefined;
  readonly ports: { readonly http: number; readonly grpc: number; readonly gossip: number };
}

/** The conventions of an installation. */
export function conventionsOf(
  { system, ring, image, ports, tls }: ConventionsSource,
  files: ConfigFiles,
  serviceAccountName: string,
  { portNames, args, storages, data, folders = [], defaults }: SystemConventions,
): Conventions {
  const access = joinAccess(storages.map(storageAccess));
  const certificate = tls?.files ?? { volumes: [], volumeMounts: [] };
  return {
    system,
    ports: {
      http: { name: portNames.http, number: ports.http },
      grpc: { name: portNames.grpc, number: ports.grpc },
      gossip: { name: portNames.gossip, number: ports.gossip },
    },
    gossips: ring.gossips,
    args,
    volumes: [
      ...files.volumes,
      ...folders.map(({ volume }) => ({ name: volume, emptyDir: {} })),
      ...access.volumes,
      ...certificate.volumes,
    ],
    volumeMounts: [
      ...files.volumeMounts,
      ...folders.map(({ volume, mountPath }) => ({ name: volume, mountPath })),
      ...access.volumeMounts,
      ...certificate.volumeMounts,
    ],
    data,
    serviceAccountName,
    tls: tls !== undefined,
    defaults: {
      ...defaults,
      image,
      env: { ...access.env, ...addressEnv(system.ipFamilies) },
      podAnnotations: files.podAnnotations,
    },
  };
}
