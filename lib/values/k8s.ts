// The typed Kubernetes 1.28 API. Taken from its own file: the index of cdk8s-plus-28 loads a library of
// workload classes that is not used here, which every synth would pay for.
import { IntOrString } from 'cdk8s-plus-28/lib/imports/k8s';

export * from 'cdk8s-plus-28/lib/imports/k8s';

/** A number or a text where Kubernetes takes either. */
export const intOrString = (value: number | string): IntOrString =>
  typeof value === 'number' ? IntOrString.fromNumber(value) : IntOrString.fromString(value);
