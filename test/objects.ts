import { Chart, Testing } from 'cdk8s';
import type { Construct } from 'constructs';

/** A Kubernetes object as a test looks at it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string } & Readonly<Record<string, unknown>>;
  // A test names the path that it expects; a wrong one is undefined and fails.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly [field: string]: any;
}

/** What a chart renders, by `Kind/name`. */
export function objectsOf(chart: Chart): Record<string, KubernetesObject> {
  const objects: KubernetesObject[] = Testing.synth(chart);
  return Object.fromEntries(objects.map((object) => [`${object.kind}/${object.metadata.name}`, object]));
}

/** What constructs render in a chart of their own. */
export function render(make: (scope: Construct) => unknown): Record<string, KubernetesObject> {
  const chart = new Chart(Testing.app(), 'chart');
  make(chart);
  return objectsOf(chart);
}

/** The object of this `Kind/name`, which there has to be. */
export function objectAt(objects: Readonly<Record<string, KubernetesObject>>, name: string): KubernetesObject {
  const object = objects[name];
  if (object === undefined) throw new Error(`there is no ${name}, only ${Object.keys(objects).join(', ')}`);
  return object;
}

/** The pod of a controller, by `Kind/name`. */
export const podOf = (
  objects: Readonly<Record<string, KubernetesObject>>,
  controller: string,
): KubernetesObject['spec'] => objectAt(objects, controller)['spec'].template.spec;
