import { UserError } from '../../values/errors';
import { dnsLabel, dnsSubdomain, labelValue, qualifiedName, serviceName } from '../../values/names';
import { lookUp } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { groupOf, isNamesake } from '../kinds';
import type { KubernetesObject, ManifestObject } from '../manifest';

type NameCheck = (text: string) => string;

/** RBAC takes whatever can be a part of a path. */
const ANY: NameCheck = (text) => text;
const NAMES: Readonly<Record<string, NameCheck>> = {
  Service: serviceName,
  Namespace: dnsLabel,
  Role: ANY,
  ClusterRole: ANY,
  RoleBinding: ANY,
  ClusterRoleBinding: ANY,
};

const nameCheckOf = ({ apiVersion, kind }: KubernetesObject): NameCheck =>
  (isNamesake(apiVersion, kind) ? undefined : lookUp(NAMES, kind)) ?? dnsSubdomain;

/** Names, labels and annotations are valid in Kubernetes. */
export function* illegalNames({ objects }: Cluster): Generator<RuleFinding> {
  const known = new Set<string>();
  for (const { identity, content } of objects) {
    const { name, labels = {}, annotations = {} } = content.metadata;
    const found = (where: string, sentence: string): RuleFinding => ({
      id: 'link/name',
      object: identity,
      sentence: `metadata.${where}: ${sentence}`,
    });
    const refused = (check: NameCheck, text: string): string | undefined => {
      // The same few labels stand on everything.
      const key = `${check.name} ${text}`;
      if (known.has(key)) return undefined;
      const refusal = refusalOf(check, text);
      if (refusal === undefined) known.add(key);
      return refusal;
    };
    const wrongName = refused(nameCheckOf(content), name);
    if (wrongName !== undefined) yield found('name', wrongName);
    for (const key of [...Object.keys(labels), ...Object.keys(annotations)]) {
      const wrong = refused(qualifiedName, key);
      if (wrong !== undefined) yield found(key in labels ? 'labels' : 'annotations', wrong);
    }
    for (const [key, value] of Object.entries(labels)) {
      const wrong = refused(labelValue, value);
      if (wrong !== undefined) yield found(`labels[${key}]`, wrong);
    }
  }
}

function refusalOf(check: NameCheck, text: string): string | undefined {
  try {
    check(text);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

/** Identity of an object in a cluster: the group of its API counts, the version does not. */
function keyOf(object: ManifestObject): string {
  return `${groupOf(object.content.apiVersion)} ${object.identity}`;
}

/** Objects are unique: a duplicate would overwrite the first one without a message. */
export function* sameIdentity({ objects }: Cluster): Generator<RuleFinding> {
  const makers = new Map<string, string>();
  for (const object of objects) {
    const key = keyOf(object);
    const maker = makers.get(key);
    if (maker === undefined) makers.set(key, object.path);
    else {
      yield {
        id: 'link/identity',
        object: object.identity,
        sentence: `created by ${object.path}, and already by ${maker}, so one would overwrite the other: rename one`,
      };
    }
  }
}

/** Namespaces of objects exist, if the environment creates any. */
export function* missingNamespaces(cluster: Cluster): Generator<RuleFinding> {
  const made = cluster.of('Namespace');
  if (made.length === 0) return;
  for (const object of cluster.objects) {
    const { namespace } = object.content.metadata;
    if (namespace === undefined || cluster.has('Namespace', 'default', namespace)) continue;
    if (namespace === 'default' || namespace.startsWith('kube-')) continue;
    yield {
      id: 'link/namespace',
      object: object.identity,
      sentence: `metadata.namespace: found "${namespace}", which no chart creates, allowed are ${made.map(({ content }) => content.metadata.name).join(', ')}: create it, or declare it as external`,
    };
  }
}
