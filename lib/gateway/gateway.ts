import { Construct } from 'constructs';
import { contentHash } from '../config/render';
import { Endpoint } from '../endpoint';
import { intOrString, KubeConfigMap } from '../k8s';
import type { System } from '../system';
import { mergeProps } from '../workload/merge';
import type { WorkloadProps } from '../workload/props';
import { Workload } from '../workload/workload';
import { expose } from './exposure';
import { nginxConf, type Route, SECRETS_FOLDER } from './nginx';
import type { GatewayProps } from './props';

export interface GatewayConstructProps {
  readonly system: System;
  /** Name of the component. @default "gateway" */
  readonly name?: string;
  /** Name of its port. @default "http" */
  readonly portName?: string;
  readonly routes: readonly Route[];
  /** Tenant of requests that name none. @default - the system decides */
  readonly defaultTenant?: string | undefined;
  /** Seconds for which a backend may be silent. @default - nginx's own, 60 */
  readonly readTimeoutSeconds?: number;
  /** Realm that basic authentication shows. */
  readonly realm: string;
  readonly serviceAccountName: string;
  /** What the system says where its user does not. */
  readonly defaults: WorkloadProps;
  readonly props: GatewayProps;
}

const PORT = 8080;

const LOG_FORMAT = [
  '$remote_addr - $remote_user [$time_local]  $status ',
  '"$request" $body_bytes_sent "$http_referer" ',
  '"$http_user_agent" "$http_x_forwarded_for"',
];

/** An nginx that leads each path of a system to the role that answers it. */
export class Gateway extends Construct {
  readonly endpoint: Endpoint;

  constructor(scope: Construct, id: string, definition: GatewayConstructProps) {
    super(scope, id);
    const {
      system,
      name = 'gateway',
      portName = 'http',
      routes,
      realm,
      serviceAccountName,
      defaults,
      props,
    } = definition;
    const component = system.component(name);
    const { service = {}, basicAuth, verboseLogging = true } = props;
    const { port = 80 } = service;
    const conf = nginxConf({
      routes,
      clusterDomain: system.clusterDomain,
      resolver: props.resolver ?? `kube-dns.kube-system.svc.${system.clusterDomain}`,
      port: PORT,
      basicAuthRealm: basicAuth && realm,
      defaultTenant: definition.defaultTenant,
      readTimeoutSeconds: definition.readTimeoutSeconds,
      logFormat: LOG_FORMAT,
      verboseLogging,
      httpSnippet: props.httpSnippet,
      serverSnippet: props.serverSnippet,
    });
    const configMap = new KubeConfigMap(this, 'config', {
      metadata: { name: component.objectName, namespace: system.namespace, labels: { ...component.labels } },
      data: { 'nginx.conf': conf },
    });

    new Workload(this, 'workload', {
      component,
      kind: 'Deployment',
      main: {
        name: 'nginx',
        args: [],
        ports: [{ name: portName, containerPort: PORT, protocol: 'TCP' }],
        volumeMounts: [
          { name: 'config', mountPath: '/etc/nginx' },
          ...(basicAuth ? [{ name: 'auth', mountPath: SECRETS_FOLDER }] : []),
          { name: 'tmp', mountPath: '/tmp' },
          { name: 'docker-entrypoint-d-override', mountPath: '/docker-entrypoint.d' },
        ],
      },
      volumes: [
        { name: 'config', configMap: { name: configMap.name } },
        ...(basicAuth ? [{ name: 'auth', secret: { secretName: basicAuth.secretName } }] : []),
        { name: 'tmp', emptyDir: {} },
        // The image's own scripts would write to a root that is read-only.
        { name: 'docker-entrypoint-d-override', emptyDir: {} },
      ],
      services: [{ ports: [{ name: portName, port }] }],
      serviceAccountName,
      props: mergeProps(
        { ...probes(portName), podAnnotations: { 'checksum/config': contentHash(conf) } },
        defaults,
        props,
      ),
    });
    this.endpoint = new Endpoint({ service: component.objectName, namespace: system.namespace, port });

    expose(this, {
      name: component.objectName,
      namespace: system.namespace,
      labels: component.labels,
      backend: this.endpoint,
      props,
    });
  }
}

function probes(portName: string): WorkloadProps {
  const httpGet = { path: '/', port: intOrString(portName) };
  return {
    readinessProbe: { initialDelaySeconds: 15, httpGet, timeoutSeconds: 1 },
    livenessProbe: { initialDelaySeconds: 30, httpGet },
  };
}
