import type { LokiClient } from '../../lib/constructs/collect/loki-client';
import type { PipelineStage } from '../../lib/constructs/collect/pipeline';
import type { CollectorProps } from '../../lib/constructs/collect/props';
import type { MicroservicesProps } from '../../lib/constructs/microservice/props';
import type { RelabelRule } from '../../lib/model/relabel/relabel';
import type { PromtailConfig, PromtailScrapeConfig } from './config-types';

export interface PromtailProps extends CollectorProps, Pick<MicroservicesProps, 'networkPolicy'> {
  /**
   * Push targets, such as `[loki.push]` or `[loki.push.as('team-a')]`; at least 1. Passwords and authorities
   * are read from Secrets of the namespace of the agents.
   */
  readonly clients: readonly LokiClient[];
  /** Pipeline stages for the lines of pods. @default - parses the format of containerd and CRI-O (`cri`) */
  readonly pipelineStages?: readonly PipelineStage[];
  /** Rules for the labels of pods, after the default ones. @default - none */
  readonly extraRelabelConfigs?: readonly RelabelRule[];
  /** Jobs besides that of the pods. @default - none */
  readonly extraScrapeConfigs?: readonly PromtailScrapeConfig[];
  /** Keys of the configuration to add or to replace: maps merge. Jobs and clients have props of their own. @default - none */
  readonly config?: Omit<PromtailConfig, 'clients' | 'scrape_configs'>;
}
