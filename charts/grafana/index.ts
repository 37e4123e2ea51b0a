import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Check } from '../../lib/checks/check';
import { createExposure } from '../../lib/constructs/gateway/exposure';
import { createNetworkPolicies } from '../../lib/constructs/microservice/network-policies';
import { createServiceMonitor } from '../../lib/constructs/monitoring/service-monitor';
import { grantInCluster, grantInNamespace } from '../../lib/constructs/rbac';
import { mergeProps } from '../../lib/constructs/workload/merge';
import type { WorkloadProps } from '../../lib/constructs/workload/props';
import { createServiceAccount } from '../../lib/constructs/workload/service-account';
import { Workload } from '../../lib/constructs/workload/workload';
import { Endpoint } from '../../lib/values/endpoint';
import type { Env } from '../../lib/values/env';
import { within } from '../../lib/values/errors';
import { intOrString } from '../../lib/values/k8s';
import { SecretKey } from '../../lib/values/secret-key';
import { System, SystemComponent } from '../../lib/values/system';
import { maintained } from '../../versions';
import { missingDatabaseHost, sharedDatabaseFindings } from './check-replicas';
import { GRAFANA_DEFAULTS } from './defaults';
import { createFiles, PATHS } from './files';
import type { GrafanaProps } from './props';
import { datasourceEnv } from './provisioning';

export type { GrafanaConfig } from './config';
export type * from './props';

const PORT = 3000;
/** Port by which the pods of an installation share the state of alerts. */
const GOSSIP_PORT = 9094;
/**
 * Grafana with its data sources and dashboards from files, so that no manual setup is needed and no setting is lost
 * with its pod.
 *
 * The first user and the password come from a Secret that is made once, before the manifests are applied.
 *
 * @throws UserError that names each invalid prop
 */
export class Grafana extends Chart {
  /** The user interface and the API. */
  readonly endpoint: Endpoint;
  private readonly system: System;

  constructor(scope: Construct, id: string, props: GrafanaProps) {
    super(scope, id, { namespace: props.namespace });
    const { release = 'grafana', image = maintained.grafana, service = {}, serviceMonitor } = props;
    const { port = 80 } = service;
    this.system = new System({
      app: 'grafana',
      release,
      version: image.tag ?? 'latest',
      fullName: release,
      namespace: props.namespace,
      clusterDomain: 'cluster.local',
    });
    const { system } = this;
    const component = new SystemComponent(system, 'grafana', system.fullName, system.selector, system.labels);

    const serviceAccountName = createServiceAccount(this, 'service-account', props.serviceAccount ?? {}, system.names);
    if (props.rbac !== false) this.grant(serviceAccountName, props);
    const files = within(this.node.path, () => createFiles(this, system, props));
    this.endpoint = new Endpoint({ service: component.objectName, namespace: system.namespace, port });

    new Workload(this, 'workload', {
      component,
      kind: props.kind ?? 'Deployment',
      main: {
        name: 'grafana',
        args: [],
        ports: [
          { name: 'grafana', containerPort: PORT, protocol: 'TCP' },
          { name: 'gossip-tcp', containerPort: GOSSIP_PORT, protocol: 'TCP' },
          { name: 'gossip-udp', containerPort: GOSSIP_PORT, protocol: 'UDP' },
        ],
        volumeMounts: [
          ...files.volumeMounts,
          { name: 'logs', mountPath: PATHS.logs },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
      volumes: [...files.volumes, { name: 'logs', emptyDir: {} }, { name: 'tmp', emptyDir: {} }],
      data: { volume: 'storage', mountPath: '/var/lib/grafana' },
      services: [{ ports: [{ name: 'service', port, targetPort: PORT }] }],
      serviceAccountName,
      pod: { automountServiceAccountToken: asksKubernetes(props) },
      props: mergeProps(
        GRAFANA_DEFAULTS,
        probes(),
        { image, env: environment(props, system.fullName), podAnnotations: files.podAnnotations },
        // Its own service account is the one of the chart.
        { ...props, serviceAccount: undefined },
      ),
    });

    createExposure(this, {
      name: component.objectName,
      namespace: system.namespace,
      labels: component.labels,
      backend: this.endpoint,
      props,
    });
    if (serviceMonitor) {
      createServiceMonitor(this, 'service-monitor', {
        ...system.names,
        selector: system.selector,
        port: 'service',
        props: serviceMonitor,
      });
    }
    createNetworkPolicies(this, {
      system,
      entrances: [{ ports: [{ port: 'grafana' }] }],
      metricsPorts: ['grafana'],
      config: {
        datasources: props.datasources,
        config: props.config,
        ...(props.plugins?.length && { plugins: { url: 'https://grafana.com' } }),
      },
      asksKubernetes: asksKubernetes(props),
      props,
    });
    new Check(this, 'checks', {
      find: () => [...sharedDatabaseFindings(props), ...missingDatabaseHost(props)],
      accepts: props.accepts,
    });
  }

  private grant(serviceAccountName: string, { rbac = {} }: GrafanaProps): void {
    if (rbac === false) return;
    const { fullName, namespace, labels } = this.system;
    const serviceAccount = { name: serviceAccountName, namespace };
    grantInCluster(this, 'cluster', {
      name: `${fullName}-clusterrole`,
      bindingName: `${fullName}-clusterrolebinding`,
      labels,
      rules: rbac.clusterRules ?? [],
      serviceAccount,
    });
    grantInNamespace(this, 'namespace', { name: fullName, labels, rules: rbac.namespaceRules ?? [], serviceAccount });
  }
}

const asksKubernetes = ({ rbac }: GrafanaProps): boolean =>
  Boolean(rbac && ((rbac.clusterRules?.length ?? 0) > 0 || (rbac.namespaceRules?.length ?? 0) > 0));

function environment({ admin = {}, plugins = [], datasources = [] }: GrafanaProps, fullName: string): Env {
  const { secretName = fullName, userKey = 'admin-user', passwordKey = 'admin-password' } = admin;
  return {
    POD_IP: { fieldRef: { fieldPath: 'status.podIP' } },
    GF_SECURITY_ADMIN_USER: new SecretKey(secretName, userKey),
    GF_SECURITY_ADMIN_PASSWORD: new SecretKey(secretName, passwordKey),
    ...(plugins.length > 0 && { GF_INSTALL_PLUGINS: plugins.join(',') }),
    ...datasourceEnv(datasources),
    GF_PATHS_DATA: PATHS.data,
    GF_PATHS_LOGS: PATHS.logs,
    GF_PATHS_PLUGINS: PATHS.plugins,
    GF_PATHS_PROVISIONING: PATHS.provisioning,
  };
}

function probes(): WorkloadProps {
  const httpGet = { path: '/api/health', port: intOrString(PORT) };
  return {
    readinessProbe: { httpGet },
    livenessProbe: { httpGet, initialDelaySeconds: 60, timeoutSeconds: 30, failureThreshold: 10 },
  };
}
