import type { Cluster } from '../cluster';
import { oncePerCluster } from '../once';
import { type Instance, type InstanceConfig, instancesOf } from './instances';

/** The systems in microservices mode. */
const SYSTEMS = ['Loki', 'Mimir', 'Tempo'];

/** Programs of a system that read the same configuration. */
export interface InstalledSystem {
  readonly program: string;
  readonly namespace: string;
  readonly config: InstanceConfig;
  readonly instances: readonly Instance[];
}

/** The installations of Loki, Mimir and Tempo whose configuration is known. */
export const installedSystems = oncePerCluster((cluster: Cluster): readonly InstalledSystem[] => {
  const found = new Map<string, InstalledSystem & { readonly instances: Instance[] }>();
  for (const instance of instancesOf(cluster)) {
    const { program, config, pods } = instance;
    if (config === undefined || !SYSTEMS.includes(program)) continue;
    const key = `${program} ${config.object} ${config.key}`;
    const known = found.get(key) ?? { program, namespace: pods.namespace, config, instances: [] };
    known.instances.push(instance);
    found.set(key, known);
  }
  return [...found.values()];
});
