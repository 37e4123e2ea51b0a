import { ABOVE_ZERO, atLeast, oneOf } from '../../../lib/constructs/microservice/rules/accepted-forms';
import { SHARED_VALUES } from '../../../lib/constructs/microservice/rules/accepted-shared';
import { type AcceptedValues, acceptedValues } from '../../../lib/constructs/microservice/rules/accepted-values';
import { milliseconds } from '../../../lib/model/config/duration';
import { listed, show } from '../../../lib/values/text';
import type { TempoRule, TempoSubject } from './subject';

const ends = (words: string): string => `Tempo ends with "${words}"`;

const VALUES: ReadonlyArray<AcceptedValues<TempoSubject>> = [
  ...SHARED_VALUES,
  { key: '*.block.bloom_filter_false_positive', form: ABOVE_ZERO, effect: ends('invalid bloom filter fp rate') },
  {
    key: '*.block.bloom_filter_shard_size_bytes',
    form: atLeast(1),
    effect: ends('positive value required for bloom-filter shard size'),
  },
  { key: '*.block.v2_index_downsample_bytes', form: atLeast(1), effect: ends('positive index downsample required') },
  { key: '*.block.v2_index_page_size_bytes', form: atLeast(1), effect: ends('positive index page size required') },
  { key: '*.parquet_dedicated_columns[].type', form: oneOf('string'), effect: ends('dedicated column invalid') },
  {
    key: '*.parquet_dedicated_columns[].scope',
    form: oneOf('span', 'resource'),
    effect: ends('dedicated column invalid'),
  },
  {
    key: '*.parquet_dedicated_columns[].name',
    form: { allowed: 'the name of an attribute', takes: (value) => value !== '' },
    effect: ends('dedicated column invalid: name must not be empty'),
  },
  { key: 'compactor.compaction.compaction_window', form: ABOVE_ZERO, effect: ends("Compaction window can't be 0") },
  {
    key: 'query_frontend.trace_by_id.query_shards',
    form: atLeast(2),
    effect: 'query frontends end with "frontend query shards should be between 2 and ..."',
  },
  {
    key: 'query_frontend.search.concurrent_jobs',
    form: atLeast(1),
    effect: 'query frontends end with "frontend search concurrent requests should be greater than 0"',
  },
  {
    key: 'query_frontend.search.target_bytes_per_job',
    form: atLeast(1),
    effect: 'query frontends end with "frontend search target bytes per request should be greater than 0"',
  },
  {
    key: 'distributor.forwarders[].backend',
    form: oneOf('otlpgrpc'),
    effect: 'distributors end with "backend is not supported"',
  },
  {
    key: '*.filter_policies[].include.match_type',
    form: oneOf('strict', 'regex'),
    effect: 'generators fail with "invalid match type"',
  },
  {
    key: '*.filter_policies[].exclude.match_type',
    form: oneOf('strict', 'regex'),
    effect: 'generators fail with "invalid match type"',
  },
  {
    key: 'storage.trace.cache',
    form: oneOf('', 'memcached', 'redis'),
    effect: 'blocks are read without a cache',
  },
  { key: 'ingester.concurrent_flushes', form: atLeast(1), effect: 'no trace is ever written to storage' },
  { key: '*.flush_check_period', form: ABOVE_ZERO, effect: ends('non-positive interval for NewTicker') },
  {
    key: 'overrides.user_configurable_overrides.client.backend',
    form: oneOf('local', 'gcs', 's3', 'azure'),
    effect: ends('unknown backend'),
    when: ({ config }) => config.overrides?.user_configurable_overrides?.enabled === true,
  },
];

export const VALUE_RULES: readonly TempoRule[] = [
  (subject) => acceptedValues(VALUES, subject),

  function* queriersHaveAQueue({ config, runs }) {
    if (!runs('querier') || config.querier?.frontend_worker?.frontend_address) return;
    yield {
      id: 'config/query-queue',
      path: 'querier.frontend_worker.frontend_address',
      mistake: 'found none, and queriers end with "frontend worker address not specified": set it',
    };
  },

  function* searchesAreWithoutGap({ of }) {
    const { query_backend_after: after, query_ingesters_until: until } =
      of('query-frontend').query_frontend?.search ?? {};
    if ((milliseconds(after) ?? 0) <= (milliseconds(until) ?? Number.POSITIVE_INFINITY)) return;
    yield {
      id: 'config/query-window',
      path: 'query_frontend.search.query_backend_after',
      mistake: `found ${show(after)}, and ingesters are asked for the last ${show(until)} only (query_ingesters_until), so that query frontends end with "query backend after should be less than or equal to query ingester until": lower it to that`,
    };
  },

  function* forwardersAreComplete({ set }) {
    for (const [index, { name, otlpgrpc }] of (set.distributor?.forwarders ?? []).entries()) {
      const at = `distributor.forwarders[${index}]`;
      if (!name) {
        yield {
          id: 'config/rejected-value',
          path: `${at}.name`,
          mistake: 'found none, and distributors end with "name is empty": name the forwarder',
        };
      }
      if (otlpgrpc !== undefined && otlpgrpc.tls?.insecure !== true && !otlpgrpc.tls?.cert_file) {
        yield {
          id: 'config/rejected-value',
          path: `${at}.otlpgrpc.tls.cert_file`,
          mistake:
            'found none, and distributors end with "cert_file is empty": set it, or set insecure to true where the other end has no TLS',
        };
      }
    }
  },

  function* forwardersAreKnown({ set, installation }) {
    const known = (set.distributor?.forwarders ?? []).flatMap(({ name }) => name ?? []);
    const places = [
      { path: 'overrides.defaults.forwarders', names: set.overrides?.defaults?.forwarders },
      ...Object.entries(installation.props.overrides ?? {}).map(([tenant, limits]) => ({
        path: `runtimeConfig.overrides.${tenant}.forwarders`,
        names: limits.forwarders,
      })),
    ];
    for (const { path, names = [] } of places) {
      for (const name of names) {
        if (known.includes(name)) continue;
        yield {
          id: 'config/rejected-value',
          path,
          mistake: `found ${show(name)}, and distributor.forwarders has ${listed(known) || 'none'}, so that the traces are not forwarded: name one of those`,
        };
      }
    }
  },

  function* policiesSelectSpans({ set }) {
    const policies = set.metrics_generator?.processor?.span_metrics?.filter_policies ?? [];
    for (const [index, { include, exclude }] of policies.entries()) {
      if (include !== undefined || exclude !== undefined) continue;
      yield {
        id: 'config/rejected-value',
        path: `metrics_generator.processor.span_metrics.filter_policies[${index}]`,
        mistake: 'found neither include nor exclude, and generators fail with "invalid filter policy": set one of both',
      };
    }
  },
];
