import type { Image } from '../image';
import type {
  Affinity,
  Container,
  DeploymentStrategy,
  EnvFromSource,
  EnvVarSource,
  HorizontalPodAutoscalerBehaviorV2,
  HostAlias,
  Lifecycle,
  MetricSpecV2,
  PodDnsConfig,
  PodSecurityContext,
  Probe,
  SecurityContext,
  ServiceSpec,
  StatefulSetUpdateStrategy,
  Toleration,
  Volume,
  VolumeMount,
} from '../k8s';
import type { Resources, Size } from '../quantity';
import type { SecretKey } from '../secret-key';
import type { Labels } from '../system';
import type { Keda } from './keda';

/** What runs the pods. */
export type ControllerKind = 'Deployment' | 'StatefulSet';

/** Variables of a container: a text, a key of a Secret, or any other source (`env`). */
export type Env = Readonly<Record<string, string | SecretKey | EnvVarSource>>;

/** How many pods there are: by a HorizontalPodAutoscaler, or by KEDA. */
export type Autoscaling = HorizontalAutoscaling | KedaAutoscaling;

/** How many pods there are, by a ScaledObject of KEDA, which makes the HorizontalPodAutoscaler. */
export interface KedaAutoscaling {
  readonly keda: Keda;
}

/** How many pods there are, by how busy they are (HorizontalPodAutoscaler `autoscaling/v2`). */
export interface HorizontalAutoscaling {
  readonly keda?: never;
  /** @default 1 */
  readonly minReplicas?: number;
  /** @default 3 */
  readonly maxReplicas?: number;
  /**
   * Share of the requested processor time that a pod uses on average, in percent. Every container of the pod has to
   * request some (`resources.requests.cpu`), or it never scales.
   * @default 60, unless there is another metric
   */
  readonly targetCPUUtilizationPercentage?: number;
  /**
   * Share of the requested memory that a pod uses on average, in percent.
   * @default - memory does not scale
   */
  readonly targetMemoryUtilizationPercentage?: number;
  /** Metrics besides processor and memory (`spec.metrics`). @default - none */
  readonly customMetrics?: readonly MetricSpecV2[];
  /** How fast it scales up and down (`spec.behavior`). @default - that of Kubernetes */
  readonly behavior?: HorizontalPodAutoscalerBehaviorV2;
}

type Percentage = `${number}%`;

/** How many pods may be missing while nodes are drained (PodDisruptionBudget). */
export type DisruptionBudget =
  | { readonly maxUnavailable: number | Percentage }
  | { readonly minAvailable: number | Percentage };

/** Whether pods of one workload avoid each other: always, if it can be, or not at all. */
export type Separation = 'required' | 'preferred' | 'none';

/** Where pods of one workload stay away from each other (`affinity.podAntiAffinity`). */
export interface AntiAffinity {
  /** On one node (`kubernetes.io/hostname`). @default "required" */
  readonly hosts?: Separation;
  /** In one zone. @default "preferred" */
  readonly zones?: Separation;
  /** Label of nodes that names their zone. @default "topology.kubernetes.io/zone" */
  readonly zoneLabel?: string;
}

/** How evenly pods of one workload are spread (`topologySpreadConstraints`); their own labels are the selector. */
export interface TopologySpread {
  /** Label of nodes whose values are the domains. */
  readonly topologyKey: string;
  /** By how many pods two domains may differ. @default 1 */
  readonly maxSkew?: number;
  /** @default "ScheduleAnyway" */
  readonly whenUnsatisfiable?: 'DoNotSchedule' | 'ScheduleAnyway';
  /** @default - none */
  readonly minDomains?: number;
}

/** A claim that each pod of a StatefulSet has for itself, or that the one pod of a Deployment has. */
export interface Claim {
  /** Name of the claim template. @default - that of the volume that holds the pod's own data folder */
  readonly name?: string;
  readonly size: Size;
  /** @default - the default class of the cluster */
  readonly storageClass?: string;
  /** @default ["ReadWriteOnce"] */
  readonly accessModes?: readonly string[];
  /** @default - none */
  readonly annotations?: Labels;
  /** @default - none */
  readonly labels?: Labels;
  /** Where it is mounted. @default - the pod's own data folder; others are mounted by `volumeMounts` */
  readonly mountPath?: string;
  /** Folder of the claim that is mounted (Helm's `persistentVolume.subPath`). @default - the whole claim */
  readonly subPath?: string;
}

/** How clients reach a workload: the Service of its name. Those with a suffix, such as `-headless`, stay as they are. */
export interface ServiceProps {
  /** @default "ClusterIP" */
  readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  /** Annotations of this Service alone, such as those of a load balancer controller. @default - none */
  readonly annotations?: Labels;
  /** Labels of this Service alone, besides the standard ones. @default - none */
  readonly labels?: Labels;
  /** Ports of nodes by the names of its ports, 30000 to 32767 (`spec.ports[].nodePort`). @default - chosen by Kubernetes */
  readonly nodePorts?: Readonly<Record<string, number>>;
  /** @default - chosen by Kubernetes */
  readonly clusterIp?: string;
  /** Deprecated in Kubernetes; many controllers have an annotation instead. @default - chosen by the load balancer */
  readonly loadBalancerIp?: string;
  /** @default - that of the cluster */
  readonly loadBalancerClass?: string;
  /** Networks that the load balancer lets in, such as `10.0.0.0/8`. @default - all */
  readonly loadBalancerSourceRanges?: readonly string[];
  /** `Local` keeps the address of clients, and uses the pods of a node alone. @default "Cluster" */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
  /** @default "Cluster" */
  readonly internalTrafficPolicy?: 'Cluster' | 'Local';
  /** Further fields, such as `ipFamilyPolicy` (`spec`). @default - none */
  readonly spec?: Omit<ServiceSpec, 'type' | 'ports' | 'selector'>;
}

/** What becomes of claims (`persistentVolumeClaimRetentionPolicy` of a StatefulSet). */
export interface ClaimRetentionPolicy {
  /** @default "Retain" */
  readonly whenDeleted?: 'Retain' | 'Delete';
  /** @default "Retain" */
  readonly whenScaled?: 'Retain' | 'Delete';
}

/** Where a workload keeps its data: on claims, or with the pod on its node or in its memory. */
export type Persistence =
  | { readonly claims: readonly Claim[]; readonly retentionPolicy?: ClaimRetentionPolicy }
  | { readonly emptyDir: { readonly medium?: 'Memory'; readonly sizeLimit?: Size } };

/** What can be said of a DaemonSet: it is on every node, so nothing scales it, and it has no claims. */
export type DaemonProps = Omit<
  WorkloadProps,
  | 'replicas'
  | 'autoscaling'
  | 'disruptionBudget'
  | 'strategy'
  | 'updateStrategy'
  | 'podManagementPolicy'
  | 'persistence'
  | 'antiAffinity'
  | 'topologySpread'
  | 'service'
>;

export interface ServiceAccountProps {
  /** Whether it is made here, or exists already. @default true */
  readonly create?: boolean;
  /** @default - that of the workload or the installation */
  readonly name?: string;
  /** Such as `eks.amazonaws.com/role-arn`. @default - none */
  readonly annotations?: Labels;
  /** @default - those of the installation */
  readonly labels?: Labels;
  /**
   * Whether pods get a token for the Kubernetes API (`automountServiceAccountToken`). Identities of clouds, such as IRSA,
   * need none.
   * @default - false for Loki, Mimir and Tempo, which ask nothing of it; else true
   */
  readonly automountToken?: boolean;
  /** Names of Secrets for private registries. @default - none */
  readonly imagePullSecrets?: readonly string[];
}

/**
 * What can be said of every workload: of each role of a system, its caches and its gateway. What is not said has
 * the default of the role, then of the system.
 */
export interface WorkloadProps {
  /** Number of pods; ignored under an autoscaler, which owns it (`spec.replicas`). @default 1 */
  readonly replicas?: number;
  /** @default - none */
  readonly autoscaling?: Autoscaling;
  /** `false` takes the role's away. @default - that of the role, if it has one */
  readonly disruptionBudget?: DisruptionBudget | false;
  /** How a Deployment replaces its pods (`spec.strategy`). @default - that of the system */
  readonly strategy?: DeploymentStrategy;
  /** How a StatefulSet replaces its pods (`spec.updateStrategy`). @default - that of the system */
  readonly updateStrategy?: StatefulSetUpdateStrategy;
  /** Whether a StatefulSet starts its pods one by one. @default - that of the role */
  readonly podManagementPolicy?: 'OrderedReady' | 'Parallel';
  /** Seconds for which a new pod must be ready before it counts (`spec.minReadySeconds`). @default 0 */
  readonly minReadySeconds?: number;
  /** @default - that of the system */
  readonly revisionHistoryLimit?: number;

  /** @default - that of the system, by `versions.ts` */
  readonly image?: Image;
  /** @default "IfNotPresent" */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /** Names of Secrets for private registries. @default - none */
  readonly imagePullSecrets?: readonly string[];
  /** Program, if it is not that of the image (`command`). @default - that of the image */
  readonly command?: readonly string[];
  /** Arguments after those that the role needs, such as `-log.level=debug`. @default - none */
  readonly extraArgs?: readonly string[];
  /** @default - what the role needs */
  readonly env?: Env;
  /** @default - none */
  readonly envFrom?: readonly EnvFromSource[];
  /** @default - none: neither requested nor limited */
  readonly resources?: Resources;
  /** `false` takes the role's away. @default - that of the role */
  readonly livenessProbe?: Probe | false;
  /** `false` takes the role's away. @default - that of the role */
  readonly readinessProbe?: Probe | false;
  /** @default - none */
  readonly startupProbe?: Probe | false;
  /** @default - none */
  readonly lifecycle?: Lifecycle;
  /** Security context of the pod; replaces the default, which is the Pod Security Standard "restricted". */
  readonly podSecurityContext?: PodSecurityContext;
  /** Security context of its containers; replaces the default, which is the Pod Security Standard "restricted". */
  readonly containerSecurityContext?: SecurityContext;

  /** @default - as `AntiAffinity` says */
  readonly antiAffinity?: AntiAffinity;
  /** Replaces all affinity that follows from `antiAffinity`. @default - none */
  readonly affinity?: Affinity;
  /** Takes the place of that of the role; with `defaults` it is merged by `topologyKey`. @default - that of the role */
  readonly topologySpread?: readonly TopologySpread[];
  /** Take the place of those of the chart; with `defaults` they are one list. @default - none, or those of the chart */
  readonly tolerations?: readonly Toleration[];
  /** @default - none */
  readonly nodeSelector?: Labels;
  /** @default - none */
  readonly priorityClassName?: string;
  /** Scheduler that places the pods (`spec.schedulerName`). @default - that of Kubernetes */
  readonly schedulerName?: string;
  /** Seconds that a pod has to end by itself. @default - that of the role */
  readonly terminationGracePeriodSeconds?: number;
  /** @default - none */
  readonly hostAliases?: readonly HostAlias[];
  /** @default - none */
  readonly dnsConfig?: PodDnsConfig;
  /** Whether pods have variables of all Services of the namespace. @default - that of the system */
  readonly enableServiceLinks?: boolean;

  /** Volumes besides those of the role. @default - none */
  readonly volumes?: readonly Volume[];
  /** Mounts of the main container besides those of the role. @default - none */
  readonly volumeMounts?: readonly VolumeMount[];
  /** Containers beside the main one. @default - none */
  readonly containers?: readonly Container[];
  /** @default - none */
  readonly initContainers?: readonly Container[];
  /** @default - an `emptyDir` where the role keeps data */
  readonly persistence?: Persistence;

  /** Labels of the workload's own objects, besides the standard ones. @default - none */
  readonly labels?: Labels;
  /** Annotations of the Deployment or StatefulSet. @default - none */
  readonly annotations?: Labels;
  /** @default - the labels by which they are found */
  readonly podLabels?: Labels;
  /** @default - the hash of the configuration, so that a change rolls the pods */
  readonly podAnnotations?: Labels;
  /** The Service by which clients reach it (Helm's `service`). @default - in the cluster only */
  readonly service?: ServiceProps;
  /** Labels of all its Services. @default - none */
  readonly serviceLabels?: Labels;
  /** Annotations of all its Services. @default - none */
  readonly serviceAnnotations?: Labels;
  /**
   * Application protocols of Service ports by their name, or by that of the container's port, such as `{ grpc: 'tcp' }` for
   * a mesh (`spec.ports[].appProtocol`).
   * @default - none
   */
  readonly appProtocols?: Labels;
  /** A service account of its own. @default - that of the installation */
  readonly serviceAccount?: ServiceAccountProps;
}
