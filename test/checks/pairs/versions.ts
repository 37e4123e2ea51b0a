import { ApiObject } from 'cdk8s';
import { add, object, patch } from './api-objects';
import type { Pair } from './pair';

const schema = (apiVersion: string) =>
  object(apiVersion, 'FlowSchema', { spec: { priorityLevelConfiguration: { name: 'exempt' } } });
const WIDGETS = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: 'widgets' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: { spec: { type: 'object', required: ['size'], properties: { size: { type: 'integer' } } } },
          },
        },
      },
    ],
  },
};
const widget = (spec: object) => object('example.com/v1', 'Widget', { spec });
const image = { name: 'model', image: { reference: 'models:1.0' } };
const POD = '/spec/template/spec';

/** Versions of Kubernetes and custom resources. */
export const VERSION_PAIRS: readonly Pair[] = [
  {
    id: 'api/deprecated',
    what: 'a version of an API that the next release does not have',
    broken: schema('flowcontrol.apiserver.k8s.io/v1beta2'),
    mended: schema('flowcontrol.apiserver.k8s.io/v1beta3'),
    sentence:
      /^apiVersion: found "flowcontrol\.apiserver\.k8s\.io\/v1beta2" of FlowSchema, .* Kubernetes 1\.29 does not have: use flowcontrol\.apiserver\.k8s\.io\/v1beta3/,
  },
  {
    id: 'schema/kind',
    what: 'a version of an API that the named release has removed',
    broken: { ...schema('flowcontrol.apiserver.k8s.io/v1beta3'), checks: { kubernetes: '1.32', ...external() } },
    mended: { ...schema('flowcontrol.apiserver.k8s.io/v1'), checks: { kubernetes: '1.32', ...external() } },
    sentence: /where Kubernetes 1\.32 has no FlowSchema \(removed in 1\.32\): use flowcontrol\.apiserver\.k8s\.io\/v1$/,
  },
  {
    id: 'schema/unknown-field',
    what: 'a field of a newer release',
    broken: patch('Deployment/web', add(`${POD}/volumes/-`, image)),
    mended: {
      ...patch('Deployment/web', add(`${POD}/volumes/-`, image)),
      checks: { kubernetes: '1.36', ...external() },
    },
    sentence:
      /volumes\[2\]\.image: unknown field, Kubernetes 1\.28 .* Kubernetes 1\.36 takes it: .* set kubernetes of EnvironmentChecks/,
  },
  {
    id: 'schema/unregistered',
    what: 'a custom resource that no listed definition defines',
    broken: { ...widget({ size: 1 }), checks: { customResources: [], ...external() } },
    mended: { ...widget({ size: 1 }), checks: { customResources: [WIDGETS], ...external() } },
    sentence: /^kind: found "Widget" of "example\.com\/v1", of which no CustomResourceDefinition is known/,
  },
  {
    id: 'schema/unregistered',
    what: 'a misspelt kind of a known operator',
    broken: object('monitoring.coreos.com/v1', 'ServiceMoniter', { spec: {} }),
    mended: object('crd.projectcalico.org/v1', 'GlobalNetworkPolicy', { spec: { selector: 'all()' } }),
    sentence: /did you mean "ServiceMonitor"\?/,
  },
  {
    id: 'schema/unregistered',
    what: 'a version that the definition does not have',
    broken: object('monitoring.coreos.com/v9', 'ServiceMonitor', { spec: {} }),
    sentence: /of which no CustomResourceDefinition is known.*: use apiVersion monitoring\.coreos\.com\/v1/,
  },
  {
    id: 'schema/type',
    what: 'a field of a registered custom resource',
    broken: { ...widget({ size: 'large' }), checks: { customResources: [JSON.stringify(WIDGETS)], ...external() } },
    sentence: /^spec\.size: found "large", allowed is a whole number/,
  },
  {
    id: 'schema/required',
    what: 'a missing field of a custom resource whose definition is made by the environment',
    broken: {
      objects: (chart) => {
        const { apiVersion, kind, metadata, spec } = WIDGETS;
        new ApiObject(chart, 'definition', { apiVersion, kind, metadata, spec });
        new ApiObject(chart, 'widget', {
          apiVersion: 'example.com/v1',
          kind: 'Widget',
          metadata: { name: 'more' },
          spec: {},
        });
      },
    },
    sentence: /^spec\.size: missing, and Widget of example\.com\/v1 requires it/,
  },
];

/** What the sound environment declares. */
function external() {
  return {
    external: [
      { kind: 'StorageClass', name: 'fast' },
      { kind: 'Secret', namespace: 'web', name: 'web' },
      { kind: 'Secret', namespace: 'web', name: 'tls' },
    ],
  };
}
