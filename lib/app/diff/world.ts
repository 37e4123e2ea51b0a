import { selects } from '../../checks/objects';
import { type Data, isMap, labelsAt, mapAt, mapsAt, numberAt, textAt, textsAt } from '../../values/data';
import { type Chunk, chunksOf, type Texts } from './read/manifests';
import { containersOf, type DiffObject } from './read/objects';

/** The namespace of an object; one that names none goes to that of the context, which is `default` for most. */
export const namespaceOf = ({ metadata }: DiffObject['content']): string => metadata.namespace ?? 'default';

/** The pods of a workload. */
export interface PodTemplate {
  readonly owner: DiffObject;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** With its metadata. */
  readonly template: Data;
  /** `spec` of the pods. */
  readonly pod: Data;
  /** Minimum number of pods: with an autoscaler, its minimum. */
  readonly replicas: number;
}

const TEMPLATES: Readonly<Record<string, string>> = {
  Deployment: 'spec.template',
  StatefulSet: 'spec.template',
  DaemonSet: 'spec.template',
  Job: 'spec.template',
  CronJob: 'spec.jobTemplate.spec.template',
};

const WORKLOADS = /\b(Deployment|StatefulSet|DaemonSet|Job|CronJob)\b/;

/**
 * All objects of one side of a comparison, as they refer to each other. A text is read on the first request for
 * objects that it may hold: most rules need few, and reading is most of the work.
 */
export class World {
  private readonly chunks = new Map<string, readonly Chunk[]>();
  private readonly found = new Map<string, readonly DiffObject[]>();
  private readonly foundPods = new Map<string, readonly PodTemplate[]>();

  /**
   * @param files of the environment
   * @param read reads a part of them
   */
  constructor(
    private readonly files: Texts,
    private readonly read: (chunk: Chunk) => readonly DiffObject[],
  ) {}

  /** The parts of files that have all of these words in them. */
  private chunksWith(...words: readonly string[]): Chunk[] {
    const hasWords = (text: string): boolean => words.every((word) => text.includes(word));
    return [...this.files].flatMap(([file, text]) => {
      if (!hasWords(text)) return [];
      const chunks = this.chunks.get(file) ?? chunksOf(new Map([[file, text]]));
      this.chunks.set(file, chunks);
      return chunks.filter((chunk) => hasWords(chunk.text));
    });
  }

  /** The objects of texts that have a word in them, and perhaps others of the same texts. */
  mentioning(word: string): readonly DiffObject[] {
    const known = this.found.get(word);
    if (known !== undefined) return known;
    const objects = this.chunksWith(word).flatMap((chunk) => this.read(chunk));
    this.found.set(word, objects);
    return objects;
  }

  of(kind: string): readonly DiffObject[] {
    return this.mentioning(kind).filter(({ content }) => content.kind === kind);
  }

  find(kind: string, namespace: string, name: string): DiffObject | undefined {
    return this.mentioning(name).find(
      ({ content }) => content.kind === kind && content.metadata.name === name && namespaceOf(content) === namespace,
    );
  }

  /**
   * The pods of workloads whose texts have a word in them.
   * @param namespace that they are in
   */
  podsMentioning(word: string, namespace: string): readonly PodTemplate[] {
    const key = `${namespace} ${word}`;
    const known = this.foundPods.get(key);
    if (known !== undefined) return known;
    const pods = this.workloadsMentioning(word, namespace).flatMap((chunk) => this.podsIn(chunk, namespace));
    this.foundPods.set(key, pods);
    return pods;
  }

  /** Texts of workloads that have a word in them, and may be of a namespace. */
  workloadsMentioning(word: string, namespace: string): readonly Chunk[] {
    const inNamespace = namespace === 'default' ? '' : namespace;
    return this.chunksWith(word, inNamespace).filter(({ text }) => WORKLOADS.test(text));
  }

  /** The pods of a text that are in a namespace. */
  podsIn(chunk: Chunk, namespace: string): readonly PodTemplate[] {
    return this.read(chunk)
      .flatMap((object) => this.podsOf(object) ?? [])
      .filter((pods) => pods.namespace === namespace);
  }

  /** The pods of an object; nothing if it makes none. */
  podsOf(owner: DiffObject): PodTemplate | undefined {
    const path = TEMPLATES[owner.content.kind];
    if (path === undefined) return undefined;
    const template = mapAt(owner.content, path);
    return {
      owner,
      namespace: namespaceOf(owner.content),
      labels: labelsAt(template, 'metadata.labels'),
      template,
      pod: mapAt(template, 'spec'),
      replicas: this.replicasOf(owner),
    };
  }

  private replicasOf(owner: DiffObject): number {
    const scaler = this.autoscalerOf(owner);
    return scaler === undefined
      ? (numberAt(owner.content, 'spec.replicas') ?? 1)
      : (numberAt(scaler.content, 'spec.minReplicas') ?? 1);
  }

  autoscalerOf({ content: { kind, metadata } }: DiffObject): DiffObject | undefined {
    return this.of('HorizontalPodAutoscaler').find(
      ({ content }) =>
        textAt(content, 'spec.scaleTargetRef.name') === metadata.name &&
        textAt(content, 'spec.scaleTargetRef.kind') === kind &&
        content.metadata.namespace === metadata.namespace,
    );
  }

  /** The Services that lead to pods. */
  servicesOf({ namespace, labels }: PodTemplate): readonly DiffObject[] {
    return this.of('Service').filter(({ content }) => {
      const selector = labelsAt(content, 'spec.selector');
      if (namespaceOf(content) !== namespace || Object.keys(selector).length === 0) return false;
      return selects({ matchLabels: selector }, labels);
    });
  }

  /** Whether pods are there that a Service leads to. */
  hasPodsBehind({ content }: DiffObject): boolean {
    const matchLabels = labelsAt(content, 'spec.selector');
    const [label = ''] = Object.values(matchLabels);
    return this.podsMentioning(label, namespaceOf(content)).some((pods) => selects({ matchLabels }, pods.labels));
  }

  /** Whether a rollout operator replaces pods of a namespace. */
  hasRolloutOperator(namespace: string): boolean {
    return this.podsMentioning('rollout-operator', namespace).some((pods) =>
      containersOf(pods.pod).some((container) =>
        /(^|\/)rollout-operator([:@]|$)/.test(textAt(container, 'image') ?? ''),
      ),
    );
  }
}

/** A file that pods find, or a variable that they have, from a ConfigMap or a Secret. */
export interface Source {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** Whether a running pod sees a new text; a variable and a single file (`subPath`) stay as they were. */
  readonly isUpdated: boolean;
}

/** The ConfigMaps and Secrets that pods use. */
export function sourcesOf(pod: Data): Source[] {
  const containers = containersOf(pod);
  const fixed = new Set(
    containers.flatMap((container) =>
      mapsAt(container, 'volumeMounts').flatMap((mount) =>
        mount['subPath'] === undefined ? [] : [textAt(mount, 'name') ?? ''],
      ),
    ),
  );
  const mounted = mapsAt(pod, 'volumes').flatMap((volume) => {
    const isUpdated = !fixed.has(textAt(volume, 'name') ?? '');
    const parts = [volume, ...mapsAt(volume, 'projected.sources')];
    return parts.flatMap((part): Source[] => [
      ...named('ConfigMap', textAt(part, 'configMap.name'), isUpdated),
      ...named('Secret', textAt(part, 'secret.secretName') ?? textAt(part, 'secret.name'), isUpdated),
    ]);
  });
  const variables = containers.flatMap((container) => [
    ...mapsAt(container, 'env').flatMap((variable): Source[] => [
      ...named('ConfigMap', textAt(variable, 'valueFrom.configMapKeyRef.name'), false),
      ...named('Secret', textAt(variable, 'valueFrom.secretKeyRef.name'), false),
    ]),
    ...mapsAt(container, 'envFrom').flatMap((from): Source[] => [
      ...named('ConfigMap', textAt(from, 'configMapRef.name'), false),
      ...named('Secret', textAt(from, 'secretRef.name'), false),
    ]),
  ]);
  return [...mounted, ...variables];
}

const named = (kind: Source['kind'], name: string | undefined, isUpdated: boolean): Source[] =>
  name === undefined ? [] : [{ kind, name, isUpdated }];

/** Kind of storage behind a folder of a container. */
export type Disk = 'claim' | 'memory or node' | 'image';

/** Storage behind a folder of a container: the volume with the longest matching mount path. */
export function diskAt({ owner, pod }: PodTemplate, container: Data, folder: string): Disk {
  const mounts = mapsAt(container, 'volumeMounts')
    .map((mount) => ({ path: textAt(mount, 'mountPath') ?? '', name: textAt(mount, 'name') }))
    .filter(({ path }) => folder === path || folder.startsWith(path.endsWith('/') ? path : `${path}/`))
    .sort((one, other) => other.path.length - one.path.length);
  const [mount] = mounts;
  if (mount === undefined) return 'image';
  const claims = mapsAt(owner.content, 'spec.volumeClaimTemplates').map((claim) => textAt(claim, 'metadata.name'));
  if (claims.includes(mount.name)) return 'claim';
  const volume = mapsAt(pod, 'volumes').find(({ name }) => name === mount.name);
  return isMap(volume) && (volume['persistentVolumeClaim'] !== undefined || volume['ephemeral'] !== undefined)
    ? 'claim'
    : 'memory or node';
}

/** The arguments of a container, those of its command too. */
export const argsOf = (container: Data): string[] => [...textsAt(container, 'command'), ...textsAt(container, 'args')];
