import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { secretFiles } from '../../lib/constructs/api/secret-files';
import { addConfigurationCheck } from '../../lib/constructs/collect/configuration-check';
import { createCollector } from '../../lib/constructs/collect/daemon';
import { systemOf } from '../../lib/constructs/microservice/props';
import { mergeProps } from '../../lib/constructs/workload/merge';
import { renderConfig } from '../../lib/model/config/render';
import { KubeConfigMap } from '../../lib/values/k8s';
import { SystemComponent } from '../../lib/values/system';
import { maintained } from '../../versions';
import { checkTargets, passwordEnv } from './clients';
import { defaultCollector, METRICS_PORT, relayOf } from './config';
import { OTEL_DEFAULTS, RULES } from './defaults';
import type { AnyCollector } from './define';
import { receiverPorts } from './ports';
import type { OtelCollectorProps } from './props';
import { mistakesInCollector, mistakesInProbes, mistakesInScraping } from './validate-config';

export type { DefaultCollector } from './config';
export { OtherComponent } from './config-components';
export type { DefaultCollectorProps } from './default-props';
export type { AnyCollector, Collector, CollectorPipeline, Signal } from './define';
export { defineCollector } from './define';
export type * from './props';
export { onOwnNode } from './scrape-jobs';

const APP = 'opentelemetry-collector';
const VOLUME = 'opentelemetry-collector-configmap';

/**
 * The OpenTelemetry Collector on every node: it scrapes the targets of the node, writes to Mimir, and takes traces
 * of the node's pods.
 *
 * Its pods use ports of their node, which namespaces under the Pod Security Standards "baseline" and "restricted"
 * reject.
 *
 * @throws UserError that names each invalid prop; errors in the configuration are found
 *   when the environment is made
 */
export class OtelCollector extends Chart {
  /** The configuration that all pods read. */
  readonly config: AnyCollector;

  constructor(scope: Construct, id: string, props: OtelCollectorProps) {
    // Without a namespace of its own: the chart would give it to the ClusterRole too, which is in none.
    super(scope, id);
    const { image = maintained.otelCollector, hostPorts = true } = props;
    checkTargets(this.node.path, props);
    const system = systemOf(props, { app: APP, release: 'opentelemetry', version: image.tag ?? 'latest' });
    const base = defaultCollector(props);
    this.config = props.config?.(base) ?? base;
    const text = renderConfig(relayOf(this.config, props.ipFamilies));
    const name = system.objectName('agent');
    const authorities = secretFiles([props.remoteWrite, props.traces].flatMap((target) => target?.tls?.ca ?? []));
    const { namespace, labels } = system;
    new KubeConfigMap(this, 'config', {
      metadata: { name, namespace, labels: { ...labels } },
      data: { relay: text },
    });
    createCollector(this, {
      component: new SystemComponent(system, APP, name, { ...system.selector, component: 'agent-collector' }, labels),
      main: {
        name: APP,
        args: [],
        ports: [
          ...receiverPorts(this.config, hostPorts),
          ...(props.serviceMonitor ? [{ name: 'metrics', containerPort: METRICS_PORT, protocol: 'TCP' }] : []),
        ],
        volumeMounts: [{ name: VOLUME, mountPath: '/conf' }, ...authorities.volumeMounts],
      },
      volumes: [
        { name: VOLUME, configMap: { name, items: [{ key: 'relay', path: 'relay.yaml' }] } },
        ...authorities.volumes,
      ],
      config: text,
      metrics: { name: 'metrics', port: METRICS_PORT },
      rules: RULES,
      updateStrategy: { type: 'RollingUpdate' },
      pod: { hostNetwork: false },
      defaults: mergeProps(OTEL_DEFAULTS, { image, env: passwordEnv(props) }),
      props,
    });
    addConfigurationCheck(this, () => [
      ...mistakesInScraping(props),
      ...mistakesInProbes(this.config, props),
      ...[...mistakesInCollector(this.config)].map((sentence) => `config.${sentence}`),
    ]);
  }
}
