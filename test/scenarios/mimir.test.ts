import { Testing } from 'cdk8s';
import { MIMIR_2_11, Mimir, type MimirProps } from '../../charts/mimir';
import { ObjectStorage } from '../../lib/values/object-storage';
import { COMMON } from './common';
import { testScenarios } from './golden';

type Props = Partial<Omit<MimirProps, 'storage' | 'minio' | 'version' | 'config'>> & Pick<MimirProps, 'config'>;

const mimir =
  (props: Props = {}) =>
  () =>
    new Mimir(Testing.app(), 'mimir', {
      namespace: 'metrics',
      minio: { credentials: { secretName: 'minio-root' } },
      ...props,
      version: MIMIR_2_11,
    });
const bucket = (name: string) =>
  ObjectStorage.s3({ bucket: name, region: 'eu-central-1', endpoint: 's3.eu-central-1.amazonaws.com' });

testScenarios('mimir', mimir(), {
  ...Object.fromEntries(Object.entries(COMMON).map(([name, props]) => [name, mimir(props)])),
  'zones-off': mimir({
    ingester: { zones: false, replicas: 3 },
    storeGateway: { zones: false, replicas: 3 },
    rolloutOperator: false,
  }),
  'zones-on-their-own-nodes': mimir({
    ingester: {
      zones: ['a', 'b', 'c'].map((zone) => ({
        name: `zone-${zone}`,
        nodeSelector: { 'topology.kubernetes.io/zone': `eu-central-1${zone}` },
        storageClass: `gp3-${zone}`,
      })),
    },
  }),
  'zones-migration-switched': mimir({
    ingester: { migration: { step: 'switch', replicas: 3 } },
    storeGateway: { migration: { step: 'switch', replicas: 3 } },
  }),
  's3-instead-of-minio': () =>
    new Mimir(Testing.app(), 'mimir', {
      namespace: 'metrics',
      storage: { blocks: bucket('blocks'), ruler: bucket('rules'), alertmanager: bucket('alerts') },
    }),
  'multi-tenancy-off': mimir({ multiTenancy: false }),
  'limits-of-tenants': mimir({
    config: { limits: { compactor_blocks_retention_period: '30d' } },
    runtimeConfig: { overrides: { 'team-a': { ingestion_rate: 50_000 } } },
  }),
  'basic-auth': mimir({ nginx: { basicAuth: { secretName: 'users' } } }),
  'gateway-instead-of-nginx': mimir({ gateway: {} }),
  'nginx-off': mimir({ nginx: false }),
  'ingress-and-http-route': mimir({
    nginx: { ingress: { hosts: ['metrics.example.com'] }, httpRoute: { parentRefs: [{ name: 'edge' }] } },
  }),
  'ruler-and-alertmanager-off': mimir({ ruler: false, alertmanager: false }),
  'query-scheduler-off': mimir({ queryScheduler: false }),
  caches: mimir({ chunksCache: { memoryMegabytes: 1024 }, indexCache: {}, metadataCache: {}, resultsCache: {} }),
  autoscaling: mimir({
    distributor: { autoscaling: { minReplicas: 3, maxReplicas: 9 }, resources: { requests: { cpu: '1' } } },
    querier: { autoscaling: { minReplicas: 2, maxReplicas: 20 }, resources: { requests: { cpu: '1' } } },
  }),
  keda: mimir({
    querier: {
      autoscaling: {
        keda: {
          minReplicaCount: 2,
          maxReplicaCount: 20,
          triggers: [
            {
              prometheus: {
                serverAddress: 'http://prometheus.monitoring:9090',
                query: 'sum(max_over_time(cortex_query_scheduler_inflight_requests{quantile="0.75"}[5m]))',
                threshold: 6,
              },
            },
          ],
        },
      },
    },
  }),
  claims: mimir({
    ingester: { persistence: { claims: [{ size: '50Gi', storageClass: 'fast' }] } },
    compactor: { persistence: { emptyDir: { sizeLimit: '20Gi' } } },
  }),
  'continuous-test-and-smoke-test': mimir({ continuousTest: { tenant: 'probe' }, smokeTest: true }),
});
