import type { RuleFinding } from '../../checks/catalog';
import { mountAbove } from '../../checks/mounts';
import { leavesOf } from '../../model/config/effective';
import { show } from '../../values/text';
import type { RoleProcess } from './processes';

const CERTIFICATE_KEY = /(^|[._])(cert_file|key_file|client_ca_file|ca_file|tls_cert_path|tls_key_path|tls_ca_path)$/;

/** Files besides certificates that a program ends without. */
const FILE_KEY = /^(runtime_config\.file|overrides\.per_tenant_override_config|alertmanager\.fallback_config_file)$/;

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

/** Files that a configuration or the flag `-config.file` names, and that no volume of the pod holds. */
export function* missingNamedFiles(
  config: object,
  processes: ReadonlyArray<Pick<RoleProcess<string, unknown>, 'container' | 'commandLine' | 'pods'>>,
): Generator<RuleFinding> {
  if (processes.length === 0) return;
  for (const { path, value } of leavesOf(config)) {
    if (!FILE_KEY.test(path) || typeof value !== 'string' || value === '' || value.includes('${')) continue;
    if (processes.some(({ container }) => mountAbove([container], value) !== undefined)) continue;
    yield {
      id: 'config/file',
      sentence: `config.${path}: found ${show(value)}, and no role mounts a volume there, so that the program ends with "no such file or directory": remove the key to have that of the chart, or mount a volume (defaults.volumes, defaults.volumeMounts)`,
    };
  }
  for (const { container, commandLine, pods } of processes) {
    const file = commandLine.settings.findLast(({ flag }) => flag === 'config.file')?.text ?? '';
    if (file === '' || file.includes('$(') || file.split(',').some((name) => mountAbove([container], name))) continue;
    yield {
      id: 'config/file',
      object: pods.owner.identity,
      sentence: `args: found -config.file=${file}, and container ${container.name} mounts no volume there, so that the program ends with "no such file or directory": remove the flag, or mount a volume`,
    };
  }
}
