import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { secretFiles } from '../../lib/constructs/api/secret-files';
import { addConfigurationCheck } from '../../lib/constructs/collect/configuration-check';
import { createCollector } from '../../lib/constructs/collect/daemon';
import { checkClients } from '../../lib/constructs/collect/loki-client';
import { createNetworkPolicies } from '../../lib/constructs/microservice/network-policies';
import { systemOf } from '../../lib/constructs/microservice/props';
import { KubeConfigMap } from '../../lib/values/k8s';
import { SystemComponent } from '../../lib/values/system';
import { maintained } from '../../versions';
import { checksOf, componentsOf } from './config';
import { ALLOY_DEFAULTS, DATA_FOLDER, HTTP_PORT, RULES } from './defaults';
import type { AlloyProps } from './props';
import { renderAlloy } from './render';
import type { AlloyComponent } from './syntax';
import { mistakesInAlloy } from './validate-config';

export * from './config-components';
export type { PodLogs } from './pod-logs';
export type * from './props';
export { renderAlloy } from './render';
export * from './syntax';

const FOLDER = '/etc/alloy';
const FILE = 'config.alloy';

/** Every address; that of IPv6 stands for both families. */
const listenAddress = ({ ipFamilies = 'IPv4' }: AlloyProps): string => (ipFamilies === 'IPv4' ? '0.0.0.0' : '[::]');

/**
 * Grafana Alloy on every node: it reads the log files of the node's pods and pushes them to Loki, under the labels
 * that Promtail gives them. Both at once would push every line twice.
 *
 * Its pods use folders of their node, which namespaces under the Pod Security Standards "baseline" and "restricted"
 * reject.
 *
 * @throws UserError that names each invalid prop; errors in the configuration are found
 *   when the environment is made
 */
export class Alloy extends Chart {
  /** The components that all pods run. */
  readonly components: readonly AlloyComponent[];

  constructor(scope: Construct, id: string, props: AlloyProps) {
    // Without a namespace of its own: the chart would give it to the ClusterRole too, which is in none.
    super(scope, id);
    checkClients(this.node.path, props.clients, checksOf(props));
    const { image = maintained.alloy } = props;
    const system = systemOf(props, { app: 'alloy', release: 'alloy', version: image.tag ?? 'latest' });
    this.components = componentsOf(props);
    const text = renderAlloy(this.components);
    const { name, namespace, labels } = system.names;
    new KubeConfigMap(this, 'config', {
      metadata: { name, namespace, labels: { ...labels } },
      data: { [FILE]: text },
    });
    const secrets = secretFiles(this.components.flatMap((component) => component.secrets));
    const metrics = { name: 'http-metrics', port: HTTP_PORT };
    createCollector(this, {
      component: new SystemComponent(system, 'alloy', name, system.selector, labels),
      main: {
        name: 'alloy',
        args: [
          'run',
          `${FOLDER}/${FILE}`,
          `--storage.path=${DATA_FOLDER}`,
          // Left to itself it listens at 127.0.0.1, where neither the probe nor Prometheus reaches it.
          `--server.http.listen-addr=${listenAddress(props)}:${HTTP_PORT}`,
        ],
        ports: [{ name: metrics.name, containerPort: metrics.port, protocol: 'TCP' }],
        volumeMounts: [
          { name: 'config', mountPath: FOLDER },
          ...secrets.volumeMounts,
          { name: 'data', mountPath: DATA_FOLDER },
          { name: 'pods', mountPath: '/var/log/pods', readOnly: true },
          // Under Docker, the files of pods are links to here.
          { name: 'containers', mountPath: '/var/lib/docker/containers', readOnly: true },
        ],
      },
      volumes: [
        { name: 'config', configMap: { name } },
        ...secrets.volumes,
        { name: 'data', hostPath: { path: DATA_FOLDER, type: 'DirectoryOrCreate' } },
        { name: 'pods', hostPath: { path: '/var/log/pods' } },
        { name: 'containers', hostPath: { path: '/var/lib/docker/containers' } },
      ],
      config: text,
      metrics,
      rules: RULES,
      defaults: { ...ALLOY_DEFAULTS, image },
      props,
    });
    createNetworkPolicies(this, {
      system,
      entrances: [],
      metricsPorts: [metrics.name],
      config: { clients: props.clients },
      asksKubernetes: true,
      props,
    });
    addConfigurationCheck(this, () => [...mistakesInAlloy(this.components)].map((sentence) => `config.${sentence}`));
  }
}
