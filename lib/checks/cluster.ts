import type { RuleFinding } from './catalog';
import { type PromisedSecret, secretsOfCertificates, secretsOfExternal } from './generated-secrets';
import { groupOf } from './kinds';
import { type ManifestObject, namespaceOf } from './manifest';
import { withoutNulls } from './null-fields';
import {
  type CheckedKind,
  type ContainerSpec,
  groupsMeant,
  isChecked,
  isKind,
  type ObjectOf,
  type PodSpec,
  type Selector,
  selects,
  type WorkloadSpec,
} from './objects';
import { dataIn } from './parsed-texts';
import { schemaFindings } from './schema';
import { ServedApi } from './schema/served-api';

export { namespaceOf } from './manifest';

/** An object that exists in the cluster, but is not created by the environment. */
export interface ExternalObject {
  /** Kind, such as `Secret`, `StorageClass` or `Service`. */
  readonly kind: string;
  /** @default - none, for objects without a namespace */
  readonly namespace?: string;
  readonly name: string;
}

/** The pods of a controller. */
export interface Pods {
  /** Their controller. */
  readonly owner: ManifestObject;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
  /** Specification of the controller; undefined for a bare pod. */
  readonly workload?: WorkloadSpec;
  /** Path of their specification in the owner. */
  readonly path: string;
}

/** A HorizontalPodAutoscaler or a ScaledObject of KEDA, which own the number of pods. */
export interface Autoscaler {
  readonly identity: string;
  /** Minimum number of pods. */
  readonly minReplicas: number;
  /** The prop that sets it. */
  readonly prop: string;
  /** Resources of which it takes a share of the requests, and where it says so. */
  readonly shares: ReadonlyArray<{ readonly at: string; readonly resource: string }>;
}

/** Objects that exist in every cluster. */
const BUILT_IN: readonly ExternalObject[] = [
  { kind: 'Service', namespace: 'default', name: 'kubernetes' },
  { kind: 'Service', namespace: 'kube-system', name: 'kube-dns' },
];

const CONTROLLERS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job'] as const;

/** Findings that make an object unreadable. */
const ILLEGIBLE = ['schema/type', 'schema/required', 'schema/kind'];

/**
 * The objects of an environment and their references. Objects that are invalid in Kubernetes are known only by
 * their names.
 */
export class Cluster {
  /** Kinds that its API server serves. */
  readonly api: ServedApi;
  /** Findings about objects that Kubernetes would reject. */
  readonly refused: readonly RuleFinding[];
  readonly objects: readonly ManifestObject[];
  readonly pods: readonly Pods[];
  /** Namespaces of all objects. */
  readonly namespaces: ReadonlySet<string>;
  /** Configurations in ConfigMaps and Secrets. */
  readonly texts = { read: dataIn };
  private readonly external: ReadonlySet<string>;
  /** Secrets that operators make of objects, by namespace and name. */
  private readonly promised: ReadonlyMap<string, PromisedSecret>;
  /** Objects by group, kind, namespace and name; undefined for unreadable ones. */
  private readonly made: ReadonlyMap<string, ManifestObject | undefined>;
  private readonly kinds: ReadonlyMap<string, ManifestObject[]>;
  /** Pods by namespace and one of their labels, so that a selector need not look at all of them. */
  private readonly labelled: ReadonlyMap<string, Pods[]>;
  private readonly autoscalers: ReadonlyMap<string, Autoscaler>;

  constructor(
    all: readonly ManifestObject[],
    external: readonly ExternalObject[] = [],
    api: ServedApi = ServedApi.default(),
  ) {
    const served = api.with(all);
    this.api = served;
    const looked = all.map((object) => ({ object, findings: schemaFindings([object], served) }));
    this.refused = [...looked.flatMap(({ findings }) => findings), ...served.unregistered(all)];
    const objects = looked.flatMap(({ object, findings }) => {
      const { apiVersion, kind } = object.content;
      const isKnown = served.schemaOf(apiVersion, kind) !== undefined || !isChecked(object);
      return isKnown && !findings.some(({ id }) => ILLEGIBLE.includes(id)) ? [withoutNulls(object)] : [];
    });
    this.objects = objects;
    this.namespaces = new Set(objects.map(namespaceOf));
    this.kinds = grouped(objects, ({ content }) => [content.kind]);
    this.made = new Map([
      ...all.map((object) => [identifierOf(object), undefined] as const),
      ...objects.map((object) => [identifierOf(object), object] as const),
    ]);
    this.promised = new Map(
      [...secretsOfExternal(this.of('ExternalSecret')), ...secretsOfCertificates(this.of('Certificate'))].map(
        (secret) => [`${secret.namespace}/${secret.name}`, secret],
      ),
    );
    this.external = new Set(
      [...BUILT_IN, ...external].map(({ kind, namespace = 'default', name }) =>
        keyOf(ANY_GROUP, kind, namespace, name),
      ),
    );
    this.autoscalers = new Map([
      ...this.of('HorizontalPodAutoscaler').map((scaler): [string, Autoscaler] => {
        const { scaleTargetRef, minReplicas = 1, metrics = [] } = scaler.content.spec;
        const { apiVersion = 'apps/v1', kind, name } = scaleTargetRef;
        return [
          keyOf(groupOf(apiVersion), kind, namespaceOf(scaler), name),
          {
            identity: scaler.identity,
            minReplicas,
            prop: 'autoscaling.minReplicas',
            shares: metrics.flatMap(({ resource }, index) =>
              resource?.target.type === 'Utilization'
                ? [{ at: `spec.metrics[${index}].resource`, resource: resource.name }]
                : [],
            ),
          },
        ];
      }),
      ...this.of('ScaledObject').map((scaler): [string, Autoscaler] => {
        // KEDA lets all pods go, unless it is told otherwise.
        const { scaleTargetRef, minReplicaCount: minReplicas = 0, triggers } = scaler.content.spec;
        const { apiVersion = 'apps/v1', kind = 'Deployment', name } = scaleTargetRef;
        return [
          keyOf(groupOf(apiVersion), kind, namespaceOf(scaler), name),
          {
            identity: scaler.identity,
            minReplicas,
            prop: 'autoscaling.keda.minReplicaCount',
            shares: triggers.flatMap(({ type, metricType }, index) =>
              (type === 'cpu' || type === 'memory') && metricType === 'Utilization'
                ? [{ at: `spec.triggers[${index}]`, resource: type }]
                : [],
            ),
          },
        ];
      }),
    ]);
    this.pods = [
      ...CONTROLLERS.flatMap((kind) => this.of(kind)).map((owner) =>
        podsOf(owner, owner.content.spec, 'spec.template.spec'),
      ),
      ...this.of('CronJob').map((owner) =>
        podsOf(owner, owner.content.spec.jobTemplate.spec, 'spec.jobTemplate.spec.template.spec'),
      ),
      ...this.of('Pod').map((owner) => ({
        owner,
        namespace: namespaceOf(owner),
        labels: owner.content.metadata.labels ?? {},
        spec: owner.content.spec,
        path: 'spec',
      })),
    ];
    this.labelled = grouped(this.pods, ({ namespace, labels }) =>
      Object.entries(labels).map(([key, value]) => `${namespace}/${key}=${value}`),
    );
  }

  /** All objects of a kind. */
  of<Kind extends CheckedKind>(kind: Kind): Array<ObjectOf<Kind>> {
    return (this.kinds.get(kind) ?? []).filter((object) => isKind(object, kind));
  }

  /**
   * Whether an object is made, or exists already. Objects without a namespace are looked up in `default`.
   * @param apiVersion of the kind, if the reference has one
   */
  has(kind: string, namespace: string, name: string, apiVersion?: string): boolean {
    if (this.external.has(keyOf(ANY_GROUP, kind, namespace, name))) return true;
    if (kind === 'Secret' && this.promised.has(`${namespace}/${name}`)) return true;
    const groups = apiVersion === undefined ? groupsMeant(kind) : [groupOf(apiVersion)];
    if (groups.length > 0) return groups.some((group) => this.made.has(keyOf(group, kind, namespace, name)));
    return this.objects.some(
      (object) =>
        object.content.kind === kind && object.content.metadata.name === name && namespaceOf(object) === namespace,
    );
  }

  /** An object that is made; undefined if it exists already, since its content is unknown then. */
  find<Kind extends CheckedKind>(kind: Kind, namespace: string, name: string): ObjectOf<Kind> | undefined {
    const [group = ''] = groupsMeant(kind);
    const object = this.made.get(keyOf(group, kind, namespace, name));
    return object && isKind(object, kind) ? object : undefined;
  }

  /** Keys of a Secret that an operator makes; undefined if none does, or the keys are unknown. */
  promisedKeys(namespace: string, name: string): readonly string[] | undefined {
    return this.promised.get(`${namespace}/${name}`)?.keys;
  }

  /** Names of all objects of a kind, for hints. */
  namesOf(kind: CheckedKind, namespace: string): string[] {
    return this.of(kind)
      .filter((object) => namespaceOf(object) === namespace)
      .map(({ content }) => content.metadata.name);
  }

  /** The pods that a Service leads to. */
  podsBehind(service: ObjectOf<'Service'>): readonly Pods[] {
    const { selector } = service.content.spec;
    return selector ? this.podsWith(namespaceOf(service), { matchLabels: selector }) : [];
  }

  /** Autoscaler of a workload. */
  autoscalerOf(workload: ManifestObject): Autoscaler | undefined {
    return this.autoscalers.get(identifierOf(workload));
  }

  /** The budgets of pods with these labels. */
  budgetsOf(namespace: string, labels: Readonly<Record<string, string>>): Array<ObjectOf<'PodDisruptionBudget'>> {
    return this.of('PodDisruptionBudget').filter(
      (budget) => namespaceOf(budget) === namespace && selects(budget.content.spec.selector ?? {}, labels),
    );
  }

  /** The pods of a namespace that a selector finds. */
  podsWith(namespace: string, selector: Selector): Pods[] {
    const candidates = Object.entries(selector.matchLabels ?? {})
      .map(([key, value]) => this.labelled.get(`${namespace}/${key}=${value}`) ?? [])
      .sort((one, other) => one.length - other.length);
    return (candidates[0] ?? this.pods).filter(
      (pods) => pods.namespace === namespace && selects(selector, pods.labels),
    );
  }
}

function grouped<Item>(items: readonly Item[], keysOf: (item: Item) => readonly string[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}

/** Group of objects that are declared as external: those are declared without one. */
const ANY_GROUP = '*';

const keyOf = (group: string, kind: string, namespace: string, name: string): string =>
  `${group} ${kind}/${namespace}/${name}`;

/** Unique identifier of an object in a cluster. */
const identifierOf = (object: ManifestObject): string => {
  const { apiVersion, kind, metadata } = object.content;
  return keyOf(groupOf(apiVersion), kind, namespaceOf(object), metadata.name);
};

const podsOf = (owner: ManifestObject, workload: WorkloadSpec, path: string): Pods => ({
  owner,
  namespace: namespaceOf(owner),
  labels: workload.template.metadata?.labels ?? {},
  spec: workload.template.spec,
  workload,
  path,
});

/** The containers that run as long as the pod: init containers that are restarted are sidecars. */
export const runningContainers = ({ spec }: Pods): ContainerSpec[] => [
  ...spec.containers,
  ...(spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always'),
];

/** Names and numbers of the ports that pods open. */
export const portsOf = (pods: Pods): Array<string | number> =>
  runningContainers(pods).flatMap(({ ports = [] }) =>
    ports.flatMap(({ name, containerPort }) => (name === undefined ? [containerPort] : [name, containerPort])),
  );
