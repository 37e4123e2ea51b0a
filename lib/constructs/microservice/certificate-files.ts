import type { RuleFinding } from '../../checks/catalog';
import { mountAbove } from '../../checks/mounts';
import { leavesOf } from '../../model/config/effective';
import { show } from '../../values/text';
import type { RoleProcess } from './processes';

const CERTIFICATE_KEY = /(^|[._])(cert_file|key_file|client_ca_file|ca_file|tls_cert_path|tls_key_path|tls_ca_path)$/;

/** Certificates of the image itself. */
const OF_THE_IMAGE = ['/etc/ssl/', '/etc/pki/', '/usr/share/ca-certificates/'];

/** Certificates and keys in files that no volume of any role holds. */
export function* missingCertificates(
  config: object,
  processes: ReadonlyArray<Pick<RoleProcess<string, unknown>, 'container'>>,
): Generator<RuleFinding> {
  if (processes.length === 0) return;
  for (const { path, value } of leavesOf(config)) {
    if (!CERTIFICATE_KEY.test(path) || typeof value !== 'string' || value === '' || value.includes('${')) continue;
    if (OF_THE_IMAGE.some((folder) => value.startsWith(folder))) continue;
    if (processes.some(({ container }) => mountAbove([container], value) !== undefined)) continue;
    yield {
      id: 'config/certificate',
      sentence: `config.${path}: found ${show(value)}, and no role mounts a volume there, so that the file is missing: set tls, or mount a Secret (defaults.volumes, defaults.volumeMounts)`,
    };
  }
}
