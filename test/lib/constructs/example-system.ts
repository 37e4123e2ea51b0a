import { System } from '../../../lib/values/system';

/** An installation for tests to make objects of. */
export const system = new System({
  app: 'loki',
  release: 'prod',
  version: '2.9.4',
  fullName: 'prod-loki',
  namespace: 'logs',
  clusterDomain: 'example.local',
});

/** Labels by which the pods of a component of it are found. */
export const selectorOf = (component: string) => ({
  'app.kubernetes.io/name': 'loki',
  'app.kubernetes.io/instance': 'prod',
  'app.kubernetes.io/component': component,
});

/** Labels of objects of a component of it. */
export const labelsOf = (component: string) => ({ ...selectorOf(component), 'app.kubernetes.io/version': '2.9.4' });
