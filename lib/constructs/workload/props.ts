import type { Env } from '../../values/env';
import type { Image } from '../../values/image';
import type {
  Affinity,
  Container,
  DeploymentStrategy,
  EnvFromSource,
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
} from '../../values/k8s';
import type { Resources, Size } from '../../values/quantity';
import type { Labels } from '../../values/system';
import type { Keda } from './keda';

/** Autoscaling of pods: a HorizontalPodAutoscaler, or KEDA. */
export type Autoscaling = HorizontalAutoscaling | KedaAutoscaling;

/** Autoscaling with a ScaledObject of KEDA, which creates the HorizontalPodAutoscaler. */
export interface KedaAutoscaling {
  readonly keda: Keda;
}

/** Autoscaling by utilization (HorizontalPodAutoscaler `autoscaling/v2`). */
export interface HorizontalAutoscaling {
  readonly keda?: never;
  /** @default 1 */
  readonly minReplicas?: number;
  /** @default 3 */
  readonly maxReplicas?: number;
  /**
   * Target average CPU utilization of a pod, in percent of its request. Every container of the pod must
   * have a request (`resources.requests.cpu`), or it never scales.
   * @default 60, unless there is another metric
   */
  readonly targetCPUUtilizationPercentage?: number;
  /**
   * Target average memory utilization of a pod, in percent of its request.
   * @default - memory does not scale
   */
  readonly targetMemoryUtilizationPercentage?: number;
  /** Metrics besides CPU and memory (`spec.metrics`). @default - none */
  readonly customMetrics?: readonly MetricSpecV2[];
  /** Rate of scaling up and down (`spec.behavior`). @default - that of Kubernetes */
  readonly behavior?: HorizontalPodAutoscalerBehaviorV2;
}

type Percentage = `${number}%`;

/** Pods that may be unavailable while nodes are drained (PodDisruptionBudget). */
export type DisruptionBudget =
  | { readonly maxUnavailable: number | Percentage }
  | { readonly minAvailable: number | Percentage };

/** Anti-affinity of pods of one workload: required, preferred, or none. */
export const SEPARATIONS = ['required', 'preferred', 'none'] as const;
export type Separation = (typeof SEPARATIONS)[number];

/** Anti-affinity of pods of one workload (`affinity.podAntiAffinity`). */
export interface AntiAffinity {
  /** Between nodes (`kubernetes.io/hostname`). @default "required" */
  readonly hosts?: Separation;
  /** Between zones. @default "preferred" */
  readonly zones?: Separation;
  /** Label of nodes that contains their zone. @default "topology.kubernetes.io/zone" */
  readonly zoneLabel?: string;
}

/** Topology spread of pods of one workload (`topologySpreadConstraints`); the selector is their own labels. */
export interface TopologySpread {
  /** Node label with the topology domain. */
  readonly topologyKey: string;
  /** Maximum difference of pods between two domains. @default 1 */
  readonly maxSkew?: number;
  /** @default "ScheduleAnyway" */
  readonly whenUnsatisfiable?: 'DoNotSchedule' | 'ScheduleAnyway';
  /** @default - none */
  readonly minDomains?: number;
}

/** A claim of each pod of a StatefulSet, or of the one pod of a Deployment. */
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
  /** Mount path. @default - the pod's own data folder; mount others with `volumeMounts` */
  readonly mountPath?: string;
  /** Folder of the claim to mount (Helm's `persistentVolume.subPath`). @default - the whole claim */
  readonly subPath?: string;
}

/** The Service that has the name of the workload. Services with a suffix, such as `-headless`, do not change. */
export interface ServiceProps {
  /** @default "ClusterIP" */
  readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  /** Annotations of only this Service, such as those of a load balancer controller. @default - none */
  readonly annotations?: Labels;
  /** Labels of only this Service, besides the standard ones. @default - none */
  readonly labels?: Labels;
  /** Node ports by the names of its ports, 30000 to 32767 (`spec.ports[].nodePort`). @default - chosen by Kubernetes */
  readonly nodePorts?: Readonly<Record<string, number>>;
  /** @default - chosen by Kubernetes */
  readonly clusterIp?: string;
  /** Deprecated in Kubernetes; many controllers use an annotation instead. @default - chosen by the load balancer */
  readonly loadBalancerIp?: string;
  /** @default - that of the cluster */
  readonly loadBalancerClass?: string;
  /** Networks that the load balancer allows, such as `10.0.0.0/8`. @default - all */
  readonly loadBalancerSourceRanges?: readonly string[];
  /** `Local` preserves the client address, and uses only pods of the same node. @default "Cluster" */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
  /** @default "Cluster" */
  readonly internalTrafficPolicy?: 'Cluster' | 'Local';
  /** Additional fields, such as `ipFamilyPolicy` (`spec`). @default - none */
  readonly spec?: Omit<ServiceSpec, 'type' | 'ports' | 'selector'>;
}

/** Retention of claims when pods or the StatefulSet are deleted (`persistentVolumeClaimRetentionPolicy`). */
export interface ClaimRetentionPolicy {
  /** @default "Retain" */
  readonly whenDeleted?: 'Retain' | 'Delete';
  /** @default "Retain" */
  readonly whenScaled?: 'Retain' | 'Delete';
}

/** Data of a workload: on claims, or in an `emptyDir` on its node or in memory. */
export type Persistence =
  | { readonly claims: readonly Claim[]; readonly retentionPolicy?: ClaimRetentionPolicy }
  | { readonly emptyDir: { readonly medium?: 'Memory'; readonly sizeLimit?: Size } };

/** Props of a DaemonSet: it runs on every node, so it has no replicas, no autoscaling and no claims. */
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
  /** Whether to create it; `false` uses an existing one. @default true */
  readonly create?: boolean;
  /** @default - that of the workload or the installation */
  readonly name?: string;
  /** Such as `eks.amazonaws.com/role-arn`. @default - none */
  readonly annotations?: Labels;
  /** @default - those of the installation */
  readonly labels?: Labels;
  /**
   * Whether pods get a token for the Kubernetes API (`automountServiceAccountToken`). Cloud identities, such as IRSA,
   * do not need it.
   * @default - false for Loki, Mimir and Tempo, which do not use it; else true
   */
  readonly automountToken?: boolean;
  /** Names of Secrets for private registries. @default - none */
  readonly imagePullSecrets?: readonly string[];
}

/**
 * Props of every workload: of each role of a system, its caches and its gateway. Props that are not set have
 * the default of the role, then of the system.
 */
export interface WorkloadProps {
  /** Number of pods; ignored with an autoscaler, which sets it (`spec.replicas`). @default 1 */
  readonly replicas?: number;
  /** @default - none */
  readonly autoscaling?: Autoscaling;
  /** `false` removes the default of the role. @default - that of the role, if it has one */
  readonly disruptionBudget?: DisruptionBudget | false;
  /** Update strategy of a Deployment (`spec.strategy`). @default - that of the system */
  readonly strategy?: DeploymentStrategy;
  /** Update strategy of a StatefulSet (`spec.updateStrategy`). @default - that of the system */
  readonly updateStrategy?: StatefulSetUpdateStrategy;
  /** Whether a StatefulSet starts its pods one by one or all at once. @default - that of the role */
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
  /** Overrides the program of the image (`command`). @default - that of the image */
  readonly command?: readonly string[];
  /** Arguments after those of the role, such as `-log.level=debug`. @default - none */
  readonly extraArgs?: readonly string[];
  /** @default - the variables of the role */
  readonly env?: Env;
  /** @default - none */
  readonly envFrom?: readonly EnvFromSource[];
  /** Requests and limits. @default - none */
  readonly resources?: Resources;
  /** `false` removes the default of the role. @default - that of the role */
  readonly livenessProbe?: Probe | false;
  /** `false` removes the default of the role. @default - that of the role */
  readonly readinessProbe?: Probe | false;
  /** @default - none */
  readonly startupProbe?: Probe | false;
  /** @default - none */
  readonly lifecycle?: Lifecycle;
  /** Security context of the pod; overrides the default, which is the Pod Security Standard "restricted". */
  readonly podSecurityContext?: PodSecurityContext;
  /** Security context of its containers; overrides the default, which is the Pod Security Standard "restricted". */
  readonly containerSecurityContext?: SecurityContext;

  /** @default - as `AntiAffinity` says */
  readonly antiAffinity?: AntiAffinity;
  /** Overrides all affinity from `antiAffinity`. @default - none */
  readonly affinity?: Affinity;
  /** Overrides that of the role; with `defaults` it is merged by `topologyKey`. @default - that of the role */
  readonly topologySpread?: readonly TopologySpread[];
  /** Overrides those of the chart; merged with `defaults` as one list. @default - none, or those of the chart */
  readonly tolerations?: readonly Toleration[];
  /** @default - none */
  readonly nodeSelector?: Labels;
  /** @default - none */
  readonly priorityClassName?: string;
  /** Scheduler that places the pods (`spec.schedulerName`). @default - that of Kubernetes */
  readonly schedulerName?: string;
  /** Seconds that a pod has to terminate before it is killed (`terminationGracePeriodSeconds`). @default - that of the role */
  readonly terminationGracePeriodSeconds?: number;
  /** @default - none */
  readonly hostAliases?: readonly HostAlias[];
  /** @default - none */
  readonly dnsConfig?: PodDnsConfig;
  /** Whether pods get environment variables of all Services of the namespace (`enableServiceLinks`). @default - that of the system */
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
  /** @default - the hash of the configuration, so that a change replaces the pods */
  readonly podAnnotations?: Labels;
  /** The Service that clients use (Helm's `service`). @default - type `ClusterIP` */
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
