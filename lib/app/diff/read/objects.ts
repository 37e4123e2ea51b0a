import { identityOf, type KubernetesObject } from '../../../checks/manifest';
import { type Data, isMap, mapAt, mapsAt } from '../../../values/data';
import { UserError, within } from '../../../values/errors';
import { show } from '../../../values/text';
import { documentsIn } from './yaml';

/** An object of a manifest. */
export interface DiffObject {
  /** Kind, namespace and name, such as `Service/logging/loki`. */
  readonly identity: string;
  /** API group, kind, namespace and name: two objects with the same one are one object in the cluster. */
  readonly key: string;
  readonly content: KubernetesObject & Data;
}

/**
 * The objects of a YAML or JSON text: several documents, and the items of a `List`, as `kubectl get -o yaml` prints it.
 * @throws UserError if something in it is no object of Kubernetes
 */
export function readObjects(text: string, file: string): DiffObject[] {
  return within(file, () =>
    documentsIn(text).flatMap((document) => (document === null ? [] : itemsOf(document).map(objectOf))),
  );
}

const itemsOf = (document: unknown): readonly unknown[] =>
  isMap(document) && Array.isArray(document['items']) && /List$/.test(String(document['kind']))
    ? document['items']
    : [document];

function objectOf(content: unknown): DiffObject {
  if (!isObject(content)) {
    const found = isMap(content)
      ? `a map with ${Object.keys(content).slice(0, 5).join(', ') || 'no keys'}`
      : show(content);
    throw new UserError(`found ${found}, allowed are Kubernetes objects with apiVersion, kind and metadata.name`);
  }
  const [group = ''] = content.apiVersion.includes('/') ? content.apiVersion.split('/') : [];
  const { namespace = '', name } = content.metadata;
  // An object that names no namespace goes to that of the context, which is `default` for most.
  const key = [group, content.kind, namespace === 'default' ? '' : namespace, name].join('/');
  return { identity: identityOf(content), key, content };
}

function isObject(value: unknown): value is KubernetesObject & Data {
  const metadata = mapAt(value, 'metadata');
  const { namespace } = metadata;
  return (
    isMap(value) &&
    typeof value['apiVersion'] === 'string' &&
    typeof value['kind'] === 'string' &&
    typeof metadata['name'] === 'string' &&
    (namespace === undefined || typeof namespace === 'string') &&
    [metadata['labels'], metadata['annotations']].every((texts) => texts === undefined || isTexts(texts))
  );
}

const isTexts = (value: unknown): boolean =>
  value === null || (isMap(value) && Object.values(value).every((text) => typeof text === 'string'));

/** The containers of a pod, those that run first too. */
export const containersOf = (pod: Data): Data[] => [...mapsAt(pod, 'initContainers'), ...mapsAt(pod, 'containers')];
