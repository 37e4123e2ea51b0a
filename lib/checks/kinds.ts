import data from '../../schemas/kubernetes-1.28.json';

/** The group of an API version: `apps` of `apps/v1`, nothing of `v1`. Kinds of different groups have nothing in common. */
export const groupOf = (apiVersion: string): string => (apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : '');

const GROUPS = new Map<string, string[]>();
for (const [apiVersion, kinds] of Object.entries(data.kinds)) {
  for (const kind of Object.keys(kinds)) GROUPS.set(kind, [...(GROUPS.get(kind) ?? []), groupOf(apiVersion)]);
}

/** Groups of Kubernetes itself that have a kind. */
export const groupsWith = (kind: string): readonly string[] => GROUPS.get(kind) ?? [];

/** Whether Kubernetes itself has a kind, but in other groups: Traefik has an Ingress too. */
export const isNamesake = (apiVersion: string, kind: string): boolean =>
  GROUPS.has(kind) && !groupsWith(kind).includes(groupOf(apiVersion));
