import { selects } from '../checks/objects';
import { type Data, isMap, labelsAt, mapAt, mapsAt, numberAt, textAt, textsAt } from './data';
import { containersOf, type DiffObject } from './read/objects';

/** The pods of a workload. */
export interface PodTemplate {
  readonly owner: DiffObject;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** With its metadata. */
  readonly template: Data;
  /** `spec` of the pods. */
  readonly pod: Data;
  /** How many there are at least: of an autoscaler's, the least that it goes down to. */
  readonly replicas: number;
}

const TEMPLATES: Readonly<Record<string, string>> = {
  Deployment: 'spec.template',
  StatefulSet: 'spec.template',
  DaemonSet: 'spec.template',
  Job: 'spec.template',
  CronJob: 'spec.jobTemplate.spec.template',
};

/** All objects of one side of a comparison, as they refer to each other. They are read when the first one is asked for. */
export class World {
  private known: readonly DiffObject[] | undefined;
  private templates: readonly PodTemplate[] | undefined;
  private readonly kinds = new Map<string, readonly DiffObject[]>();

  /** @param read reads all objects */
  constructor(private readonly read: () => readonly DiffObject[]) {}

  get objects(): readonly DiffObject[] {
    this.known ??= this.read();
    return this.known;
  }

  of(kind: string): readonly DiffObject[] {
    const known = this.kinds.get(kind) ?? this.objects.filter(({ content }) => content.kind === kind);
    this.kinds.set(kind, known);
    return known;
  }

  find(kind: string, namespace: string, name: string): DiffObject | undefined {
    return this.of(kind).find(
      ({ content: { metadata } }) => metadata.name === name && (metadata.namespace ?? 'default') === namespace,
    );
  }

  get pods(): readonly PodTemplate[] {
    this.templates ??= this.objects.flatMap((object) => this.podsOf(object) ?? []);
    return this.templates;
  }

  /** The pods of an object; nothing if it makes none. */
  podsOf(owner: DiffObject): PodTemplate | undefined {
    const path = TEMPLATES[owner.content.kind];
    if (path === undefined) return undefined;
    const template = mapAt(owner.content, path);
    return {
      owner,
      namespace: owner.content.metadata.namespace ?? 'default',
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
      if ((content.metadata.namespace ?? 'default') !== namespace || Object.keys(selector).length === 0) return false;
      return selects({ matchLabels: selector }, labels);
    });
  }

  /** Whether pods are there that a Service leads to. */
  hasPodsBehind({ content }: DiffObject): boolean {
    const matchLabels = labelsAt(content, 'spec.selector');
    const namespace = content.metadata.namespace ?? 'default';
    return this.pods.some((pods) => pods.namespace === namespace && selects({ matchLabels }, pods.labels));
  }

  /** Whether a rollout operator replaces pods of a namespace. */
  hasRolloutOperator(namespace: string): boolean {
    return this.pods.some(
      (pods) =>
        pods.namespace === namespace &&
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

/** What keeps a folder of a container. */
export type Disk = 'claim' | 'memory or node' | 'image';

/** What keeps the folder of a path in a container of pods: the volume that is mounted nearest to it. */
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
