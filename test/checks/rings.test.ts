import { find } from './find';
import { claims, ingesters, ONE_ZONE } from './pairs/changes';

describe('of a ring', () => {
  test('a Deployment that recreates all members is found: ring/rollout', () => {
    const change = ingesters({ kind: 'Deployment', persistence: undefined, strategy: { type: 'Recreate' } });
    expect(find(change)).toContainEqual(
      expect.objectContaining({
        id: 'ring/rollout',
        sentence: expect.stringMatching(
          /spec\.strategy\.type: found "Recreate", so that a rollout replaces 3 ingesters at the same time/,
        ),
      }),
    );
  });

  test('zones without a rollout operator are found: ring/rollout-stuck', () => {
    const findings = find({ mimir: { rolloutOperator: false } });
    expect(new Set(findings.map(({ id, severity }) => `${severity} ${id}`))).toEqual(
      new Set(['warning ring/rollout-stuck']),
    );
    expect(findings.map(({ object }) => object)).toContain('StatefulSet/logs/mimir-ingester-zone-a');
    expect(findings[0]?.sentence).toMatch(/no rollout operator in the namespace.* deploy the rollout operator/);
  });

  test('shuffle shards with a member in each zone, or as many members as replicas, are accepted', () => {
    const overrides = { anna: { ingestion_tenant_shard_size: 1 }, bert: { ingestion_tenant_shard_size: 3 } };
    expect(find({ mimir: { runtimeConfig: { overrides } } })).toEqual([]);
    const replicas = { bert: overrides.bert };
    expect(find({ mimir: { runtimeConfig: { overrides: replicas }, ingester: ONE_ZONE } })).toEqual([]);
  });

  test('a ScaledObject counts with the pods that it leaves at least', () =>
    expect(
      find({
        loki: {
          ingester: {
            autoscaling: { keda: { minReplicaCount: 2, triggers: [{ memory: { utilization: 60 } }] } },
            disruptionBudget: { maxUnavailable: 1 },
            ...claims,
          },
        },
      }).map(({ id, sentence }) => [id, sentence]),
    ).toContainEqual([
      'ring/replicas',
      expect.stringMatching(/^ingester\.autoscaling\.keda\.minReplicaCount: found 2 for replication factor 3/),
    ]));
});
