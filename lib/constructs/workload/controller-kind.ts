/** Kind of the workload. */
export type ControllerKind = 'Deployment' | 'StatefulSet';
