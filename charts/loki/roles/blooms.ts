import type { ConfigFolder } from '../../../lib/constructs/microservice/folders';
import { UserError } from '../../../lib/values/errors';
import { DATA_FOLDER } from '../config';
import type { LokiInstallation } from '../installation';
import type { LokiAnyConfig } from '../releases';
import type { LokiRole } from '../role-props';

/** Bloom filters that a role works on are below this folder. */
export const BLOOM_STORE: LokiAnyConfig = {
  storage_config: { bloom_shipper: { working_directory: `${DATA_FOLDER}/blooms` } },
};

/** The folders of bloom filters; several are separated by commas. */
export const bloomFolders = ({ bloom_build, bloom_gateway, storage_config = {} }: LokiAnyConfig): ConfigFolder[] => {
  if (!bloom_build?.enabled && !bloom_gateway?.enabled) return [];
  const { working_directory = '/data/blooms' } = storage_config.bloom_shipper ?? {};
  return working_directory
    .split(',')
    .map((folder) => ({ at: 'storage_config.bloom_shipper.working_directory', folder }));
};

/**
 * Checks that the other role runs, without which this one has nothing to do.
 * @param why what the other role does for it
 */
export const requireRole =
  (
    prop: string,
    { role, prop: other, why }: { readonly role: LokiRole; readonly prop: string; readonly why: string },
  ) =>
  (path: string, installation: LokiInstallation): void => {
    if (installation.runs(role)) return;
    throw new UserError(`${path}: ${prop}: found it without ${other}, ${why}: set ${other}, or remove ${prop}`);
  };
