import type { Pods } from '../../checks/cluster';

/** The container of a role, which has its name; a sidecar has another one. */
export const containerOf = ({ spec: { containers } }: Pods, role: string) =>
  containers.find(({ name }) => name === role) ?? containers[0];
