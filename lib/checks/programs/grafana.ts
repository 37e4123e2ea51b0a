import type { Cluster, Pods } from '../cluster';
import type { ContainerSpec } from '../objects';
import { fileAt, isGiven } from './files';
import { instancesOf } from './instances';

/** A Grafana, and its settings: those of `grafana.ini`, replaced by variables. */
export interface GrafanaInstance {
  readonly pods: Pods;
  readonly container: ContainerSpec;
  /** The value of a setting, and where it stands. */
  setting(section: string, key: string): { readonly value: string; readonly at: string } | undefined;
}

const INI = '/etc/grafana/grafana.ini';

/** Every Grafana of the environment. */
export const grafanasOf = (cluster: Cluster): GrafanaInstance[] =>
  instancesOf(cluster)
    .filter(({ program }) => program === 'Grafana')
    .map(({ pods, container }) => {
      const file = fileAt(cluster, pods, container, INI);
      const lines = isGiven(file) ? linesOf(file.text ?? '') : new Map<string, string>();
      return {
        pods,
        container,
        setting: (section, key) => {
          const name = `GF_${section.replaceAll(/[.-]/g, '_')}_${key}`.toUpperCase();
          const variable = container.env?.find((candidate) => candidate.name === name);
          if (variable) {
            // A value from elsewhere is not known here.
            return variable.value === undefined ? undefined : { value: variable.value, at: `env[${name}]` };
          }
          const value = lines.get(`${section}.${key}`);
          return value === undefined ? undefined : { value, at: `grafana.ini[${section}.${key}]` };
        },
      };
    });

/** Values of an ini file by section and key. */
function linesOf(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let section = '';
  for (const line of text.split('\n')) {
    const [, name] = /^\s*\[([^\]]+)\]/.exec(line) ?? [];
    if (name !== undefined) section = name;
    const [, key = '', value = ''] = /^\s*([\w.-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key !== '') values.set(`${section}.${key}`, /^(["'`])(.*)\1$/.exec(value)?.[2] ?? value);
  }
  return values;
}
