import { httpClientConfig } from '../../lib/constructs/api/http-client';
import { POD_LOG_RULES } from '../../lib/constructs/collect/pod-logs';
import type { PromtailConfig } from './config-types';
import type { PromtailProps } from './props';

/** Port of metrics and probes, where the configuration names no other. */
export const HTTP_PORT = 3101;
/** Folder of the node in which positions outlive the pod. */
export const RUN_FOLDER = '/run/promtail';

/** The configuration before the user adds to it. */
export const baseConfig = (props: PromtailProps): PromtailConfig => ({
  server: { log_level: 'info', log_format: 'logfmt', http_listen_port: HTTP_PORT },
  clients: props.clients.map((client) => ({
    url: client.url,
    ...(client.tenant !== undefined && { tenant_id: client.tenant }),
    ...httpClientConfig(client),
  })),
  positions: { filename: `${RUN_FOLDER}/positions.yaml` },
  scrape_configs: [
    {
      job_name: 'kubernetes-pods',
      pipeline_stages: props.pipelineStages ?? [{ cri: {} }],
      // It finds the pods of all nodes, and reads those of the node that HOSTNAME names.
      kubernetes_sd_configs: [{ role: 'pod' }],
      relabel_configs: [...POD_LOG_RULES, ...(props.extraRelabelConfigs ?? [])],
    },
    ...(props.extraScrapeConfigs ?? []),
  ],
  tracing: { enabled: false },
});
