import { LOG_READER } from '../../lib/constructs/collect/daemon';
import type { WorkloadProps } from '../../lib/constructs/workload/props';
import { intOrString, type Volume, type VolumeMount } from '../../lib/values/k8s';
import { RUN_FOLDER } from './config';

const folder = (name: string, path: string, readOnly: boolean): { volume: Volume; mount: VolumeMount } => ({
  volume: { name, hostPath: { path } },
  mount: { name, mountPath: path, ...(readOnly && { readOnly }) },
});

/** Folders of the node: where positions are kept, and where logs are, under Docker or another runtime. */
export const NODE_FOLDERS = [
  folder('run', RUN_FOLDER, false),
  folder('containers', '/var/lib/docker/containers', true),
  folder('pods', '/var/log/pods', true),
] as const;

export const PROMTAIL_DEFAULTS: WorkloadProps = {
  ...LOG_READER,
  enableServiceLinks: true,
  readinessProbe: {
    httpGet: { path: '/ready', port: intOrString('http-metrics') },
    initialDelaySeconds: 10,
    periodSeconds: 10,
    timeoutSeconds: 1,
    successThreshold: 1,
    failureThreshold: 5,
  },
};
