import type { Data } from '../../../values/data';

/** A default of the API server: a value, the defaults of a map or of list items, or a function of the map around it. */
export type Default =
  | string
  | number
  | boolean
  | readonly [Default]
  | { readonly [key: string]: Default }
  | ((around: Data) => unknown);

/** An empty map that says nothing. */
const EMPTY: Default = {};

const PROBE: Default = {
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
  httpGet: { scheme: 'HTTP' },
  grpc: { service: '' },
};

const FIELD_REF: Default = { fieldRef: { apiVersion: 'v1' } };

/** Images without a version, or with the tag `latest`, are pulled always. */
const pullPolicy = ({ image }: Data): string => {
  const name = typeof image === 'string' ? image : '';
  const isLatest = !name.includes('@') && (!/:[^/]*$/.test(name) || name.endsWith(':latest'));
  return isLatest ? 'Always' : 'IfNotPresent';
};

const CONTAINER: Default = {
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  imagePullPolicy: pullPolicy,
  resources: EMPTY,
  ports: [{ protocol: 'TCP' }],
  env: [{ value: '', valueFrom: FIELD_REF }],
  livenessProbe: PROBE,
  readinessProbe: PROBE,
  startupProbe: PROBE,
};

const FILES: Default = { defaultMode: 420, items: [FIELD_REF] };

const POD: Default = {
  restartPolicy: 'Always',
  dnsPolicy: 'ClusterFirst',
  schedulerName: 'default-scheduler',
  terminationGracePeriodSeconds: 30,
  enableServiceLinks: true,
  hostNetwork: false,
  hostPID: false,
  hostIPC: false,
  securityContext: EMPTY,
  // The older name of the same field, which the API server keeps beside it.
  serviceAccount: ({ serviceAccountName }) => serviceAccountName,
  containers: [CONTAINER],
  initContainers: [CONTAINER],
  volumes: [
    {
      configMap: FILES,
      secret: FILES,
      downwardAPI: FILES,
      hostPath: { type: '' },
      projected: { defaultMode: 420, sources: [{ serviceAccountToken: { expirationSeconds: 3600 } }] },
    },
  ],
};

/** A pod of a Job never restarts by itself, so its policy has no default. */
const TEMPLATE: Default = { spec: POD };

const JOB: Default = {
  backoffLimit: 6,
  completions: 1,
  parallelism: 1,
  completionMode: 'NonIndexed',
  podReplacementPolicy: 'TerminatingOrFailed',
  suspend: false,
  manualSelector: false,
  template: TEMPLATE,
};

const CLAIM: Default = { volumeMode: 'Filesystem', resources: EMPTY };
const RETAIN: Default = { whenDeleted: 'Retain', whenScaled: 'Retain' };

/** Fields that the API server of Kubernetes 1.28 fills in, by kind. */
export const DEFAULTS: Readonly<Record<string, Default>> = {
  Deployment: {
    spec: {
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      template: TEMPLATE,
    },
  },
  StatefulSet: {
    spec: {
      replicas: 1,
      revisionHistoryLimit: 10,
      podManagementPolicy: 'OrderedReady',
      serviceName: '',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      persistentVolumeClaimRetentionPolicy: RETAIN,
      template: TEMPLATE,
      volumeClaimTemplates: [
        { apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: CLAIM, status: ({ status }) => status },
      ],
    },
  },
  DaemonSet: {
    spec: {
      revisionHistoryLimit: 10,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      template: TEMPLATE,
    },
  },
  Job: { spec: JOB },
  CronJob: {
    spec: {
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
      jobTemplate: { spec: JOB },
    },
  },
  Pod: { spec: POD },
  Service: {
    spec: {
      type: 'ClusterIP',
      sessionAffinity: 'None',
      internalTrafficPolicy: 'Cluster',
      externalTrafficPolicy: 'Cluster',
      allocateLoadBalancerNodePorts: true,
      ipFamilyPolicy: 'SingleStack',
      publishNotReadyAddresses: false,
      // A headless Service repeats itself.
      clusterIPs: ({ clusterIP }) => (clusterIP === undefined ? undefined : [clusterIP]),
      ports: [{ protocol: 'TCP', targetPort: ({ port }) => port }],
    },
  },
  PersistentVolumeClaim: { spec: CLAIM },
  HorizontalPodAutoscaler: { spec: { minReplicas: 1 } },
  Secret: { type: 'Opaque', immutable: false },
  ConfigMap: { immutable: false },
  NetworkPolicy: {
    spec: {
      policyTypes: ({ egress }) => (egress === undefined ? ['Ingress'] : ['Ingress', 'Egress']),
      podSelector: EMPTY,
    },
  },
  ClusterRoleBinding: { subjects: [{ apiGroup: '' }] },
  RoleBinding: { subjects: [{ apiGroup: '' }] },
  StorageClass: { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' },
  ServiceMonitor: {
    spec: { endpoints: [{ relabelings: [{ action: 'replace' }], metricRelabelings: [{ action: 'replace' }] }] },
  },
};

/**
 * Fields that the server or a controller sets where a manifest says nothing. One that a manifest stops to say keeps its
 * value, so that its absence is no change either.
 */
export const KEPT: Readonly<Record<string, readonly string[]>> = {
  Service: ['clusterIP', 'clusterIPs', 'ipFamilies', 'healthCheckNodePort'].map((field) => `spec.${field}`),
  PersistentVolumeClaim: ['spec.volumeName', 'spec.storageClassName'],
  PersistentVolume: ['spec.claimRef'],
  Namespace: ['spec'],
  ServiceAccount: ['secrets', 'imagePullSecrets'],
  Job: ['spec.selector'],
  HorizontalPodAutoscaler: ['spec.behavior'],
  ValidatingWebhookConfiguration: ['webhooks'],
};

/** Metadata that only the server and controllers write. */
export const SERVER_METADATA: ReadonlySet<string> = new Set([
  ...['creationTimestamp', 'deletionGracePeriodSeconds', 'deletionTimestamp', 'finalizers', 'generation'],
  ...['managedFields', 'ownerReferences', 'resourceVersion', 'selfLink', 'uid'],
]);

/** Labels and annotations that appear in the cluster and in no manifest. */
export const SERVER_LABELS: RegExp =
  /^(kubectl\.kubernetes\.io\/last-applied-configuration|deployment\.kubernetes\.io\/revision|deprecated\.daemonset\.template\.generation|kubernetes\.io\/metadata\.name|applyset\.kubernetes\.io\/.*|argocd\.argoproj\.io\/(tracking-id|instance)|kustomize\.toolkit\.fluxcd\.io\/(name|namespace)|pv\.kubernetes\.io\/.*|volume\.(beta\.)?kubernetes\.io\/.*|control-plane\.alpha\.kubernetes\.io\/leader|(batch\.kubernetes\.io\/)?(controller-uid|job-name)|batch\.kubernetes\.io\/job-tracking)$/;
