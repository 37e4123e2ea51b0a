import { checkRemoteWrites } from '../../lib/api/remote-write';
import { UserError } from '../../lib/errors';
import type { MetricsGeneratorProps, TempoProps } from './props';
import type { TempoRelease } from './releases';

/** Whether requests must name a tenant. */
const isMultiTenant = ({ config, multiTenancy = false }: TempoProps<TempoRelease>): boolean =>
  config?.multitenancy_enabled ?? multiTenancy;

/** Whether the generator writes for the tenants that are named, and not for those of the traces. */
export const writesForNamedTenants = (
  props: TempoProps<TempoRelease>,
  { remoteWrite }: MetricsGeneratorProps,
): boolean => isMultiTenant(props) && remoteWrite.some(({ tenant }) => tenant !== undefined);

/** @throws UserError if the generator would write to what refuses it */
export function checkGenerator(
  where: string,
  { remoteWrite }: MetricsGeneratorProps,
  props: TempoProps<TempoRelease>,
): void {
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
