import { Testing } from 'cdk8s';
import { Loki, type LokiProps } from '../../charts/loki';
import { Endpoint } from '../../lib/values/endpoint';
import { ObjectStorage } from '../../lib/values/object-storage';
import { SecretKey } from '../../lib/values/secret-key';
import { COMMON } from './common';
import { testScenarios } from './golden';

const loki =
  (props: Partial<LokiProps> = {}) =>
  () =>
    new Loki(Testing.app(), 'loki', {
      namespace: 'logs',
      storage: ObjectStorage.s3({ bucket: 'logs', region: 'eu-central-1' }),
      schema: [{ from: '2024-01-01' }],
      ingester: { replicas: 3 },
      ...props,
    });

testScenarios('loki', loki(), {
  ...Object.fromEntries(Object.entries(COMMON).map(([name, props]) => [name, loki(props)])),
  'multi-tenancy': loki({ multiTenancy: true }),
  'limits-of-tenants': loki({
    config: { limits_config: { retention_period: '30d' }, compactor: { retention_enabled: true } },
    runtimeConfig: { overrides: { 'team-a': { ingestion_rate_mb: 8 } } },
  }),
  gcs: loki({ storage: ObjectStorage.gcs({ bucket: 'logs' }) }),
  'azure-with-a-key': loki({
    storage: ObjectStorage.azure({
      account: 'acme',
      container: 'logs',
      identity: { accountKey: new SecretKey('azure', 'key') },
    }),
  }),
  'files-on-a-shared-claim': loki({ storage: ObjectStorage.filesystem({ directory: '/chunks', claimName: 'logs' }) }),
  'schema-with-a-second-period': loki({
    schema: [{ from: '2023-01-01', store: 'boltdb-shipper', schema: 'v12' }, { from: '2024-01-01' }],
  }),
  ruler: loki({
    ruler: {
      directories: {
        fake: {
          'errors.yaml': [{ name: 'errors', rules: [{ alert: 'Errors', expr: 'sum(rate({app="a"}[5m])) > 1' }] }],
        },
      },
      remoteWrite: [{ url: 'http://mimir-nginx.metrics/api/v1/push' }],
    },
  }),
  'index-gateway-and-query-scheduler': loki({ indexGateway: {}, queryScheduler: {} }),
  'gateway-off': loki({ gateway: false }),
  'basic-auth': loki({ gateway: { basicAuth: { secretName: 'users' } } }),
  'ingress-and-http-route': loki({
    gateway: { ingress: { hosts: ['logs.example.com'] }, httpRoute: { parentRefs: [{ name: 'edge' }] } },
  }),
  caches: loki({ memcachedChunks: { memoryMegabytes: 1024 }, memcachedFrontend: {}, memcachedExporter: {} }),
  'redis-instead-of-memcached': loki({ redis: new Endpoint({ service: 'redis', namespace: 'cache', port: 6379 }) }),
  autoscaling: loki({
    distributor: { autoscaling: { minReplicas: 3, maxReplicas: 9 }, resources: { requests: { cpu: '1' } } },
  }),
  keda: loki({
    querier: {
      autoscaling: {
        keda: {
          triggers: [
            { cron: { timezone: 'Europe/Berlin', start: '0 8 * * 1-5', end: '0 18 * * 1-5', desiredReplicas: 9 } },
          ],
        },
      },
    },
  }),
  claims: loki({
    ingester: { replicas: 3, persistence: { claims: [{ size: '10Gi', storageClass: 'fast' }] } },
    querier: { kind: 'StatefulSet', persistence: { claims: [{ size: '5Gi' }] } },
  }),
});
