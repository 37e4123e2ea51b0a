import type { LogReceiver, TargetSource } from './config-components';

/** Default components of the chart that additional components can reference. */
export interface PodLogs {
  /** The containers of the node, with their labels and the pattern of their files. */
  readonly pods: TargetSource;
  /** Takes lines as the container runtime writes them. */
  readonly process: LogReceiver;
  /** Takes lines that are to be pushed as they are. */
  readonly write: LogReceiver;
}
