import type { Cluster, Pods } from '../lib/checks/cluster';
import type { ContainerSpec, Items, VolumeSpec } from '../lib/checks/objects';

/** Files of a container at a path. */
export interface Mount {
  /** Mount path in the container. */
  readonly path: string;
  /** Texts by their path below it; a mount of a single file has one, whose path is empty. */
  readonly files: Readonly<Record<string, string>>;
}

/** Token files that every pod has by default, unless its account has no token; programs check whether they exist. */
const ACCOUNT: Mount = {
  path: '/var/run/secrets/kubernetes.io/serviceaccount',
  files: { 'ca.crt': '', namespace: '', token: '' },
};

/** Files of a container's volumes; those known only to the cluster are empty. */
export function mountsOf(cluster: Cluster, pods: Pods, container: ContainerSpec): Mount[] {
  const mounts = (container.volumeMounts ?? []).map(({ name, mountPath, subPath }) => {
    const volume = pods.spec.volumes?.find((candidate) => candidate.name === name);
    const files = volume === undefined ? {} : filesOf(cluster, pods.namespace, volume);
    return { path: mountPath.replace(/(.)\/+$/, '$1'), files: subPath === undefined ? files : below(files, subPath) };
  });
  return [...mounts, ACCOUNT];
}

function filesOf(cluster: Cluster, namespace: string, volume: VolumeSpec): Record<string, string> {
  const { configMap, secret, projected } = volume;
  if (configMap) return chosen(configMapTexts(cluster, namespace, configMap.name), configMap);
  if (secret) return chosen(secretTexts(cluster, namespace, secret.secretName), secret);
  const parts = (projected?.sources ?? []).map((source) => ({
    ...(source.configMap && chosen(configMapTexts(cluster, namespace, source.configMap.name), source.configMap)),
    ...(source.secret && chosen(secretTexts(cluster, namespace, source.secret.name), source.secret)),
  }));
  return Object.assign({}, ...parts);
}

type Texts = Readonly<Record<string, string>>;

const configMapTexts = (cluster: Cluster, namespace: string, name = ''): Texts =>
  cluster.find('ConfigMap', namespace, name)?.content.data ?? {};

/** The texts of a Secret; none for a Secret that is created by hand. */
export function secretTexts(cluster: Cluster, namespace: string, name = ''): Texts {
  const { data = {}, stringData = {} } = cluster.find('Secret', namespace, name)?.content ?? {};
  const decoded = Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')]);
  return { ...Object.fromEntries(decoded), ...stringData };
}

/** All keys, or those that a volume selects, by its paths for them. */
function chosen(texts: Texts, { items }: Items): Record<string, string> {
  if (items === undefined) return { ...texts };
  return Object.fromEntries(items.map(({ key, path }) => [path, texts[key] ?? '']));
}

/** The file at a path, or the files in the folder at it. */
function below(files: Texts, subPath: string): Record<string, string> {
  const file = files[subPath];
  if (file !== undefined) return { '': file };
  const inFolder = Object.entries(files).filter(([name]) => name.startsWith(`${subPath}/`));
  return Object.fromEntries(inFolder.map(([name, text]) => [name.slice(subPath.length + 1), text]));
}
