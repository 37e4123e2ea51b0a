import { type Chart, Testing } from 'cdk8s';
import { LOKI_3_7, Loki } from '../../../../charts/loki';
import type { Manifest } from '../../../../conformance/diff/objects';
import { ObjectStorage } from '../../../../lib/values/object-storage';
import { statementsBetween } from './example';

const props = {
  namespace: 'logs',
  storage: ObjectStorage.gcs({ bucket: 'logs' }),
} as const;
const before = manifestsOf(new Loki(Testing.app(), 'loki', { ...props, schema: [{ from: '2024-01-01' }] }));
const losses = (chart: Chart): string[] =>
  statementsBetween(before, manifestsOf(chart)).flatMap(({ effect, sentence }) =>
    effect === 'data-loss' ? [sentence] : [],
  );

function manifestsOf(chart: Chart): Manifest[] {
  const manifests: Manifest[] = Testing.synth(chart);
  return manifests;
}

test('a newer Loki with the periods that the older one did not name reads old data by another schema', () =>
  expect(
    losses(new Loki(Testing.app(), 'loki', { ...props, version: LOKI_3_7, schema: [{ from: '2024-01-01' }] })),
  ).toEqual([
    expect.stringMatching(/^schema_config\.configs\[2024-01-01\]: schema: v12 → v13: the period has already/),
  ]));

test('a newer Loki with the periods of the older one, and a period that begins later, loses nothing', () =>
  expect(
    losses(
      new Loki(Testing.app(), 'loki', {
        ...props,
        version: LOKI_3_7,
        schema: [{ from: '2024-01-01', schema: 'v12' }, { from: '2099-01-01' }],
        config: { limits_config: { allow_structured_metadata: false } },
      }),
    ),
  ).toEqual([]));
