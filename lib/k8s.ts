// The typed Kubernetes 1.28 API. Taken from its own file: the index of cdk8s-plus-28 loads a library of
// workload classes that is not used here, which every synth would pay for.
export * from 'cdk8s-plus-28/lib/imports/k8s';
