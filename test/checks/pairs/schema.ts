import { ApiObject } from 'cdk8s';
import { add, CONTAINER, patch, remove, replace, web } from './changes';
import type { Pair } from './pair';

export const SCHEMA_PAIRS: readonly Pair[] = [
  {
    id: 'schema/unknown-field',
    what: 'a field that is misspelt',
    broken: web(add(`${CONTAINER}/imagePulPolicy`, 'Always')),
    sentence: /^spec\.template\.spec\.containers\[0\]\.imagePulPolicy: .* \(did you mean "imagePullPolicy"\?\)/,
  },
  {
    id: 'schema/type',
    what: 'a value of the wrong type',
    broken: patch('ConfigMap/web', replace('/data/web.yaml', 5)),
    sentence: /^data\["web\.yaml"\]: found 5, allowed is a string/,
  },
  {
    id: 'schema/required',
    what: 'a field that is missing',
    broken: patch('Ingress/web', remove('/spec/rules/0/http/paths/0/pathType')),
    sentence: /pathType: missing/,
  },
  {
    id: 'schema/value',
    what: 'a value that is not allowed',
    broken: patch('PersistentVolumeClaim/web', replace('/spec/accessModes/0', 'ReadWrite')),
    sentence: /^spec\.accessModes\[0\]: found "ReadWrite"/,
  },
  {
    id: 'schema/kind',
    what: 'a version of an API that is removed',
    broken: patch('HorizontalPodAutoscaler/web', replace('/apiVersion', 'autoscaling/v2beta2')),
    sentence: /removed in 1\.26\): use autoscaling\/v2/,
  },
  {
    id: 'schema/unknown-field',
    what: 'a field that a custom resource does not have',
    broken: {
      objects: (chart) =>
        new ApiObject(chart, 'rules', {
          apiVersion: 'monitoring.coreos.com/v1',
          kind: 'PrometheusRule',
          metadata: { name: 'rules' },
          spec: { groups: [{ name: 'a', rules: [{ alert: 'Down', expr: 'up == 0', foor: '5m' }] }] },
        }),
    },
    sentence: /rules\[0\]\.foor: .*did you mean "for"/,
  },
];
