import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { secretFiles, secretKeysOf } from '../../lib/constructs/api/secret-files';
import { addConfigurationCheck } from '../../lib/constructs/collect/configuration-check';
import { createCollector } from '../../lib/constructs/collect/daemon';
import { checkClients } from '../../lib/constructs/collect/loki-client';
import { permissionsOf } from '../../lib/constructs/collect/permissions';
import { namesTenant } from '../../lib/constructs/collect/pipeline';
import { createNetworkPolicies } from '../../lib/constructs/microservice/network-policies';
import { systemOf } from '../../lib/constructs/microservice/props';
import { mergeConfig } from '../../lib/model/config/merge';
import { renderConfig } from '../../lib/model/config/render';
import { KubeSecret } from '../../lib/values/k8s';
import { SystemComponent } from '../../lib/values/system';
import { maintained } from '../../versions';
import { baseConfig, HTTP_PORT } from './config';
import type { PromtailConfig } from './config-types';
import { NODE_FOLDERS, PROMTAIL_DEFAULTS } from './defaults';
import type { PromtailProps } from './props';
import { mistakesInPromtail } from './validate-config';

export type { PipelineStage } from '../../lib/constructs/collect/pipeline';
export type {
  PromtailClient,
  PromtailConfig,
  PromtailLimits,
  PromtailPositions,
  PromtailScrapeConfig,
  PromtailServer,
} from './config-types';
export type * from './props';

/** Whether the lines of every job name their tenant by themselves. */
const allNameTenants = ({ pipelineStages, extraScrapeConfigs = [] }: PromtailProps): boolean =>
  namesTenant(pipelineStages) && extraScrapeConfigs.every(({ pipeline_stages }) => namesTenant(pipeline_stages));

const FOLDER = '/etc/promtail';
const FILE = 'promtail.yaml';

/**
 * Promtail on every node: it reads the log files of the node's pods and pushes them to Loki.
 *
 * Its pods use folders of their node, which namespaces under the Pod Security Standards "baseline" and "restricted"
 * reject. Grafana has put it out of maintenance in favour of Alloy, which does the same job.
 *
 * @throws UserError that names each invalid prop; errors in the configuration are found
 *   when the environment is made
 */
export class Promtail extends Chart {
  /** The configuration that all pods read. */
  readonly config: PromtailConfig;

  constructor(scope: Construct, id: string, props: PromtailProps) {
    // Without a namespace of its own: the chart would give it to the ClusterRole too, which is in none.
    super(scope, id);
    checkClients(this.node.path, props.clients, { namesTenant: allNameTenants(props) });
    const { image = maintained.promtail } = props;
    const system = systemOf(props, { app: 'promtail', release: 'promtail', version: image.tag ?? 'latest' });
    const base = baseConfig(props);
    this.config = mergeConfig(base, { ...base, ...props.config });
    const text = renderConfig(this.config);
    const { name, namespace, labels } = system.names;
    // A Secret, since settings of clients are where passwords of Promtail stand.
    new KubeSecret(this, 'config', {
      metadata: { name, namespace, labels: { ...labels } },
      stringData: { [FILE]: text },
    });
    const secrets = secretFiles(props.clients.flatMap(secretKeysOf));
    const metrics = { name: 'http-metrics', port: this.config.server?.http_listen_port ?? HTTP_PORT };
    createCollector(this, {
      component: new SystemComponent(system, 'promtail', name, system.selector, labels),
      main: {
        name: 'promtail',
        args: [`-config.file=${FOLDER}/${FILE}`],
        ports: [{ name: metrics.name, containerPort: metrics.port, protocol: 'TCP' }],
        volumeMounts: [
          { name: 'config', mountPath: FOLDER },
          ...secrets.volumeMounts,
          ...NODE_FOLDERS.map(({ mount }) => mount),
        ],
      },
      volumes: [
        { name: 'config', secret: { secretName: name } },
        ...secrets.volumes,
        ...NODE_FOLDERS.map(({ volume }) => volume),
      ],
      config: text,
      metrics,
      rules: permissionsOf(this.config.scrape_configs),
      defaults: { ...PROMTAIL_DEFAULTS, image },
      props,
    });
    createNetworkPolicies(this, {
      system,
      entrances: [],
      metricsPorts: [metrics.name],
      config: this.config,
      asksKubernetes: true,
      props,
    });
    addConfigurationCheck(this, () => [...mistakesInPromtail(this.config)].map((sentence) => `config.${sentence}`));
  }
}
