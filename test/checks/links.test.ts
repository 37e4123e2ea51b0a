import type { JsonPatch } from 'cdk8s';
import { find } from './find';
import { add, CONTAINER, patch, remove, replace, web } from './pairs/changes';
import type { Change } from './sound';

describe('of a link', () => {
  test('a port by a number that no pod lists is a warning, since a container may listen all the same', () => {
    const lists = patch('Service/web', replace('/spec/ports/0/targetPort', 8081));
    expect(find(lists)).toMatchObject([
      {
        id: 'link/target-port',
        severity: 'warning',
        sentence: expect.stringMatching(/found 8081, .* allowed are 8080, http/),
      },
    ]);
    const change = patch('Service/web', replace('/spec/ports/0/targetPort', 8081));
    expect(
      find({
        patches: {
          ...change.patches,
          ...web(remove(`${CONTAINER}/ports`), remove(`${CONTAINER}/readinessProbe`)).patches,
        },
      }),
    ).toMatchObject([{ id: 'policy/probes' }]);
  });

  describe('an autoscaler by utilization of requests', () => {
    const scaled = (metrics: object[], ...patches: JsonPatch[]): Change => ({
      patches: {
        'HorizontalPodAutoscaler/web': [add('/spec/metrics', metrics)],
        ...(patches.length > 0 && { 'Deployment/web': patches }),
      },
    });
    const share = (name: string) => ({
      type: 'Resource',
      resource: { name, target: { type: 'Utilization', averageUtilization: 60 } },
    });

    test('is found where a container has no request of the resource', () =>
      expect(find(scaled([share('cpu'), share('memory')]))).toEqual([
        expect.objectContaining({
          id: 'link/autoscaler-requests',
          object: 'HorizontalPodAutoscaler/web/web',
          sentence:
            'spec.metrics[1].resource: found a target utilization of memory, but container "web" of Deployment/web/web has no memory request, so it never scales: set resources.requests.memory, or use another metric',
        }),
      ]));

    test('has no finding with a request, a limit, or a target by amount', () => {
      expect(find(scaled([share('cpu')]))).toEqual([]);
      expect(find(scaled([share('memory')], add(`${CONTAINER}/resources/limits`, { memory: '1Gi' })))).toEqual([]);
      const amount = { name: 'memory', target: { type: 'AverageValue', averageValue: '1Gi' } };
      expect(find(scaled([{ type: 'Resource', resource: amount }]))).toEqual([]);
    });
  });

  test('finds a policy that blocks the target of an Ingress, an HTTPRoute and a monitor', () => {
    const found = find(patch('NetworkPolicy/web', remove('/spec/ingress')));
    expect(found.map(({ id, object }) => [id, object])).toEqual(
      ['ServiceMonitor', 'Ingress', 'HTTPRoute'].map((kind) => ['link/network-policy-flow', `${kind}/web/web`]),
    );
    for (const { sentence } of found) {
      expect(sentence).toMatch(
        /found port 8080 of Deployment\/web\/web, which .* cannot reach: no ingress rule of Net/,
      );
    }
  });

  test('finds a budget that selects no pods, and its pods without a budget', () =>
    expect(
      find(patch('PodDisruptionBudget/web', replace('/spec/selector/matchLabels', { app: 'wep' }))).map(({ id }) => id),
    ).toEqual(['link/budget', 'policy/budget']));
});
