import type { ManifestObject } from './manifest';
import { type CheckedKind, isKind, type ObjectOf, type PodSpec, selects, type WorkloadSpec } from './objects';

/** What exists in the cluster, but is not made by the environment. */
export interface ExternalObject {
  /** Such as `Secret`, `StorageClass` or `Service`. */
  readonly kind: string;
  /** @default - it is in none */
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
  /** What the controller says besides; nothing of a bare pod. */
  readonly workload?: WorkloadSpec;
  /** Where their specification stands in the owner. */
  readonly path: string;
}

/** What every cluster has. */
const BUILT_IN: readonly ExternalObject[] = [
  { kind: 'Service', namespace: 'default', name: 'kubernetes' },
  { kind: 'Service', namespace: 'kube-system', name: 'kube-dns' },
];

const CONTROLLERS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job'] as const;

/** The namespace that an object without one gets is that of whoever applies it. */
export const namespaceOf = ({ content: { metadata } }: ManifestObject): string => metadata.namespace ?? 'default';

/** The objects of an environment, as they refer to each other. */
export class Cluster {
  readonly pods: readonly Pods[];
  private readonly known: ReadonlySet<string>;
  private readonly kinds = new Map<string, ManifestObject[]>();
  private readonly services: ReadonlyMap<string, ObjectOf<'Service'>>;
  private readonly behind = new Map<ObjectOf<'Service'>, readonly Pods[]>();

  constructor(
    readonly objects: readonly ManifestObject[],
    external: readonly ExternalObject[] = [],
  ) {
    for (const object of objects) {
      const { kind } = object.content;
      const same = this.kinds.get(kind);
      if (same) same.push(object);
      else this.kinds.set(kind, [object]);
    }
    this.known = new Set([
      ...objects.map((object) => keyOf(object.content.kind, namespaceOf(object), object.content.metadata.name)),
      ...[...BUILT_IN, ...external].map(({ kind, namespace = 'default', name }) => keyOf(kind, namespace, name)),
    ]);
    this.services = new Map(
      this.of('Service').map((service) => [`${namespaceOf(service)}/${service.content.metadata.name}`, service]),
    );
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
  }

  /** All objects of a kind. */
  of<Kind extends CheckedKind>(kind: Kind): Array<ObjectOf<Kind>> {
    return (this.kinds.get(kind) ?? []).filter((object) => isKind(object, kind));
  }

  /** Whether an object is made, or exists already. What is in no namespace is asked for in `default`. */
  has(kind: string, namespace: string, name: string): boolean {
    return this.known.has(keyOf(kind, namespace, name));
  }

  /** An object that is made; nothing if it exists already, since then nobody knows what is in it. */
  find<Kind extends CheckedKind>(kind: Kind, namespace: string, name: string): ObjectOf<Kind> | undefined {
    return this.of(kind).find((object) => object.content.metadata.name === name && namespaceOf(object) === namespace);
  }

  service(namespace: string, name: string): ObjectOf<'Service'> | undefined {
    return this.services.get(`${namespace}/${name}`);
  }

  /** Names of all objects of a kind, for hints. */
  namesOf(kind: CheckedKind, namespace: string): string[] {
    return this.of(kind)
      .filter((object) => namespaceOf(object) === namespace)
      .map(({ content }) => content.metadata.name);
  }

  /** The pods that a Service leads to. */
  podsBehind(service: ObjectOf<'Service'>): readonly Pods[] {
    const found = this.behind.get(service);
    if (found) return found;
    const { selector } = service.content.spec;
    const pods = selector ? this.podsWith(namespaceOf(service), { matchLabels: selector }) : [];
    this.behind.set(service, pods);
    return pods;
  }

  /** The budgets of pods with these labels. */
  budgetsOf(namespace: string, labels: Readonly<Record<string, string>>): Array<ObjectOf<'PodDisruptionBudget'>> {
    return this.of('PodDisruptionBudget').filter(
      (budget) => namespaceOf(budget) === namespace && selects(budget.content.spec.selector ?? {}, labels),
    );
  }

  /** The pods of a namespace that a selector finds. */
  podsWith(namespace: string, selector: Parameters<typeof selects>[0]): Pods[] {
    return this.pods.filter((pods) => pods.namespace === namespace && selects(selector, pods.labels));
  }
}

const keyOf = (kind: string, namespace: string, name: string): string => `${kind}/${namespace}/${name}`;

const podsOf = (owner: ManifestObject, workload: WorkloadSpec, path: string): Pods => ({
  owner,
  namespace: namespaceOf(owner),
  labels: workload.template.metadata?.labels ?? {},
  spec: workload.template.spec,
  workload,
  path,
});

/** Names and numbers of the ports that pods open. */
export const portsOf = ({ spec }: Pods): Array<string | number> =>
  spec.containers.flatMap(({ ports = [] }) =>
    ports.flatMap(({ name, containerPort }) => (name === undefined ? [containerPort] : [name, containerPort])),
  );
