import { find } from './find';
import { INGESTER, object, patch, remove } from './pairs/changes';

describe('of validation by Kubernetes', () => {
  test.each([
    ['apps/v1', 'Deployment'],
    ['apps/v1', 'StatefulSet'],
    ['apps/v1', 'DaemonSet'],
    ['batch/v1', 'Job'],
    ['batch/v1', 'CronJob'],
    ['v1', 'Pod'],
    ['v1', 'Service'],
    ['v1', 'PersistentVolumeClaim'],
    ['networking.k8s.io/v1', 'Ingress'],
    ['networking.k8s.io/v1', 'NetworkPolicy'],
    ['policy/v1', 'PodDisruptionBudget'],
    ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ])('a spec that is missing is found: %s %s', (apiVersion, kind) =>
    expect(find(object(apiVersion, kind, {}))).toMatchObject([
      { id: 'schema/required', object: `${kind}/web/more`, sentence: expect.stringMatching(/^spec: missing/) },
    ]),
  );

  test('missing nested fields are found: the pod of a template, the name of a claim', () => {
    const selector = { matchLabels: { app: 'more' } };
    expect(find(object('apps/v1', 'Deployment', { spec: { selector, template: {} } }))).toMatchObject([
      { id: 'schema/required', sentence: expect.stringMatching(/^spec\.template\.spec: missing/) },
    ]);
    expect(find(patch(INGESTER, remove('/spec/volumeClaimTemplates/0/metadata')))).toContainEqual(
      expect.objectContaining({
        id: 'schema/required',
        sentence: expect.stringMatching(/^spec\.volumeClaimTemplates\[0\]\.metadata: missing/),
      }),
    );
  });
});
