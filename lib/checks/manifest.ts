import { ApiObject, Chart, DependencyGraph } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { UserError } from '../errors';

/** What all objects of Kubernetes have. */
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
  /** Kind, namespace and name, such as `Service/logging/loki`; what is in no namespace has two parts. */
  readonly identity: string;
  readonly content: KubernetesObject;
}

/** The objects of a chart. */
export interface ChartManifest {
  readonly chart: Chart;
  readonly objects: readonly ManifestObject[];
}

/** The namespace that an object without one gets is that of whoever applies it. */
export const namespaceOf = ({ content: { metadata } }: ManifestObject): string => metadata.namespace ?? 'default';

/** Kind, namespace and name of an object. */
export const identityOf = ({ kind, metadata: { name, namespace } }: KubernetesObject): string =>
  [kind, namespace, name].filter((part) => part !== undefined).join('/');

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

/** The objects of several charts. */
export const objectsOf = (charts: readonly ChartManifest[]): ManifestObject[] =>
  charts.flatMap(({ objects }) => objects);

function manifestObject(object: ApiObject): ManifestObject {
  const content: KubernetesObject = object.toJson();
  if (content.metadata?.name === undefined) {
    throw new UserError(`${object.node.path}: makes a ${object.kind} without a name: name it`);
  }
  return { path: object.node.path, identity: identityOf(content), content };
}

/** The objects of a chart, those that others depend on first; objects of a nested chart belong to that one. */
function apiObjectsOf(chart: Chart): ApiObject[] {
  const isOwnObject = (construct: IConstruct): construct is ApiObject =>
    ApiObject.isApiObject(construct) && Chart.of(construct) === chart;
  return new DependencyGraph(chart.node).topology().filter(isOwnObject);
}
