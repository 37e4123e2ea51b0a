import type { Acceptance } from '../../checks/finding';
import type { Ring } from '../../model/ring/ring';
import type { Image } from '../../values/image';
import type { IpFamilies } from '../../values/ip-families';
import { System } from '../../values/system';
import type { PrometheusRuleProps } from '../monitoring/rule-groups';
import type { ServiceMonitorProps } from '../monitoring/service-monitor';
import type { NetworkPolicyProps } from '../network-policies';
import type { TlsProps } from '../tls/props';
import type { ServiceAccountProps, WorkloadProps } from '../workload/props';
import type { MetaMonitoringProps } from './meta-monitoring';

/** Props of every system in microservices mode. */
export interface MicroservicesProps {
  /** Namespace of all objects. Addresses in the configuration contain it. */
  readonly namespace: string;
  /** Name of this installation (Helm's release; label `app.kubernetes.io/instance`). @default - the name of the system */
  readonly release?: string;
  /** Name of the application (Helm's `nameOverride`; label `app.kubernetes.io/name`). @default - that of the Helm chart */
  readonly nameOverride?: string;
  /**
   * Prefix of all names (Helm's `fullnameOverride`).
   * @default - release and name, or the release alone if the name is in it
   */
  readonly fullnameOverride?: string;
  /** DNS domain of the cluster. @default "cluster.local" */
  readonly clusterDomain?: string;
  /**
   * Families of addresses that the cluster has. `IPv6` lets members of rings register addresses of IPv6 and gossip over
   * it (`instance_enable_ipv6`, `enable_inet6`, `memberlist.bind_addr`); all but `IPv4` let nginx listen on IPv6; Services
   * get `spec.ipFamilyPolicy`.
   * @default - addresses of IPv4 in rings and nginx, and the cluster decides about Services
   */
  readonly ipFamilies?: IpFamilies;
  /**
   * TLS between all roles, from gateways to them, and for clients that reach them without a gateway: HTTP, gRPC and
   * gossip. A running installation that gets it has to be stopped first: those with it and those without do not hear
   * each other.
   * @default - none
   */
  readonly tls?: TlsProps;
  /**
   * Image of all roles; its tag is the version in the labels, and names the same minor version as the release
   * (`version`). @default - that of the release
   */
  readonly image?: Image;
  /**
   * Registry of all images of the installation, such as a mirror `registry.example.com/mirror` (Helm's
   * `global.image.registry`): it takes the place of the host that their names begin with.
   * @default - that of each image
   */
  readonly imageRegistry?: string;
  /** Lowest level that is logged (`server.log_level`). @default "info" */
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error';
  /** Form of log lines (`server.log_format`). @default "logfmt" */
  readonly logFormat?: 'logfmt' | 'json';
  /** @default - that of the Helm chart, over memberlist */
  readonly ring?: Ring;
  /**
   * A Secret that holds the whole configuration, instead of the one made here. Nothing in it is checked.
   * @default - none
   */
  readonly existingSecretForConfig?: string;

  /**
   * Props of all roles. Scheduling and metadata (placement, tolerations, priority, pull secrets, disruption budget,
   * labels and annotations) also apply to caches, the gateway and other programs; props of the program (image, command,
   * arguments, variables, resources, probes, security contexts, volumes, containers) apply to roles only. Props of a
   * workload are merged over them: maps by key, volumes, mounts, containers and other named lists by name; tolerations,
   * `extraArgs` and `envFrom` are appended. An empty list clears the list, and all other props are replaced.
   * @default - none
   */
  readonly defaults?: WorkloadProps;
  /** Service account of all that have none of their own. @default - one with the name of the installation */
  readonly serviceAccount?: ServiceAccountProps;
  /** Findings of checks that are known and wanted all the same. @default - none */
  readonly accepts?: readonly Acceptance[];
  /**
   * A ServiceMonitor for each role, and for each memcached with an exporter. Roles override it by a prop of their
   * own. @default - none
   */
  readonly serviceMonitor?: ServiceMonitorProps;
  /** Rules of one's own as a PrometheusRule. @default - none */
  readonly prometheusRule?: PrometheusRuleProps;
  /** Alerts, recording rules and dashboards about the installation itself. @default - none */
  readonly metaMonitoring?: MetaMonitoringProps;
  /**
   * NetworkPolicies that deny all but the required connections; `{}` is enough (Helm's `networkPolicy` of Loki).
   * @default - none: any pod may connect to every pod
   */
  readonly networkPolicy?: NetworkPolicyProps;
}

/** Props about the metrics of one role. */
export interface MonitoredProps {
  /** Merged over that of all roles; `false` disables it. @default - that of the installation */
  readonly serviceMonitor?: ServiceMonitorProps | false;
}

/** Default names of an installation. */
export interface SystemDefaults {
  readonly app: string;
  readonly release: string;
  readonly version: string;
}

/** Log settings of the `server` block that are set by props. */
export const logging = ({
  logLevel,
  logFormat,
}: Pick<MicroservicesProps, 'logLevel' | 'logFormat'>): {
  readonly log_level?: string;
  readonly log_format?: string;
} => ({
  ...(logLevel && { log_level: logLevel }),
  ...(logFormat && { log_format: logFormat }),
});

/** The props that a `System` follows from. */
export type SystemNames = Pick<
  MicroservicesProps,
  'namespace' | 'release' | 'nameOverride' | 'fullnameOverride' | 'clusterDomain' | 'ipFamilies' | 'imageRegistry'
>;

/** Names and labels of an installation, by the rules of Helm: a name that the release contains is not repeated. */
export function systemOf(props: SystemNames, defaults: SystemDefaults): System {
  const release = props.release ?? defaults.release;
  const app = props.nameOverride ?? defaults.app;
  return new System({
    app,
    release,
    version: defaults.version,
    fullName: props.fullnameOverride ?? (release.includes(app) ? release : `${release}-${app}`),
    namespace: props.namespace,
    clusterDomain: props.clusterDomain ?? 'cluster.local',
    ipFamilies: props.ipFamilies,
    imageRegistry: props.imageRegistry,
  });
}
