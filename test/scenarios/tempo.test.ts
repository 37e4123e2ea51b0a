import { Testing } from 'cdk8s';
import { Tempo, type TempoProps } from '../../charts/tempo';
import { Endpoint } from '../../lib/values/endpoint';
import { ObjectStorage } from '../../lib/values/object-storage';
import { COMMON } from './common';
import { testScenarios } from './golden';

const tempo =
  (props: Partial<TempoProps> = {}) =>
  () =>
    new Tempo(Testing.app(), 'tempo', {
      namespace: 'traces',
      storage: ObjectStorage.s3({ bucket: 'traces', region: 'eu-central-1' }),
      ...props,
    });

testScenarios('tempo', tempo(), {
  ...Object.fromEntries(Object.entries(COMMON).map(([name, props]) => [name, tempo(props)])),
  'multi-tenancy': tempo({ multiTenancy: true }),
  'limits-of-tenants': tempo({
    config: { compactor: { compaction: { block_retention: '720h' } } },
    overrides: { 'team-a': { ingestion: { rate_limit_bytes: 30_000_000 } } },
  }),
  gcs: tempo({ storage: ObjectStorage.gcs({ bucket: 'traces' }) }),
  'minio-of-its-own': tempo({ storage: { minio: { credentials: { secretName: 'minio-root' } } } }),
  'files-on-a-shared-claim': tempo({
    storage: ObjectStorage.filesystem({ directory: '/traces', claimName: 'traces' }),
  }),
  'metrics-generator': tempo({
    metricsGenerator: { remoteWrite: [{ url: 'http://mimir-nginx.metrics/api/v1/push' }] },
  }),
  'receivers-of-jaeger-and-zipkin': tempo({
    receivers: { jaeger: { grpc: true, thriftCompact: true }, zipkin: true },
  }),
  gateway: tempo({ gateway: {} }),
  'jaeger-user-interface': tempo({ queryFrontend: { query: {} } }),
  'memcached-off': tempo({ memcached: false }),
  'redis-instead-of-memcached': tempo({ redis: new Endpoint({ service: 'redis', namespace: 'cache', port: 6379 }) }),
  autoscaling: tempo({
    distributor: { autoscaling: { minReplicas: 3, maxReplicas: 9 }, resources: { requests: { cpu: '1' } } },
  }),
  keda: tempo({
    querier: {
      autoscaling: { keda: { triggers: [{ memory: { averageValue: '1Gi' } }, { cpu: { utilization: 70 } }] } },
    },
  }),
  claims: tempo({
    ingester: { replicas: 3, persistence: { claims: [{ size: '20Gi', storageClass: 'fast' }] } },
  }),
});
