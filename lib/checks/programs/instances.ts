import type { Cluster, Pods } from '../cluster';
import { type Fields, fieldsOf } from '../fields';
import type { ContainerSpec } from '../objects';
import { oncePerCluster } from '../once';
import { fileAt, isGiven } from './files';
import { programOf } from './programs';

/** The configuration of a program, from a ConfigMap of the environment. */
export interface InstanceConfig {
  /** Such as `ConfigMap/logs/loki`. */
  readonly object: string;
  readonly key: string;
  readonly text: string;
  /** Its keys, if it is YAML. */
  readonly content: Fields;
}

/** A known program in a container. */
export interface Instance {
  readonly program: string;
  readonly pods: Pods;
  readonly container: ContainerSpec;
  /** Value of `-target`, the role of Loki, Mimir and Tempo. @default - not given */
  readonly role?: string;
  /** @default - unknown, such as in a Secret that is made elsewhere */
  readonly config?: InstanceConfig;
}

/** Every known program of the environment. */
export const instancesOf = oncePerCluster((cluster): readonly Instance[] =>
  cluster.pods.flatMap((pods) =>
    pods.spec.containers.flatMap((container) => {
      const program = programOf(container.image ?? '');
      if (program === undefined) return [];
      const role = flag(container, 'target');
      const config = configOf(cluster, pods, container, program);
      return [{ program, pods, container, ...(role !== undefined && { role }), ...(config && { config }) }];
    }),
  ),
);

const byPods = oncePerCluster((cluster) => {
  const found = new Map<Pods, Instance[]>();
  for (const instance of instancesOf(cluster))
    found.set(instance.pods, [...(found.get(instance.pods) ?? []), instance]);
  return found;
});

/** Instances in pods. */
export const instancesIn = (cluster: Cluster, pods: Pods): readonly Instance[] => byPods(cluster).get(pods) ?? [];

/** Value of a flag, as `-name=value`, `--name=value` or `-name value`; the last one counts. */
export function flag({ command = [], args = [] }: ContainerSpec, name: string): string | undefined {
  const words = [...command, ...args];
  return words.reduce<string | undefined>((found, word, index) => {
    const [key, ...value] = word.replace(/^--?/, '').split('=');
    if (!word.startsWith('-') || key !== name) return found;
    return value.length > 0 ? value.join('=') : words[index + 1];
  }, undefined);
}

/** Path of the configuration where no flag names one. */
const DEFAULT_FILES: Readonly<Record<string, string>> = { nginx: '/etc/nginx/nginx.conf' };

function configOf(cluster: Cluster, pods: Pods, container: ContainerSpec, program: string): InstanceConfig | undefined {
  const path =
    flag(container, 'config.file') ?? flag(container, 'config') ?? alloyFile(container) ?? DEFAULT_FILES[program];
  const file = path === undefined ? undefined : fileAt(cluster, pods, container, path);
  if (!isGiven(file) || file.text === undefined) return undefined;
  const { object, key, text } = file;
  return { object, key, text, content: fieldsOf(/\.(conf|alloy)$/.test(key) ? undefined : cluster.texts.read(text)) };
}

/** `alloy run FILE` names it without a flag. */
const alloyFile = ({ args = [] }: ContainerSpec): string | undefined =>
  args[0] === 'run' ? args.find((arg) => arg.startsWith('/') && arg.endsWith('.alloy')) : undefined;
