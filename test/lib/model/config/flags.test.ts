import { LOKI_2_9 } from '../../../../charts/loki';
import { MIMIR_2_11 } from '../../../../charts/mimir';
import { TEMPO_2_3 } from '../../../../charts/tempo';
import { withDefaults, withOverrides } from '../../../../lib/model/config/effective';
import { overridesOf, readFlags } from '../../../../lib/model/config/flags';

const read = (...args: string[]) => readFlags(LOKI_2_9.schema, LOKI_2_9.flags, args);
const overrides = (...args: string[]) => overridesOf(read(...args).settings);
const kinds = (...args: string[]) => read(...args).mistakes.map(({ kind }) => kind);

test.each<[args: string[], overrides: object]>([
  [['-server.http-listen-port=80'], { server: { http_listen_port: 80 } }],
  [['--server.http-listen-port=80'], { server: { http_listen_port: 80 } }],
  [['-server.http-listen-port', '80', '-auth.enabled'], { server: { http_listen_port: 80 }, auth_enabled: true }],
  [['-auth.enabled=F'], { auth_enabled: false }],
  [['-config.file=/a.yaml', '-target=querier'], { target: 'querier' }],
  [['-server.http-listen-port=80', '-server.http-listen-port=81'], { server: { http_listen_port: 81 } }],
  [['-memberlist.join=a', '-memberlist.join=b'], { memberlist: { join_members: ['a', 'b'] } }],
  [['-s3.url=s3://region/bucket?a=b'], { storage_config: { aws: { s3: 's3://region/bucket?a=b' } } }],
  [['-auth.enabled', '--', '-server.http-listen-port=80'], { auth_enabled: true }],
  [['-server.http-listen-port=$(PORT)'], {}],
])('%j overrides keys as Go reads it', (args, expected) => expect(overrides(...args)).toEqual(expected));

test.each<[args: string[], kinds: string[]]>([
  [['-log.levl=debug'], ['unknown']],
  // The value of an unknown flag is no argument of its own.
  [['-log.levl', 'debug', '-log.level=debug'], ['unknown']],
  [['-server.http-listen-port=http'], ['value']],
  [['-server.http-listen-port'], ['value']],
  [['-ingester.max-chunk-age=2d'], ['value']],
  [['debug'], ['ignored']],
  [['-auth.enabled', 'true'], ['ignored']],
  [['--', 'debug'], ['ignored']],
  [['-verify-config', '-print-config-stderr', '-config.expand-env=true'], []],
])('%j has the mistakes %j', (args, expected) => expect(kinds(...args)).toEqual(expected));

test.each([
  [LOKI_2_9, '-config.expand-env=true'],
  [MIMIR_2_11, '-mem-ballast-size-bytes=5'],
  [TEMPO_2_3, '-mem-ballast-size-mbs=5'],
])('%s has flags besides those of its configuration', ({ schema, flags }, arg) =>
  expect(readFlags(schema, flags, [arg]).mistakes).toEqual([]),
);

test('flags win over the file, and the file over defaults', () => {
  const file = { server: { http_listen_port: 3100, log_level: 'warn' } };
  const effective = withOverrides(file, overrides('-server.http-listen-port=80'));
  expect(effective).toEqual({ server: { http_listen_port: 80, log_level: 'warn' } });
  expect(withDefaults(LOKI_2_9.schema, effective)).toMatchObject({
    server: { http_listen_port: 80, log_level: 'warn', grpc_listen_port: 9095 },
    ingester: { max_chunk_age: '2h' },
  });
});
