import type { ManifestObject } from './manifest';

// What checks read of an object. Fields that nobody looks at are left out, and those that may be missing are optional.
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
  readonly emptyDir?: object;
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
}

export interface SecurityContextSpec {
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly readOnlyRootFilesystem?: boolean;
}

export interface ContainerSpec {
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
  }>;
  readonly volumeMounts?: ReadonlyArray<{
    readonly name: string;
    readonly mountPath: string;
    readonly subPath?: string;
  }>;
  readonly resources?: { readonly requests?: object; readonly limits?: object };
  readonly livenessProbe?: object;
  readonly readinessProbe?: object;
  readonly startupProbe?: object;
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
}

interface ServiceReference {
  readonly service?: { readonly name: string; readonly port?: { readonly name?: string; readonly number?: number } };
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
    readonly scaleTargetRef: { readonly kind: string; readonly name: string };
    readonly minReplicas?: number;
    readonly maxReplicas: number;
  };
  readonly PodDisruptionBudget: {
    readonly selector?: Selector;
    readonly maxUnavailable?: number | string;
    readonly minAvailable?: number | string;
  };
  readonly NetworkPolicy: { readonly podSelector: Selector };
  readonly Ingress: {
    readonly defaultBackend?: ServiceReference;
    readonly tls?: ReadonlyArray<{ readonly secretName?: string; readonly hosts?: readonly string[] }>;
    readonly rules?: ReadonlyArray<{
      readonly host?: string;
      readonly http?: { readonly paths: ReadonlyArray<{ readonly path?: string; readonly backend: ServiceReference }> };
    }>;
  };
  readonly ServiceMonitor: {
    readonly selector: Selector;
    readonly namespaceSelector?: { readonly any?: boolean; readonly matchNames?: readonly string[] };
    readonly endpoints: ReadonlyArray<{ readonly port?: string }>;
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

/** Whether an object is of this kind. */
export const isKind = <Kind extends CheckedKind>(object: ManifestObject, kind: Kind): object is ObjectOf<Kind> =>
  object.content.kind === kind;

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
