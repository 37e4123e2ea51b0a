import { Testing } from 'cdk8s';
import { MIMIR_2_11, Mimir } from '../../charts/mimir';
import type { MimirConfig } from '../../imports/mimir-config';
import { installationRingsOf } from '../../lib/checks/rings/ring-checks';

/** The ring of ingesters with a configuration. */
function ingesterRing(ring: NonNullable<MimirConfig['ingester']>['ring']) {
  const chart = new Mimir(Testing.app(), 'mimir', {
    namespace: 'metrics',
    minio: { credentials: { secretName: 'minio-root' } },
    version: MIMIR_2_11,
    config: { ingester: { ring } },
  });
  return installationRingsOf(chart)
    .flatMap(({ rings }) => rings)
    .find(({ name }) => name === 'ingester');
}

test('tokens are random, and their number is configurable', () => {
  const ring = ingesterRing({ num_tokens: 64 });
  expect(ring).toMatchObject({ tokens: 64 });
  expect(ring).not.toHaveProperty('tokenGeneration');
});

test('spread-minimizing tokens are always 512', () =>
  expect(
    ingesterRing({ num_tokens: 64, token_generation_strategy: 'spread-minimizing', tokens_file_path: '' }),
  ).toMatchObject({ tokens: 512, tokenGeneration: 'spread-minimizing' }));

test('rings with one token per member have a purpose', () => {
  const chart = new Mimir(Testing.app(), 'mimir', {
    namespace: 'metrics',
    minio: { credentials: { secretName: 'minio-root' } },
    version: MIMIR_2_11,
    config: { query_scheduler: { service_discovery_mode: 'ring' }, overrides_exporter: { ring: { enabled: true } } },
  });
  const [{ rings } = { rings: [] }] = installationRingsOf(chart);
  const single = rings.filter(({ tokens }) => tokens === 1);
  expect(single.map(({ name }) => name)).toEqual(['distributor', 'query-scheduler', 'overrides-exporter']);
  for (const { purpose } of single) expect(purpose).toMatch(/rate limits|schedulers|leader/);
});
