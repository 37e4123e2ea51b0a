import { ApiObject, Chart, DependencyGraph } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { UserError } from '../values/errors';
import { reasonOf } from '../values/files';
import { show } from '../values/text';
import { groupOf, isNamesake } from './kinds';

/** Fields of all Kubernetes objects. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/** An object as it is written, and the construct that makes it. */
export interface ManifestObject {
  /** Path of the construct. */
  readonly path: string;
  /**
   * Kind, namespace and name, such as `Service/logging/loki`; without a namespace it has two parts, and the Ingress
   * of another API is an `Ingress.traefik.io/web/web`.
   */
  readonly identity: string;
  readonly content: KubernetesObject;
}

/** The objects of a chart. */
export interface ChartManifest {
  readonly chart: Chart;
  readonly objects: readonly ManifestObject[];
}

/** Namespace of an object; without one, kubectl applies it to the current namespace, taken as `default`. */
export const namespaceOf = ({ content: { metadata } }: ManifestObject): string => metadata.namespace ?? 'default';

/** Kind, namespace and name of an object. The kind has its group where Kubernetes has another one of its name. */
export const identityOf = ({ apiVersion, kind, metadata: { name, namespace } }: KubernetesObject): string =>
  [isNamesake(apiVersion, kind) ? `${kind}.${groupOf(apiVersion)}` : kind, namespace, name]
    .filter((part) => part !== undefined)
    .join('/');

/**
 * The objects of all charts at or below a construct, as they are written.
 * @throws UserError if an object cannot be rendered
 */
export function manifestOf(scope: IConstruct): ChartManifest[] {
  return scope.node
    .findAll()
    .filter((construct): construct is Chart => Chart.isChart(construct))
    .map((chart) => ({ chart, objects: apiObjectsOf(chart).map(manifestObject) }));
}

/** The objects of several charts, and each item of those that are lists. */
export const objectsOf = (charts: readonly ChartManifest[]): ManifestObject[] =>
  charts.flatMap(({ objects }) => objects.flatMap(withoutLists));

/** Items of a `List`, which the API server handles one by one, or the object itself. */
function withoutLists(object: ManifestObject): ManifestObject[] {
  const { path, content } = object;
  if (content.apiVersion !== 'v1' || content.kind !== 'List') return [object];
  const items: unknown = 'items' in content ? content.items : undefined;
  if (!Array.isArray(items)) throw new UserError(`${path}: items: found ${show(items)}, allowed is a list of objects`);
  return items.flatMap((item: unknown, index) => withoutLists(asObject(item, path, `${path}: items[${index}]`)));
}

function manifestObject(object: ApiObject): ManifestObject {
  const { path } = object.node;
  try {
    return asObject(object.toJson(), path, `${path}: ${object.name}`);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${path}: ${object.name}: cannot be written as YAML: ${reasonOf(error)}`);
  }
}

/** @param where in sentences */
function asObject(content: unknown, path: string, where: string): ManifestObject {
  if (isObject(content)) return { path, identity: identityOf(content), content };
  const { apiVersion, kind, metadata } = Object(content);
  throw new UserError(
    `${where}: found apiVersion ${show(apiVersion)}, kind ${show(kind)} and metadata.name ${show(Object(metadata).name)}, Kubernetes requires a string for each: set them`,
  );
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const isObject = (content: unknown): content is KubernetesObject => {
  const { apiVersion, kind, metadata } = Object(content);
  return isText(apiVersion) && isText(kind) && isText(Object(metadata).name);
};

/** The objects of a chart, those that others depend on first; objects of a nested chart belong to that one. */
function apiObjectsOf(chart: Chart): ApiObject[] {
  const isOwnObject = (construct: IConstruct): construct is ApiObject =>
    ApiObject.isApiObject(construct) && Chart.of(construct) === chart;
  return new DependencyGraph(chart.node).topology().filter(isOwnObject);
}
