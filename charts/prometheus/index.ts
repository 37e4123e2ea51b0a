import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ApiEndpoint } from '../../lib/constructs/api/endpoint';
import { checkRemoteWrites } from '../../lib/constructs/api/remote-write';
import { secretFiles, secretKeysOf } from '../../lib/constructs/api/secret-files';
import { addConfigurationCheck } from '../../lib/constructs/collect/configuration-check';
import { permissionsOf } from '../../lib/constructs/collect/permissions';
import {
  type PrometheusDatasource,
  prometheusDatasource,
  type TracedDatasourceProps,
} from '../../lib/constructs/datasource';
import { createExposure } from '../../lib/constructs/gateway/exposure';
import { systemOf } from '../../lib/constructs/microservice/props';
import { ruleFile } from '../../lib/constructs/monitoring/rule-groups';
import { createServiceMonitor } from '../../lib/constructs/monitoring/service-monitor';
import { grantInCluster } from '../../lib/constructs/rbac';
import { mergeProps } from '../../lib/constructs/workload/merge';
import { createServiceAccount } from '../../lib/constructs/workload/service-account';
import { Workload } from '../../lib/constructs/workload/workload';
import { mergeConfig } from '../../lib/model/config/merge';
import { contentHash, renderConfig } from '../../lib/model/config/render';
import { Endpoint } from '../../lib/values/endpoint';
import { UserError } from '../../lib/values/errors';
import { KubeConfigMap } from '../../lib/values/k8s';
import { SystemComponent } from '../../lib/values/system';
import { maintained } from '../../versions';
import { baseConfig, FILES, FOLDER, isReplicated, keepsExemplars, PORT, SCRAPE_INTERVAL } from './config';
import type { PrometheusConfig } from './config-types';
import { DATA, PROMETHEUS_DEFAULTS } from './defaults';
import type { PrometheusProps } from './props';
import { mistakesInPrometheus } from './validate-config';

export { selfJob } from './config';
export type { PrometheusConfig, PrometheusGlobal } from './config-types';
export type * from './props';

/**
 * Prometheus: scrapes the targets of its jobs, stores samples for a short retention and sends them to remote storage.
 *
 * Several replicas scrape the same. The label `prometheus_replica` tells their samples apart, by which Mimir's HA
 * tracker takes those of one.
 *
 * @throws UserError that names each invalid prop; errors in the configuration are found
 *   when the environment is made
 */
export class Prometheus extends Chart {
  /** The configuration that all pods read. */
  readonly config: PrometheusConfig;
  /** The user interface and the API. */
  readonly endpoint: Endpoint;
  private readonly props: PrometheusProps;

  constructor(scope: Construct, id: string, props: PrometheusProps) {
    super(scope, id, { namespace: props.namespace });
    checkRemoteWrites(this.node.path, 'remoteWrite', props.remoteWrite ?? []);
    this.props = props;
    const { image = maintained.prometheus, service = {}, serviceMonitor } = props;
    const { port = PORT } = service;
    const system = systemOf(props, { app: 'prometheus', release: 'prometheus', version: image.tag ?? 'latest' });
    const { name, namespace, labels } = system.names;
    this.config = mergeConfig(baseConfig(props), props.config ?? {});
    this.endpoint = new Endpoint({ service: name, namespace, port });
    const files = this.createFiles(name, labels);
    const secrets = secretFiles((props.remoteWrite ?? []).flatMap(secretKeysOf));

    const serviceAccountName = createServiceAccount(this, 'service-account', props.serviceAccount ?? {}, system.names);
    const rules = props.clusterRules ?? permissionsOf(this.config.scrape_configs ?? []);
    if (rules.length > 0) {
      grantInCluster(this, 'cluster', { name, labels, rules, serviceAccount: { name: serviceAccountName, namespace } });
    }
    new Workload(this, 'workload', {
      component: new SystemComponent(system, 'prometheus', name, system.selector, labels),
      kind: 'StatefulSet',
      main: {
        name: 'prometheus',
        args: argsOf(props),
        ports: [{ name: 'http', containerPort: PORT, protocol: 'TCP' }],
        volumeMounts: [{ name: 'config', mountPath: FOLDER }, ...secrets.volumeMounts],
      },
      volumes: [{ name: 'config', configMap: { name } }, ...secrets.volumes],
      data: DATA,
      services: [
        // The first one gives the pods their names.
        { suffix: 'headless', headless: true, ports: [{ name: 'http', port: PORT }] },
        { ports: [{ name: 'http', port, targetPort: 'http' }] },
      ],
      serviceAccountName,
      pod: { automountServiceAccountToken: rules.length > 0 },
      props: mergeProps(
        PROMETHEUS_DEFAULTS,
        { image, podAnnotations: { 'checksum/config': contentHash(...Object.values(files)) } },
        isReplicated(props) ? { env: { POD_NAME: { fieldRef: { fieldPath: 'metadata.name' } } } } : {},
        // Its own service account is the one of the chart.
        { ...props, serviceAccount: undefined },
      ),
    });
    createExposure(this, { name, namespace, labels, backend: this.endpoint, props });
    if (serviceMonitor) {
      createServiceMonitor(this, 'service-monitor', {
        ...system.names,
        selector: system.selector,
        port: 'http',
        props: serviceMonitor,
      });
    }
    addConfigurationCheck(this, () => mistakesInPrometheus(props));
  }

  /** The Grafana data source of this Prometheus. */
  datasource({ name = 'Prometheus', uid = 'prometheus', ...props }: TracedDatasourceProps = {}): PrometheusDatasource {
    const { scrapeInterval: timeInterval = SCRAPE_INTERVAL } = this.props;
    return prometheusDatasource(this.node.path, this.query, {
      ...props,
      name,
      uid,
      prometheusType: 'Prometheus',
      timeInterval,
    });
  }

  /** API that clients query, without a path. */
  get query(): ApiEndpoint<'prometheus-query'> {
    const { endpoint, node } = this;
    return new ApiEndpoint({
      api: 'prometheus-query',
      endpoint,
      needs: { by: node.path, tenant: false, credentials: false },
    });
  }

  /**
   * Target of remote write for other programs.
   * @throws UserError if `remoteWriteReceiver` is not set
   */
  get remoteWrite(): ApiEndpoint<'remote-write'> {
    const { endpoint, props, node } = this;
    if (!props.remoteWriteReceiver) {
      throw new UserError(
        `${node.path}: remoteWriteReceiver: found false, but samples are to be written to it: set it to true`,
      );
    }
    return new ApiEndpoint({
      api: 'remote-write',
      endpoint,
      path: '/api/v1/write',
      needs: { by: node.path, tenant: false, credentials: false },
      keepsExemplars: keepsExemplars(props),
    });
  }

  private createFiles(name: string, labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const { rules } = this.props;
    const data = {
      [FILES.config]: renderConfig(this.config),
      ...(rules && { [FILES.rules]: renderConfig(ruleFile(rules)) }),
    };
    new KubeConfigMap(this, 'config', { metadata: { name, namespace: this.namespace, labels: { ...labels } }, data });
    return data;
  }
}

function argsOf(props: PrometheusProps): string[] {
  const { retention = {}, remoteWriteReceiver = false } = props;
  const { time = '15d', size } = retention;
  // The name of the replica stands in a label that is sent along.
  const features = [...(props.features ?? []), ...(isReplicated(props) ? ['expand-external-labels'] : [])];
  return [
    `--config.file=${FOLDER}/${FILES.config}`,
    `--storage.tsdb.path=${DATA.mountPath}`,
    `--storage.tsdb.retention.time=${time}`,
    ...(size === undefined ? [] : [`--storage.tsdb.retention.size=${size}`]),
    ...(remoteWriteReceiver ? ['--web.enable-remote-write-receiver'] : []),
    ...(features.length > 0 ? [`--enable-feature=${[...new Set(features)].join(',')}`] : []),
  ];
}
