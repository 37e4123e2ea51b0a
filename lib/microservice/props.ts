import type { Acceptance } from '../checks/finding';
import type { Image } from '../image';
import type { PrometheusRuleProps } from '../monitoring/rules';
import type { ServiceMonitorProps } from '../monitoring/service-monitor';
import type { NetworkPolicyProps } from '../network-policies';
import type { Ring } from '../ring/ring';
import { System } from '../system';
import type { ServiceAccountProps, WorkloadProps } from '../workload/props';
import type { MetaMonitoringProps } from './meta-monitoring';

/** What can be said of every system in microservices mode. */
export interface MicroservicesProps {
  /** Namespace of all objects. Addresses in the configuration contain it. */
  readonly namespace: string;
  /** Name of this installation (Helm's release; label `app.kubernetes.io/instance`). @default - the name of the system */
  readonly release?: string;
  /** Name of the application (Helm's `nameOverride`; label `app.kubernetes.io/name`). @default - that of the Helm chart */
  readonly nameOverride?: string;
  /**
   * What all names begin with (Helm's `fullnameOverride`).
   * @default - release and name, or the release alone if the name is in it
   */
  readonly fullnameOverride?: string;
  /** DNS domain of the cluster. @default "cluster.local" */
  readonly clusterDomain?: string;
  /** Image of all roles; its tag is the version in the labels. @default - that of `versions.ts` */
  readonly image?: Image;
  /** @default - that of the Helm chart, over memberlist */
  readonly ring?: Ring;
  /**
   * A Secret that holds the whole configuration, instead of the one made here. Nothing in it is checked.
   * @default - none
   */
  readonly existingSecretForConfig?: string;

  /** What holds for all roles, caches and the gateway, where they do not say otherwise. @default - nothing */
  readonly defaults?: WorkloadProps;
  /** Service account of all that have none of their own. @default - one with the name of the installation */
  readonly serviceAccount?: ServiceAccountProps;
  /** Findings of checks that are known and wanted all the same. @default - none */
  readonly accepts?: readonly Acceptance[];
  /**
   * A ServiceMonitor for each role, and for each memcached with an exporter. Roles can say otherwise by a prop of their
   * own. @default - none
   */
  readonly serviceMonitor?: ServiceMonitorProps;
  /** Rules of one's own as a PrometheusRule. @default - none */
  readonly prometheusRule?: PrometheusRuleProps;
  /** Alerts, recording rules and dashboards about the installation itself. @default - none */
  readonly metaMonitoring?: MetaMonitoringProps;
  /** @default - none: everybody may speak with everybody */
  readonly networkPolicy?: NetworkPolicyProps;
}

/** What can be said of the metrics of one role. */
export interface MonitoredProps {
  /** Over what is said of all roles; `false` makes none. @default - that of the installation */
  readonly serviceMonitor?: ServiceMonitorProps | false;
}

/** How an installation is named where its user says nothing. */
export interface SystemDefaults {
  readonly app: string;
  readonly release: string;
  readonly version: string;
}

/** Names and labels of an installation, by the rules of Helm: what a release contains is not said twice. */
export function systemOf(props: MicroservicesProps, defaults: SystemDefaults): System {
  const { release = defaults.release, nameOverride: app = defaults.app } = props;
  return new System({
    app,
    release,
    version: defaults.version,
    fullName: props.fullnameOverride ?? (release.includes(app) ? release : `${release}-${app}`),
    namespace: props.namespace,
    clusterDomain: props.clusterDomain ?? 'cluster.local',
  });
}
