import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { KomposeService } from '../lib/constructs/kompose/service';
import type { ComposeService } from '../lib/model/compose/types';
import type { Endpoint } from '../lib/values/endpoint';
import { imageReference } from '../lib/values/image';
import type { S3Credentials } from '../lib/values/object-storage';
import { SecretKey } from '../lib/values/secret-key';
import { maintained } from '../versions';
import { type KomposeChartProps, serviceProps } from './kompose-chart';

/** Credentials as text. They are written to `dist/` in plain text: use only credentials that are already public. */
export interface MinioPlainCredentials {
  /** `MINIO_ACCESS_KEY`, the name that MinIO had for the user before 2021. */
  readonly accessKey: string;
  /** `MINIO_SECRET_KEY`, the name that MinIO had for the password before 2021. */
  readonly secretKey: string;
  /** `MINIO_ROOT_USER`: the user that signs in. */
  readonly rootUser: string;
  /** `MINIO_ROOT_PASSWORD` */
  readonly rootPassword: string;
}

/** A Secret with the keys `MINIO_ACCESS_KEY`, `MINIO_SECRET_KEY`, `MINIO_ROOT_USER` and `MINIO_ROOT_PASSWORD`. */
export interface MinioSecretCredentials {
  /** Name of the Secret, which exists in the namespace of the chart. */
  readonly secretName: string;
}

export interface MinioProps extends KomposeChartProps {
  /**
   * Source of the credentials.
   * @default - the Secret "minio-credentials"
   */
  readonly credentials?: MinioSecretCredentials | MinioPlainCredentials;
  /**
   * Liveness probe of MinIO: `http` is sent by the kubelet, `curl` runs a program that not every image has.
   * @default "http"
   */
  readonly healthcheck?: 'http' | 'curl';
}

const API_PORT = 9000;
const CONSOLE_PORT = 9001;
const LIVE_PATH = '/minio/health/live';

/** MinIO: S3-compatible object storage on a single node. */
export class Minio extends Chart {
  /** The S3 API. */
  readonly endpoint: Endpoint;
  /** The console, for browsers. */
  readonly console: Endpoint;
  /** The root user, for `ObjectStorage.minio`; undefined if the credentials are plain text. */
  readonly credentials: S3Credentials | undefined;

  constructor(scope: Construct, id: string, props: MinioProps = {}) {
    const {
      namespace,
      image = maintained.minio,
      credentials = { secretName: 'minio-credentials' },
      healthcheck = 'http',
    } = props;
    super(scope, id, { namespace });
    const service = new KomposeService(
      this,
      'minio',
      serviceProps(props, {
        service: {
          image: imageReference(image),
          command: ['server', '--console-address', `:${CONSOLE_PORT}`, '/export'],
          environment: environment(credentials),
          ports: [API_PORT, CONSOLE_PORT],
          volumes: ['/export'],
          ...HEALTHCHECKS[healthcheck],
        },
        security: { user: 1000 },
        // MinIO makes a folder for certificates in its home when it starts.
        restrictedService: { environment: { HOME: '/tmp' }, tmpfs: '/tmp' },
      }),
    );
    this.endpoint = service.endpoint(API_PORT);
    this.console = service.endpoint(CONSOLE_PORT);
    this.credentials = 'secretName' in credentials ? rootCredentials(credentials) : undefined;
  }
}

const rootCredentials = ({ secretName }: MinioSecretCredentials): S3Credentials => ({
  accessKeyId: new SecretKey(secretName, 'MINIO_ROOT_USER'),
  secretAccessKey: new SecretKey(secretName, 'MINIO_ROOT_PASSWORD'),
});

const TIMES = { interval: '30s', timeout: '20s', retries: 3 };

const HEALTHCHECKS: Readonly<Record<'http' | 'curl', Pick<ComposeService, 'healthcheck' | 'labels'>>> = {
  http: {
    healthcheck: TIMES,
    labels: {
      'kompose.service.healthcheck.liveness.http_get_path': LIVE_PATH,
      'kompose.service.healthcheck.liveness.http_get_port': API_PORT,
    },
  },
  curl: {
    healthcheck: { test: ['CMD', 'curl', '-f', `http://localhost:${API_PORT}${LIVE_PATH}`], ...TIMES },
  },
};

function environment(credentials: MinioSecretCredentials | MinioPlainCredentials): ComposeService['environment'] {
  if ('secretName' in credentials) {
    const key = (name: string): SecretKey => new SecretKey(credentials.secretName, name);
    return {
      MINIO_ACCESS_KEY: key('MINIO_ACCESS_KEY'),
      MINIO_SECRET_KEY: key('MINIO_SECRET_KEY'),
      MINIO_ROOT_USER: key('MINIO_ROOT_USER'),
      MINIO_ROOT_PASSWORD: key('MINIO_ROOT_PASSWORD'),
    };
  }
  return {
    MINIO_ACCESS_KEY: credentials.accessKey,
    MINIO_SECRET_KEY: credentials.secretKey,
    MINIO_ROOT_USER: credentials.rootUser,
    MINIO_ROOT_PASSWORD: credentials.rootPassword,
  };
}
