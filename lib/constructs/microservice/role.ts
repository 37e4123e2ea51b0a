import type { Construct } from 'constructs';
import type { Release } from '../../model/release';
import type { Container, ContainerPort, Volume, VolumeMount } from '../../values/k8s';
import type { ExposureProps } from '../gateway/exposure';
import type { RoleRoute } from '../gateway/route-table';
import type { PodPort } from '../network-policies';
import type { SystemTls } from '../tls/system-tls';
import type { ControllerKind } from '../workload/controller-kind';
import type { WorkloadProps } from '../workload/props';
import type { ServiceDefinition } from '../workload/services';
import type { ConfigFolder } from './folders';
import type { RingReader } from './installation-rings';
import type { Microservice, MicroserviceProps } from './microservice';
import type { RoleProps, RoleSwitch } from './role-switch';
import type { ZonedMicroservice } from './zones';

/** A volume and where it is mounted. */
export interface Folder {
  readonly volume: Volume;
  readonly mountPath: string;
}

/** Parts of a pod that only one role has. */
export interface RoleExtras {
  /** Mounted before the data folder. @default - none */
  readonly folders?: readonly Folder[];
  /** Mounted after the data folder. @default - none */
  readonly volumes?: readonly Volume[];
  readonly volumeMounts?: readonly VolumeMount[];
  /** Containers beside the main one. @default - none */
  readonly sidecars?: readonly Container[];
  /** @default - none */
  readonly podAnnotations?: Readonly<Record<string, string>>;
}

/** Accessibility of a role to clients. */
export interface Reach {
  /** Whether clients connect to it without a gateway: there is none, or an Ingress leads past it. */
  readonly isOpen: boolean;
  /** Whether its Service has an address outside of the cluster. */
  readonly isPublished: boolean;
}

/** A construct that runs the pods of a role. */
export type RoleConstruct = Microservice | ZonedMicroservice;

/** The release that a system runs. */
export interface Released {
  readonly version: Release;
}

/** Everything about a role of a system: the system is built from these records alone. */
export interface RoleRecord<Installation extends Released, Role extends string, Config, Limits>
  extends Omit<RoleSwitch, 'prop'> {
  /** Kind of the controller, unless the props have a `kind`. */
  readonly kind: ControllerKind | ((props: RoleProps, installation: Installation) => ControllerKind);
  /** Whether its pods are members of a ring, or watch one. */
  readonly gossips: boolean;
  /** Whether it keeps data in a folder. @default true */
  readonly keepsData?: boolean;
  /** Name of the volume of that folder. @default - that of the system */
  readonly dataVolume?: string;
  readonly services: (installation: Installation, kind: ControllerKind) => readonly ServiceDefinition[];
  /** Suffix of the Service that governs the StatefulSet (`spec.serviceName`). @default - that of the headless one */
  readonly governingSuffix?: string;
  /** Ports of the container besides those of every role. @default - none */
  readonly ports?: (installation: Installation) => readonly ContainerPort[];
  /** Arguments besides those of every role. @default - none */
  readonly args?: readonly string[];
  /** Props that differ from the defaults of the system. @default - none */
  readonly defaults?: WorkloadProps | ((props: RoleProps, installation: Installation) => WorkloadProps);
  /** Makes ConfigMaps of the role, and returns additional settings of its pods. @default - none */
  readonly extras?: (scope: Construct, installation: Installation, props: RoleProps) => RoleExtras;
  /** Makes the construct of the role. @default - a `Microservice` */
  readonly create?: (
    scope: Construct,
    name: Role,
    definition: MicroserviceProps,
    installation: Installation,
  ) => RoleConstruct;
  /** @throws UserError if its props do not fit the installation */
  readonly check?: (path: string, installation: Installation) => void;
  /** What fails if the role is switched off. @default - nothing: the others work without it */
  readonly failsWithout?: string;

  /** Its blocks of the configuration; left out if the role is off. @default - none */
  readonly config?: (installation: Installation) => Config;
  /** Further keys of the configuration under TLS. @default - none */
  readonly tls?: (tls: SystemTls, installation: Installation) => Config;
  /** Further keys of the configuration in a cluster of IPv6 alone. @default - none */
  readonly ipv6?: (installation: Installation) => Config;
  /** Files beside the configuration, by name. @default - none */
  readonly configFiles?: (installation: Installation) => Readonly<Record<string, object>>;
  /** The ring that its pods are members of. @default - none */
  readonly ring?: RingReader<Config, Limits, Installation['version']>;
  /** Folders that it uses of those that the configuration names. @default - none */
  readonly folders?: (config: Config) => readonly ConfigFolder[];

  /** Paths that it answers behind a gateway and an Ingress. @default - none */
  readonly routes?: (installation: Installation) => readonly RoleRoute[];
  /** Suffix of the Service at which a gateway reaches it. @default - that of its plain Service */
  readonly routedSuffix?: string;
  /** The role that answers its paths where it is off. @default - none */
  readonly standIn?: Role;
  /** An Ingress or an HTTPRoute of its own. @default - none */
  readonly exposure?: (installation: Installation) => ExposureProps;
  /** Ports that network policies open for clients. @default - that of HTTP if it is open or published */
  readonly entrance?: (installation: Installation, reach: Reach) => readonly PodPort[];
}
