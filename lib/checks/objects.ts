import { lookUp } from '../values/text';
import { groupOf, groupsWith } from './kinds';
import type { ManifestObject } from './manifest';

// Fields of objects that checks read. Unused fields are left out, and those that may be missing are optional.
// Objects that are not of this shape are found by their schema, and never get here.

type Map<T = string> = Readonly<Record<string, T>>;
type Optional = { readonly optional?: boolean };
type Named = { readonly name?: string };

export interface KeyReference extends Named, Optional {
  readonly key: string;
}

export interface Items {
  readonly items?: ReadonlyArray<{ readonly key: string; readonly path: string }>;
}

export interface VolumeSpec {
  readonly name: string;
  readonly configMap?: Named & Optional & Items;
  readonly secret?: { readonly secretName?: string } & Optional & Items;
  readonly persistentVolumeClaim?: { readonly claimName: string };
  readonly emptyDir?: { readonly medium?: string; readonly sizeLimit?: number | string };
  readonly hostPath?: { readonly path: string };
  readonly projected?: {
    readonly sources?: ReadonlyArray<{
      readonly configMap?: Named & Optional & Items;
      readonly secret?: Named & Optional & Items;
    }>;
  };
}

export interface PortSpec {
  readonly name?: string;
  readonly containerPort: number;
  readonly hostPort?: number;
  readonly hostIP?: string;
  readonly protocol?: string;
}

export interface SecurityContextSpec {
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  /** Of pods. */
  readonly fsGroup?: number;
  readonly readOnlyRootFilesystem?: boolean;
}

export interface ProbeSpec {
  readonly httpGet?: { readonly path?: string; readonly port?: number | string };
}

export interface ContainerSpec {
  /** `Always` for an init container that runs as long as the pod. */
  readonly restartPolicy?: string;
  readonly name: string;
  readonly image?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly ports?: readonly PortSpec[];
  readonly env?: ReadonlyArray<{
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: { readonly configMapKeyRef?: KeyReference; readonly secretKeyRef?: KeyReference };
  }>;
  readonly envFrom?: ReadonlyArray<{
    readonly configMapRef?: Named & Optional;
    readonly secretRef?: Named & Optional;
    readonly prefix?: string;
  }>;
  readonly volumeMounts?: ReadonlyArray<{
    readonly name: string;
    readonly mountPath: string;
    readonly subPath?: string;
    readonly readOnly?: boolean;
  }>;
  readonly resources?: { readonly requests?: object; readonly limits?: object };
  readonly livenessProbe?: ProbeSpec;
  readonly readinessProbe?: ProbeSpec;
  readonly startupProbe?: ProbeSpec;
  readonly securityContext?: SecurityContextSpec;
}

/** Pods that one must not, or should not, share a topology domain with. */
export interface PodAffinityTermSpec {
  readonly topologyKey: string;
  readonly labelSelector?: Selector;
}

export interface AffinitySpec {
  readonly nodeAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: {
      readonly nodeSelectorTerms: ReadonlyArray<Pick<Selector, 'matchExpressions'>>;
    };
  };
  readonly podAntiAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTermSpec[];
    readonly preferredDuringSchedulingIgnoredDuringExecution?: ReadonlyArray<{
      readonly podAffinityTerm: PodAffinityTermSpec;
    }>;
  };
}

export interface TopologySpreadSpec {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly whenUnsatisfiable: string;
  readonly labelSelector?: Selector;
}

export interface PodSpec {
  readonly affinity?: AffinitySpec;
  readonly topologySpreadConstraints?: readonly TopologySpreadSpec[];
  readonly nodeSelector?: Map;
  readonly containers: readonly ContainerSpec[];
  readonly initContainers?: readonly ContainerSpec[];
  readonly volumes?: readonly VolumeSpec[];
  readonly serviceAccountName?: string;
  readonly hostNetwork?: boolean;
  readonly imagePullSecrets?: readonly Named[];
  readonly securityContext?: SecurityContextSpec;
  readonly terminationGracePeriodSeconds?: number;
}

export interface PodTemplate {
  readonly metadata?: { readonly labels?: Map; readonly annotations?: Map };
  readonly spec: PodSpec;
}

export interface ClaimSpec {
  readonly storageClassName?: string;
  readonly resources?: { readonly requests?: { readonly storage?: number | string } };
}

export interface Selector {
  readonly matchLabels?: Map;
  readonly matchExpressions?: ReadonlyArray<{
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }>;
}

export interface WorkloadSpec {
  readonly replicas?: number;
  readonly selector?: Selector;
  readonly template: PodTemplate;
  /** Of a StatefulSet. */
  readonly serviceName?: string;
  readonly podManagementPolicy?: string;
  readonly updateStrategy?: {
    readonly type?: string;
    readonly rollingUpdate?: { readonly maxUnavailable?: number | string };
  };
  /** Of a Deployment. */
  readonly strategy?: {
    readonly type?: string;
    readonly rollingUpdate?: { readonly maxUnavailable?: number | string; readonly maxSurge?: number | string };
  };
  readonly volumeClaimTemplates?: ReadonlyArray<{
    readonly metadata: { readonly name: string };
    readonly spec: ClaimSpec;
  }>;
}

export interface ServicePortSpec {
  readonly name?: string;
  readonly port: number;
  readonly targetPort?: number | string;
  readonly protocol?: string;
}

interface ServiceReference {
  readonly service?: { readonly name: string; readonly port?: { readonly name?: string; readonly number?: number } };
}

/** A Service that an HTTPRoute leads to; other kinds are not of Kubernetes itself. */
export interface BackendRef {
  readonly group?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name: string;
  readonly port?: number;
}

/** Pods or networks that a rule of a NetworkPolicy names. */
export interface PolicyPeer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface PolicyPort {
  readonly port?: number | string;
  readonly endPort?: number;
  readonly protocol?: string;
}

export interface NetworkPolicySpec {
  readonly podSelector: Selector;
  readonly policyTypes?: readonly string[];
  readonly ingress?: ReadonlyArray<{ readonly from?: readonly PolicyPeer[]; readonly ports?: readonly PolicyPort[] }>;
  readonly egress?: ReadonlyArray<{ readonly to?: readonly PolicyPeer[]; readonly ports?: readonly PolicyPort[] }>;
}

/** Endpoint of a ServiceMonitor or PodMonitor (Prometheus operator). */
interface MetricsEndpoint {
  readonly port?: string;
  readonly path?: string;
  readonly relabelings?: readonly object[];
}

/** The specification of an object by its kind. */
interface Specs {
  readonly Deployment: WorkloadSpec;
  readonly StatefulSet: WorkloadSpec;
  readonly DaemonSet: WorkloadSpec;
  readonly Job: WorkloadSpec;
  readonly CronJob: { readonly jobTemplate: { readonly spec: WorkloadSpec } };
  readonly Pod: PodSpec;
  readonly Service: {
    readonly type?: string;
    readonly clusterIP?: string;
    readonly publishNotReadyAddresses?: boolean;
    readonly selector?: Map;
    readonly ports?: readonly ServicePortSpec[];
  };
  readonly PersistentVolumeClaim: ClaimSpec;
  readonly HorizontalPodAutoscaler: {
    readonly scaleTargetRef: { readonly apiVersion?: string; readonly kind: string; readonly name: string };
    readonly minReplicas?: number;
    readonly maxReplicas: number;
    readonly metrics?: ReadonlyArray<{
      readonly resource?: { readonly name: string; readonly target: { readonly type: string } };
    }>;
  };
  readonly PodDisruptionBudget: {
    readonly selector?: Selector;
    readonly maxUnavailable?: number | string;
    readonly minAvailable?: number | string;
  };
  readonly NetworkPolicy: NetworkPolicySpec;
  readonly Ingress: {
    readonly ingressClassName?: string;
    readonly defaultBackend?: ServiceReference;
    readonly tls?: ReadonlyArray<{ readonly secretName?: string; readonly hosts?: readonly string[] }>;
    readonly rules?: ReadonlyArray<{
      readonly host?: string;
      readonly http?: {
        readonly paths: ReadonlyArray<{
          readonly path?: string;
          readonly pathType?: string;
          readonly backend: ServiceReference;
        }>;
      };
    }>;
  };
  readonly ExternalSecret: {
    readonly target?: {
      readonly name?: string;
      readonly creationPolicy?: string;
      readonly template?: { readonly data?: Map };
    };
    readonly data?: ReadonlyArray<{ readonly secretKey: string }>;
    readonly dataFrom?: readonly object[];
  };
  readonly Certificate: { readonly secretName: string };
  readonly HTTPRoute: {
    readonly rules?: ReadonlyArray<{ readonly backendRefs?: readonly BackendRef[] }>;
  };
  readonly ScaledObject: {
    readonly scaleTargetRef: { readonly apiVersion?: string; readonly kind?: string; readonly name: string };
    readonly minReplicaCount?: number;
    readonly maxReplicaCount?: number;
    readonly triggers: ReadonlyArray<{ readonly type: string; readonly metricType?: string; readonly metadata?: Map }>;
  };
  readonly ServiceMonitor: {
    readonly selector: Selector;
    readonly namespaceSelector?: { readonly any?: boolean; readonly matchNames?: readonly string[] };
    readonly endpoints: ReadonlyArray<MetricsEndpoint>;
  };
  readonly PodMonitor: {
    readonly selector: Selector;
    readonly namespaceSelector?: { readonly any?: boolean; readonly matchNames?: readonly string[] };
    readonly podMetricsEndpoints: ReadonlyArray<MetricsEndpoint>;
  };
  readonly PrometheusRule: {
    readonly groups?: ReadonlyArray<{
      readonly name: string;
      readonly rules?: ReadonlyArray<{
        readonly alert?: string;
        readonly record?: string;
        readonly expr: string | number;
      }>;
    }>;
  };
}

type Fields = {
  readonly [Kind in keyof Specs]: { readonly spec: Specs[Kind] };
} & {
  readonly Namespace: object;
  readonly ServiceAccount: { readonly imagePullSecrets?: readonly Named[] };
  readonly ConfigMap: { readonly data?: Map; readonly binaryData?: Map };
  readonly Secret: { readonly data?: Map; readonly stringData?: Map };
  readonly RoleBinding: Binding;
  readonly ClusterRoleBinding: Binding;
};

interface Binding {
  readonly roleRef: { readonly kind: string; readonly name: string };
  readonly subjects?: ReadonlyArray<{ readonly kind: string; readonly name: string; readonly namespace?: string }>;
}

export type CheckedKind = keyof Fields;

/** An object of one kind, with the fields of it. */
export type ObjectOf<Kind extends CheckedKind> = Omit<ManifestObject, 'content'> & {
  readonly content: ManifestObject['content'] & Fields[Kind];
};

/** The group of the API that a kind is of: other groups have kinds of the same names. */
const GROUPS = {
  Deployment: 'apps',
  StatefulSet: 'apps',
  DaemonSet: 'apps',
  Job: 'batch',
  CronJob: 'batch',
  Pod: '',
  Service: '',
  PersistentVolumeClaim: '',
  HorizontalPodAutoscaler: 'autoscaling',
  PodDisruptionBudget: 'policy',
  NetworkPolicy: 'networking.k8s.io',
  Ingress: 'networking.k8s.io',
  ServiceMonitor: 'monitoring.coreos.com',
  PodMonitor: 'monitoring.coreos.com',
  PrometheusRule: 'monitoring.coreos.com',
  Certificate: 'cert-manager.io',
  HTTPRoute: 'gateway.networking.k8s.io',
  ScaledObject: 'keda.sh',
  ExternalSecret: 'external-secrets.io',
  Namespace: '',
  ServiceAccount: '',
  ConfigMap: '',
  Secret: '',
  RoleBinding: 'rbac.authorization.k8s.io',
  ClusterRoleBinding: 'rbac.authorization.k8s.io',
} as const satisfies Readonly<Record<CheckedKind, string>>;

/** The groups that a kind without an API version may be meant to be of; none if any may. */
export const groupsMeant = (kind: string): readonly string[] => {
  const checked = lookUp<string>(GROUPS, kind);
  return checked === undefined ? groupsWith(kind) : [checked];
};

/** Whether an object is of this kind. */
export const isKind = <Kind extends CheckedKind>(object: ManifestObject, kind: Kind): object is ObjectOf<Kind> =>
  object.content.kind === kind && groupOf(object.content.apiVersion) === GROUPS[kind];

/** Whether an object is of a kind that checks read, so that its content has to be known. */
export const isChecked = ({ content: { apiVersion, kind } }: ManifestObject): boolean =>
  lookUp<string>(GROUPS, kind) === groupOf(apiVersion);

/** Whether labels are those that a selector asks for. */
export const selects = ({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Map): boolean =>
  Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
  matchExpressions.every(({ key, operator, values = [] }) => {
    const value = labels[key];
    if (operator === 'Exists') return value !== undefined;
    if (operator === 'DoesNotExist') return value === undefined;
    const isIn = value !== undefined && values.includes(value);
    return operator === 'In' ? isIn : !isIn;
  });
