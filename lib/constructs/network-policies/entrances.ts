/** A port of pods, by its number or its name. */
export interface PodPort {
  readonly port: number | string;
  /** @default "TCP" */
  readonly protocol?: 'TCP' | 'UDP';
}

/** A component that takes requests from outside of the installation. */
export interface Entrance {
  /** Name of the component. @default - all pods of the installation */
  readonly component?: string;
  readonly ports: readonly PodPort[];
}

/** One entrance for each component, with all of its ports. */
function byComponent(entrances: readonly Entrance[]): Entrance[] {
  const components = new Map<string | undefined, PodPort[]>();
  for (const { component, ports } of entrances) {
    components.set(component, [...(components.get(component) ?? []), ...ports]);
  }
  return [...components].map(([component, ports]) => ({ ...(component !== undefined && { component }), ports }));
}

/** Components of the entrances, grouped by equal ports. */
export function samePorts(
  entrances: readonly Entrance[],
): ReadonlyArray<{ readonly members: readonly string[]; readonly ports: readonly PodPort[] }> {
  const groups = new Map<string, { members: string[]; ports: readonly PodPort[] }>();
  for (const { component, ports } of byComponent(entrances)) {
    if (ports.length === 0) continue;
    const key = JSON.stringify(ports);
    const { members = [] } = groups.get(key) ?? {};
    groups.set(key, { members: component === undefined ? members : [...members, component], ports });
  }
  return [...groups.values()];
}
