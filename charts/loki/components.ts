import type { Construct } from 'constructs';
import { secretFiles, secretKeysOf } from '../../lib/api/secret-files';
import type { ConfigFiles } from '../../lib/microservice/config-files';
import { conventionsOf } from '../../lib/microservice/conventions';
import { Microservice } from '../../lib/microservice/microservice';
import { DATA_FOLDER } from './config';
import { LOKI_DEFAULTS } from './defaults';
import type { LokiInstallation } from './installation';
import { LOKI_ROLES, lokiRole, type RoleProps } from './roles';
import { createRuleDirectories } from './ruler';

/** Makes a workload for each role that runs. */
export function createRoles(
  scope: Construct,
  installation: LokiInstallation,
  files: ConfigFiles,
  serviceAccountName: string,
): void {
  const conventions = conventionsOf(installation, files, serviceAccountName, {
    portNames: { http: 'http', grpc: 'grpc', gossip: 'http-memberlist' },
    args: (target) => [
      `-config.file=${files.path}`,
      ...(files.expandsEnv ? ['-config.expand-env=true'] : []),
      `-target=${target}`,
    ],
    storages: installation.periods.map(({ storage }) => storage),
    data: { volume: 'data', mountPath: DATA_FOLDER },
    defaults: LOKI_DEFAULTS,
  });
  for (const name of LOKI_ROLES) {
    const props = installation.roleProps(name);
    if (props === undefined) continue;
    const role = lokiRole(name, props, installation.ports, (other) => installation.runs(other));
    new Microservice(scope, name, {
      conventions,
      role,
      props: name === 'ruler' ? withRules(scope, installation, props) : props,
    });
  }
}

/** The ruler's props, with the rules of its tenants, and the passwords of where it writes to. */
function withRules(scope: Construct, { props, system }: LokiInstallation, own: RoleProps): RoleProps {
  const { directories = {}, remoteWrite = [] } = props.ruler || {};
  const rules = createRuleDirectories(scope, system.component('ruler'), directories);
  const secrets = secretFiles(remoteWrite.flatMap(secretKeysOf));
  return {
    ...own,
    volumes: [...rules.volumes, ...secrets.volumes, ...(own.volumes ?? [])],
    volumeMounts: [...rules.volumeMounts, ...secrets.volumeMounts, ...(own.volumeMounts ?? [])],
  };
}
