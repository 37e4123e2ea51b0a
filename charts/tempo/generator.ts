import type { Construct } from 'constructs';
import type { TempoConfig } from '../../imports/tempo-config';
import { checkRemoteWrites, remoteWriteConfig } from '../../lib/constructs/api/remote-write';
import { secretFiles, secretKeysOf } from '../../lib/constructs/api/secret-files';
import type { RoleExtras } from '../../lib/constructs/microservice/role';
import { UserError } from '../../lib/values/errors';
import { DATA_FOLDER } from './config';
import type { TempoInstallation } from './installation';
import type { MetricsGeneratorProps, TempoProps } from './props';
import type { TempoRelease } from './releases';

/** Whether requests must name a tenant. */
const isMultiTenant = ({ config, multiTenancy = false }: TempoProps<TempoRelease>): boolean =>
  config?.multitenancy_enabled ?? multiTenancy;

/** Whether the generator writes for the tenants that are named, and not for those of the traces. */
const writesForNamedTenants = (props: TempoProps<TempoRelease>, { remoteWrite }: MetricsGeneratorProps): boolean =>
  isMultiTenant(props) && remoteWrite.some(({ tenant }) => tenant !== undefined);

/** @throws UserError if the target of the generator's remote write would reject it */
export function checkGenerator(where: string, { props }: TempoInstallation): void {
  const { remoteWrite } = props.metricsGenerator || { remoteWrite: [] };
  const namesTenant = isMultiTenant(props);
  const at = 'metricsGenerator.remoteWrite';
  const named = remoteWrite.filter(({ tenant }) => tenant !== undefined);
  checkRemoteWrites(where, at, remoteWrite, { namesTenant });
  if (namesTenant && named.length > 0 && named.length < remoteWrite.length) {
    throw new UserError(
      `${where}: ${at}: found a tenant for ${named.length} of ${remoteWrite.length}, Tempo names that of the traces for all of them or for none: name one for each, or for none`,
    );
  }
}

/** The passwords and authorities of where the generator writes to. */
export function generatorSecrets(_: Construct, { props }: TempoInstallation): RoleExtras {
  const { remoteWrite } = props.metricsGenerator || { remoteWrite: [] };
  return secretFiles(remoteWrite.flatMap(secretKeysOf));
}

/** Buckets of latencies, in seconds, each twice the one before. */
const SERVICE_GRAPH_BUCKETS = [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8];
const SPAN_BUCKETS = [0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256, 0.512, 1.02, 2.05, 4.1];

/** The configuration of the generator, and of the processors that tenants have. */
export function generatorConfig({ ring, props }: TempoInstallation): TempoConfig {
  const { metricsGenerator: generator } = props;
  if (!generator) return {};
  const { processors = ['service-graphs', 'span-metrics'] } = generator;
  return {
    overrides: { defaults: { metrics_generator: { processors: [...processors] } } },
    metrics_generator: {
      ring: { kvstore: ring.kvstore() },
      metrics_ingestion_time_range_slack: '30s',
      processor: {
        service_graphs: { histogram_buckets: SERVICE_GRAPH_BUCKETS, max_items: 10000, wait: '10s', workers: 10 },
        span_metrics: { histogram_buckets: SPAN_BUCKETS },
      },
      registry: { collection_interval: '15s', external_labels: {}, stale_duration: '15m' },
      storage: {
        path: `${DATA_FOLDER}/wal`,
        remote_write: generator.remoteWrite.map((write) => remoteWriteConfig(write, true)),
        // Tempo puts the tenant of the traces in the place of one that is named.
        ...(writesForNamedTenants(props, generator) && { remote_write_add_org_id_header: false }),
        remote_write_flush_deadline: '1m',
      },
      traces_storage: { path: `${DATA_FOLDER}/traces` },
    },
  };
}
