import { type Cluster, namespaceOf, type Pods } from '../cluster';
import { programOf } from '../programs/programs';

/** A text of a ConfigMap or Secret that programs read as a file. */
export interface ProgramFile {
  /** Identity of the object. */
  readonly object: string;
  readonly key: string;
  readonly text: string;
  /** Pods that mount it. */
  readonly pods: readonly Pods[];
  /** Programs of these pods, as far as they are known by their images. */
  readonly programs: ReadonlySet<string>;
}

const known = new WeakMap<Cluster, readonly ProgramFile[]>();

/** All files of an environment, collected once. */
export function filesOf(cluster: Cluster): readonly ProgramFile[] {
  const before = known.get(cluster);
  if (before) return before;
  const files = [...filesIn(cluster)];
  known.set(cluster, files);
  return files;
}

function* filesIn(cluster: Cluster): Generator<ProgramFile> {
  const mounting = mountsOf(cluster);
  const sources = [
    ...cluster.of('ConfigMap').map((object) => ({ object, texts: object.content.data })),
    ...cluster.of('Secret').map((object) => ({ object, texts: object.content.stringData })),
  ];
  for (const { object, texts = {} } of sources) {
    const { kind, metadata } = object.content;
    const pods = mounting.get(`${kind}/${namespaceOf(object)}/${metadata.name}`) ?? [];
    const programs = new Set(pods.flatMap(programsOf));
    for (const [key, text] of Object.entries(texts)) yield { object: object.identity, key, text, pods, programs };
  }
}

const programsOf = ({ spec }: Pods): string[] => spec.containers.flatMap(({ image = '' }) => programOf(image) ?? []);

/** Pods by the ConfigMaps and Secrets of their volumes. */
function mountsOf(cluster: Cluster): ReadonlyMap<string, Pods[]> {
  const mounting = new Map<string, Pods[]>();
  for (const pods of cluster.pods) {
    for (const { configMap, secret, projected } of pods.spec.volumes ?? []) {
      const sources = [
        ...[configMap, ...(projected?.sources ?? []).map((source) => source.configMap)].map(
          (source) => ['ConfigMap', source?.name] as const,
        ),
        ...[secret?.secretName, ...(projected?.sources ?? []).map((source) => source.secret?.name)].map(
          (name) => ['Secret', name] as const,
        ),
      ];
      for (const [kind, name] of sources) {
        if (name === undefined) continue;
        const key = `${kind}/${pods.namespace}/${name}`;
        mounting.set(key, [...(mounting.get(key) ?? []), pods]);
      }
    }
  }
  return mounting;
}
