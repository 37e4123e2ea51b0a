/** Kinds of workloads that a role may be. */
export const CONTROLLER_KINDS = ['Deployment', 'StatefulSet'] as const;

/** Kind of the workload. */
export type ControllerKind = (typeof CONTROLLER_KINDS)[number];
