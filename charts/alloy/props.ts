import type { LokiClient } from '../../lib/constructs/collect/loki-client';
import type { PipelineStage } from '../../lib/constructs/collect/pipeline';
import type { CollectorProps } from '../../lib/constructs/collect/props';
import type { MicroservicesProps } from '../../lib/constructs/microservice/props';
import type { RelabelRule } from '../../lib/model/relabel/relabel';
import type { Labels } from '../../lib/values/system';
import type { PodLogs } from './pod-logs';
import type { AlloyComponent } from './syntax';

export interface AlloyProps extends CollectorProps, Pick<MicroservicesProps, 'networkPolicy'> {
  /**
   * Push targets, such as `[loki.push]` or `[loki.push.as('team-a')]`; at least 1. Passwords and authorities
   * are read from Secrets of the namespace of the agents.
   */
  readonly clients: readonly LokiClient[];
  /** Labels of all that is pushed. @default - none */
  readonly externalLabels?: Labels;
  /** Pipeline stages for the lines of pods. @default - parses the format of containerd and CRI-O (`cri`) */
  readonly pipelineStages?: readonly PipelineStage[];
  /** Rules for the labels of pods, after the default ones. @default - none */
  readonly extraRelabelConfigs?: readonly RelabelRule[];
  /** Components besides those of the pods' logs, which they are given to send to. @default - none */
  readonly extraComponents?: (logs: PodLogs) => readonly AlloyComponent[];
}
