import { Construct } from 'constructs';
import { contentHash } from '../../model/config/render';
import { Endpoint } from '../../values/endpoint';
import { Mistakes, within } from '../../values/errors';
import { serviceFamilies } from '../../values/ip-families';
import { intOrString, KubeConfigMap, type KubeService, type Volume } from '../../values/k8s';
import { dnsSubdomain } from '../../values/names';
import type { System } from '../../values/system';
import type { Entrance } from '../api/system-apis';
import { checkCredentials } from '../api/validate-target';
import type { BackendTls } from '../tls/system-tls';
import { mergeProps, overChart } from '../workload/merge';
import type { WorkloadProps } from '../workload/props';
import { Workload } from '../workload/workload';
import { createExposure } from './exposure';
import {
  AUTHORITY_FILE,
  AUTHORITY_FOLDER,
  type NginxTime,
  nginxConf,
  type Route,
  SECRETS_FOLDER,
  USERS_FILE,
} from './nginx';
import type { GatewayProps } from './props';
import { logFormatOf, nginxTime, resolverOf } from './values';

export interface GatewayConstructProps {
  readonly system: System;
  /** Name of the component. @default "gateway" */
  readonly name?: string;
  /** Name of its port. @default "http" */
  readonly portName?: string;
  /** Suffix of the ConfigMap's name, after the name of the component. @default - none */
  readonly configSuffix?: string;
  /** A second port of its Service, for clients that know an older number. @default - none */
  readonly legacyPort?: { readonly name: string; readonly port: number };
  /** Path that probes and load balancers ask for, besides `/`. @default - none */
  readonly probePath?: string;
  readonly routes: readonly Route[];
  /** TLS settings of backends. @default - plain HTTP */
  readonly backendTls?: BackendTls | undefined;
  /** Default tenant of requests without one. @default - the system decides */
  readonly defaultTenant?: string | undefined;
  /** Default read timeout of backends (`proxy_read_timeout`). @default - nginx's own, 60 seconds */
  readonly readTimeout?: NginxTime;
  /** Realm that basic authentication shows. */
  readonly realm: string;
  readonly serviceAccountName: string;
  /** Defaults of the system. */
  readonly defaults: WorkloadProps;
  readonly props: GatewayProps;
}

const PORT = 8080;

/** An nginx that leads each path of a system to the role that answers it. */
export class Gateway extends Construct implements Entrance {
  /** The workload of nginx; `ApiObject.of` takes the Deployment from it. */
  readonly workload: Workload;
  readonly endpoint: Endpoint;
  readonly namesTenant: boolean;
  readonly basicAuth: GatewayProps['basicAuth'];

  constructor(scope: Construct, id: string, definition: GatewayConstructProps) {
    super(scope, id);
    const {
      system,
      name = 'gateway',
      portName = 'http',
      configSuffix,
      legacyPort,
      probePath,
      routes,
      backendTls,
      realm,
      serviceAccountName,
      defaults,
      props,
    } = definition;
    const component = system.component(name);
    const { service = {}, basicAuth, verboseLogging = true } = props;
    const { port = 80 } = service;
    const { ipFamilies = system.ipFamilies, readTimeout = definition.readTimeout } = props;
    const { resolver = `kube-dns.kube-system.svc.${system.clusterDomain}` } = props;
    const mistakes = new Mistakes(this.node.path);
    if (basicAuth) mistakes.attempt('basicAuth.secretName', () => dnsSubdomain(basicAuth.secretName), '');
    if (basicAuth?.client) checkCredentials(mistakes, 'basicAuth.client', basicAuth.client);
    const settings = {
      resolver: mistakes.attempt('resolver', () => resolverOf(resolver), ''),
      readTimeout: mistakes.attempt(
        'readTimeout',
        () => (readTimeout === undefined ? undefined : nginxTime(readTimeout)),
        undefined,
      ),
      logFormat: mistakes.attempt('logFormat', () => logFormatOf(props.logFormat), { parts: [] }),
    };
    mistakes.throwIfAny();
    const conf = within(this.node.path, () =>
      nginxConf({
        ...settings,
        routes,
        clusterDomain: system.clusterDomain,
        backendTls: backendTls && { port: backendTls.port, serverName: backendTls.tls.serverName },
        ipFamilies,
        probePath,
        port: PORT,
        basicAuthRealm: basicAuth && realm,
        defaultTenant: definition.defaultTenant,
        verboseLogging,
        httpSnippet: props.httpSnippet,
        serverSnippet: props.serverSnippet,
      }),
    );
    const configMap = new KubeConfigMap(this, 'config', {
      metadata: {
        name: configSuffix === undefined ? component.objectName : `${component.objectName}-${configSuffix}`,
        namespace: system.namespace,
        labels: { ...component.labels },
      },
      data: { 'nginx.conf': conf },
    });

    this.workload = new Workload(this, 'workload', {
      component,
      kind: 'Deployment',
      main: {
        name: 'nginx',
        args: [],
        ports: [{ name: portName, containerPort: PORT, protocol: 'TCP' }],
        volumeMounts: [
          { name: 'config', mountPath: '/etc/nginx' },
          ...(basicAuth ? [{ name: 'auth', mountPath: SECRETS_FOLDER }] : []),
          ...(backendTls ? [{ name: 'authority', mountPath: AUTHORITY_FOLDER }] : []),
          { name: 'tmp', mountPath: '/tmp' },
          { name: 'docker-entrypoint-d-override', mountPath: '/docker-entrypoint.d' },
        ],
      },
      volumes: [
        { name: 'config', configMap: { name: configMap.name } },
        ...(basicAuth ? [usersVolume(basicAuth.secretName)] : []),
        ...(backendTls ? [authorityVolume(backendTls.tls.secretName)] : []),
        { name: 'tmp', emptyDir: {} },
        // The image's own scripts would write to a root that is read-only.
        { name: 'docker-entrypoint-d-override', emptyDir: {} },
      ],
      services: [
        {
          ports: [{ name: portName, port }, ...(legacyPort ? [{ ...legacyPort, targetPort: portName }] : [])],
          spec: serviceFamilies(ipFamilies),
        },
      ],
      serviceAccountName,
      asksKubernetes: false,
      props: overChart(
        mergeProps(
          { ...probes(portName, probePath), podAnnotations: { 'checksum/config': contentHash(conf) } },
          defaults,
        ),
        props,
      ),
    });
    this.node.defaultChild = this.workload;
    this.namesTenant = definition.defaultTenant !== undefined;
    this.basicAuth = basicAuth;
    this.endpoint = new Endpoint({ service: component.objectName, namespace: system.namespace, port });

    createExposure(this, {
      name: component.objectName,
      namespace: system.namespace,
      labels: component.labels,
      backend: this.endpoint,
      props,
    });
  }

  /** The Service that clients connect to. */
  get service(): KubeService {
    return this.workload.service;
  }
}

/** Names the key, so that a Secret without it is found before the pods wait for it. */
const usersVolume = (secretName: string): Volume => ({
  name: 'auth',
  secret: { secretName, items: [{ key: USERS_FILE, path: USERS_FILE }] },
});

/** The authority alone: nginx needs no key to verify a certificate. */
const authorityVolume = (secretName: string): Volume => ({
  name: 'authority',
  secret: { secretName, items: [{ key: AUTHORITY_FILE, path: AUTHORITY_FILE }] },
});

function probes(portName: string, path = '/'): WorkloadProps {
  const httpGet = { path, port: intOrString(portName) };
  return {
    readinessProbe: { initialDelaySeconds: 15, httpGet, timeoutSeconds: 1 },
    livenessProbe: { initialDelaySeconds: 30, httpGet },
  };
}
