import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { Cluster } from '../../../lib/checks/cluster';
import { environmentFindings } from '../../../lib/checks/environment';
import { manifestOf, objectsOf } from '../../../lib/checks/manifest';
import { intOrString, KubeDeployment, KubeService } from '../../../lib/values/k8s';

/** What is found about fields that are not written, of an object with patches. */
function dropped(make: (chart: Chart) => ApiObject, ...patches: readonly JsonPatch[]): readonly (readonly unknown[])[] {
  const app = new App();
  const chart = new Chart(app, 'chart');
  make(chart).addJsonPatch(...patches);
  return environmentFindings(app, new Cluster(objectsOf(manifestOf(app))))
    .filter(({ id }) => id === 'object/dropped-field')
    .map(({ object, sentence }) => [object, sentence]);
}

const service = (chart: Chart) =>
  new KubeService(chart, 'service', {
    metadata: { name: 'web', labels: { app: 'web', App: 'other' } },
    spec: { clusterIp: 'None', ports: [{ port: 80, targetPort: intOrString('http') }], selector: { app: 'web' } },
  });
const deployment = (chart: Chart) =>
  new KubeDeployment(chart, 'deployment', {
    metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      strategy: { rollingUpdate: { maxSurge: intOrString('25%'), maxUnavailable: intOrString(0) } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } },
    },
  });

test('objects whose fields are all written have no findings', () => {
  expect(dropped(service)).toEqual([]);
  expect(dropped(deployment)).toEqual([]);
  expect(
    dropped(deployment, JsonPatch.add('/spec/template/spec/hostIpc', true), JsonPatch.add('/spec/replicas', 3)),
  ).toEqual([]);
});

test.each<[string, (chart: Chart) => ApiObject, JsonPatch, string]>([
  [
    'the name of Kubernetes in the place of that of the type',
    service,
    JsonPatch.add('/spec/clusterIP', '10.0.0.1'),
    '/spec/clusterIP: found "10.0.0.1", which is not written, since patches are applied before names are translated to those of Kubernetes: write /spec/clusterIp',
  ],
  [
    'the name of Kubernetes deep in a pod',
    deployment,
    JsonPatch.add('/spec/template/spec/hostIPC', true),
    '/spec/template/spec/hostIPC: found true, which is not written, since patches are applied before names are translated to those of Kubernetes: write /spec/template/spec/hostIpc',
  ],
  [
    'a name that the type does not have',
    deployment,
    JsonPatch.add('/spec/template/spec/containers/0/reources', { limits: {} }),
    '/spec/template/spec/containers/0/reources: found {"limits":{}}, which is not written, since the typed object has no field of this name, or has it twice: correct the name, or leave the patch out',
  ],
])('a patch is found that sets %s', (_, make, patch, sentence) =>
  expect(dropped(make, patch)).toEqual([[expect.stringMatching(/^(Service|Deployment)\/web$/), sentence]]),
);

test('an object without a type has any field', () =>
  expect(
    dropped(
      (chart) => new ApiObject(chart, 'raw', { apiVersion: 'velero.io/v1', kind: 'Schedule', metadata: { name: 'a' } }),
      JsonPatch.add('/spec', { anyThing: 1 }),
    ),
  ).toEqual([]));
