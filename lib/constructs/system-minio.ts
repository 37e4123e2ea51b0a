import { Construct } from 'constructs';
import { Endpoint } from '../values/endpoint';
import type { Image } from '../values/image';
import {
  type EnvVar,
  intOrString,
  KubeDeployment,
  KubeJob,
  KubePersistentVolumeClaim,
  KubeSecret,
  KubeService,
  KubeServiceAccount,
} from '../values/k8s';
import { ObjectStorage, type S3Credentials } from '../values/object-storage';
import { restricted } from '../values/pod-security';
import { quantity, type Resources, resourceRequirements, type Size } from '../values/quantity';
import { SecretKey } from '../values/secret-key';
import type { System } from '../values/system';
import { REPEATABLE } from './repeatable-job';

/** A MinIO of an installation's own. */
export interface SystemMinioProps {
  /** @default - that of `versions.ts` */
  readonly image?: Image;
  /** Client that makes the buckets. @default - that of `versions.ts` */
  readonly clientImage?: Image;
  /**
   * A Secret with the keys `rootUser` and `rootPassword`, or both as plain text, which is written to `dist/`: use plain
   * text only for credentials that are already public.
   */
  readonly credentials: { readonly secretName: string } | { readonly rootUser: string; readonly rootPassword: string };
  /** @default "5Gi" */
  readonly size?: Size;
  /** @default - the default class of the cluster */
  readonly storageClass?: string;
  /** @default - 100m of a processor and 128Mi of memory requested */
  readonly resources?: Resources;
}

export interface SystemMinioConstructProps extends SystemMinioProps {
  readonly system: System;
  readonly release: string;
  /** Buckets to make. */
  readonly buckets: readonly string[];
  /** Default images. */
  readonly images: { readonly server: Image; readonly client: Image };
}

const API_PORT = 9000;
const CONSOLE_PORT = 9001;

/** A MinIO of one pod with a claim, and a Job that makes the buckets. Names and labels are those of MinIO's Helm chart. */
export class SystemMinio extends Construct {
  constructor(scope: Construct, id: string, props: SystemMinioConstructProps) {
    super(scope, id);
    const { system, release, buckets, images, size = '5Gi', storageClass } = props;
    const { namespace } = system;
    const name = system.objectName('minio');
    const selector = { app: 'minio', release };
    const metadata = { name, namespace, labels: selector };
    const { pod, container } = restricted({ user: 1000 });

    if ('rootUser' in props.credentials) {
      new KubeSecret(this, 'credentials', { metadata, type: 'Opaque', stringData: { ...props.credentials } });
    }
    const { accessKeyId, secretAccessKey } = credentialsOf(system, props);
    const credentialVars = [
      secretVar('MINIO_ROOT_USER', accessKeyId),
      secretVar('MINIO_ROOT_PASSWORD', secretAccessKey),
    ];

    new KubePersistentVolumeClaim(this, 'claim', {
      metadata,
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: storageClass,
        resources: { requests: { storage: quantity(size) } },
      },
    });
    new KubeService(this, 'service', {
      metadata: { ...metadata, labels: { ...selector, monitoring: 'true' } },
      spec: { type: 'ClusterIP', ports: [port('http', API_PORT)], selector },
    });
    new KubeService(this, 'console', {
      metadata: { ...metadata, name: `${name}-console` },
      spec: { type: 'ClusterIP', ports: [port('http', CONSOLE_PORT)], selector },
    });
    new KubeServiceAccount(this, 'service-account', {
      metadata: { name: 'minio-sa', namespace },
      automountServiceAccountToken: false,
    });
    this.node.defaultChild = new KubeDeployment(this, 'controller', {
      metadata,
      spec: {
        replicas: 1,
        // The claim is for one pod at a time.
        strategy: { type: 'Recreate' },
        selector: { matchLabels: selector },
        template: {
          metadata: { labels: selector },
          spec: {
            serviceAccountName: 'minio-sa',
            securityContext: { ...pod, fsGroupChangePolicy: 'OnRootMismatch' },
            containers: [
              {
                name: 'minio',
                image: system.imageReference(props.image ?? images.server),
                imagePullPolicy: 'IfNotPresent',
                args: ['server', '/export', '--address', `:${API_PORT}`, '--console-address', `:${CONSOLE_PORT}`],
                ports: [
                  { name: 'http', containerPort: API_PORT },
                  { name: 'http-console', containerPort: CONSOLE_PORT },
                ],
                env: [
                  ...credentialVars,
                  { name: 'MINIO_PROMETHEUS_AUTH_TYPE', value: 'public' },
                  // It makes a folder for certificates in its home when it starts.
                  { name: 'HOME', value: '/tmp' },
                ],
                readinessProbe: {
                  httpGet: { path: '/minio/health/ready', port: intOrString('http') },
                },
                resources: resourceRequirements(props.resources ?? { requests: { cpu: '100m', memory: '128Mi' } }),
                securityContext: container,
                volumeMounts: [
                  { name: 'export', mountPath: '/export' },
                  { name: 'tmp', mountPath: '/tmp' },
                ],
              },
            ],
            volumes: [
              { name: 'export', persistentVolumeClaim: { claimName: name } },
              { name: 'tmp', emptyDir: {} },
            ],
          },
        },
      },
    });
    const jobLabels = { app: 'minio-job', release };
    new KubeJob(this, 'make-buckets', {
      metadata: { name: `${name}-make-buckets`, namespace, labels: jobLabels, annotations: REPEATABLE.annotations },
      spec: {
        ttlSecondsAfterFinished: REPEATABLE.ttlSecondsAfterFinished,
        template: {
          metadata: { labels: jobLabels },
          spec: {
            restartPolicy: 'OnFailure',
            serviceAccountName: 'minio-sa',
            securityContext: pod,
            containers: [
              {
                name: 'mc',
                image: system.imageReference(props.clientImage ?? images.client),
                imagePullPolicy: 'IfNotPresent',
                command: ['/bin/sh', '-ec', MAKE_BUCKETS, 'make-buckets', ...buckets],
                env: [
                  ...credentialVars,
                  { name: 'MINIO_URL', value: endpointOf(system).url },
                  { name: 'HOME', value: '/tmp' },
                ],
                resources: resourceRequirements({ requests: { cpu: '10m', memory: '128Mi' } }),
                securityContext: container,
                volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
              },
            ],
            volumes: [{ name: 'tmp', emptyDir: {} }],
          },
        },
      },
    });
  }
}

/** A bucket in it, as the pods of its system reach it. */
export function bucketOf(system: System, props: Pick<SystemMinioProps, 'credentials'>, bucket: string): ObjectStorage {
  const { host, port: number } = endpointOf(system);
  return ObjectStorage.s3({
    bucket,
    endpoint: `${host}.svc:${number}`,
    credentials: credentialsOf(system, props),
    insecure: true,
  });
}

const endpointOf = (system: System): Endpoint =>
  new Endpoint({ service: system.objectName('minio'), namespace: system.namespace, port: API_PORT });

function credentialsOf(system: System, { credentials }: Pick<SystemMinioProps, 'credentials'>): S3Credentials {
  const secretName = 'secretName' in credentials ? credentials.secretName : system.objectName('minio');
  return {
    accessKeyId: new SecretKey(secretName, 'rootUser'),
    secretAccessKey: new SecretKey(secretName, 'rootPassword'),
  };
}

/** Waits for MinIO, which may start later, and makes missing buckets. */
const MAKE_BUCKETS = [
  'until mc alias set minio "$MINIO_URL" "$MINIO_ROOT_USER" "$MINIO_ROOT_PASSWORD"; do sleep 2; done',
  'for bucket in "$@"; do mc mb --ignore-existing "minio/$bucket"; done',
].join('\n');

const port = (name: string, number: number) => ({
  name,
  port: number,
  targetPort: intOrString(number),
  protocol: 'TCP',
});

const secretVar = (name: string, { secretName, key }: SecretKey): EnvVar => ({
  name,
  valueFrom: { secretKeyRef: { name: secretName, key } },
});
