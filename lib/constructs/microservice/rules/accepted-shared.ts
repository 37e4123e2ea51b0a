import { atLeast, matching, oneOf } from './accepted-forms';
import type { AcceptedValues } from './accepted-values';

/** Values that the library behind all three systems (dskit) validates. */
export const SHARED_VALUES: ReadonlyArray<AcceptedValues<unknown>> = [
  {
    key: '*.grpc_compression',
    form: oneOf('', 'gzip', 'snappy'),
    effect: 'connections fail with "unsupported compression type" or "Compressor is not installed"',
  },
  {
    key: '*.replication_factor',
    form: atLeast(1),
    effect: 'the program ends with "ReplicationFactor must be greater than zero"',
  },
  {
    key: '*.num_tokens',
    form: atLeast(1),
    effect: 'the member owns no part of the ring, so that requests fail with "empty ring"',
  },
  {
    key: '*.tls_min_version',
    form: oneOf('', 'VersionTLS10', 'VersionTLS11', 'VersionTLS12', 'VersionTLS13'),
    effect: 'the program ends with "unknown minimum TLS version"',
  },
  {
    key: 'server.log_level',
    form: oneOf('debug', 'info', 'warn', 'error'),
    effect: 'the program ends with "unrecognized log level"',
  },
  {
    key: 'server.log_format',
    form: oneOf('logfmt', 'json'),
    effect: 'the program ends with "unrecognized log format"',
  },
  {
    key: '*.s3.sse.type',
    form: oneOf('', 'SSE-KMS', 'SSE-S3'),
    effect: 'the program ends with "unsupported S3 SSE type"',
  },
  {
    key: '*.signature_version',
    form: oneOf('v4', 'v2'),
    effect: 'the program ends with "unsupported signature version"',
  },
  {
    key: '*.shared_store_key_prefix',
    form: matching(/^[^/\\][^\\]*\/$/, 'a path that ends and does not begin with "/"'),
    effect: 'the program ends with "shared store key prefix should ..."',
  },
  {
    key: '*.max_outstanding_per_tenant',
    form: atLeast(1),
    effect: 'every query is rejected with 429 "too many outstanding requests"',
  },
  {
    key: '*.max_outstanding_requests_per_tenant',
    form: atLeast(1),
    effect: 'every query is rejected with 429 "too many outstanding requests"',
  },
];
