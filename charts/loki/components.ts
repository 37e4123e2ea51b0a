import type { Construct } from 'constructs';
import type { ConfigFiles } from '../../lib/microservice/config-files';
import { type Conventions, Microservice } from '../../lib/microservice/microservice';
import { joinAccess, storageAccess } from '../../lib/object-storage';
import { DATA_FOLDER } from './config';
import { LOKI_DEFAULTS } from './defaults';
import type { Installation } from './installation';
import { LOKI_ROLES, lokiRole, type RoleProps } from './roles';
import { createRuleDirectories } from './ruler';

/** Makes a workload for each role that runs. */
export function createRoles(
  scope: Construct,
  installation: Installation,
  files: ConfigFiles,
  serviceAccountName: string,
): void {
  const conventions = conventionsOf(installation, files, serviceAccountName);
  for (const name of LOKI_ROLES) {
    const props = installation.roleProps(name);
    if (props === undefined) continue;
    const role = lokiRole(name, props, installation.ports);
    new Microservice(scope, name, {
      conventions,
      role,
      props: name === 'ruler' ? withRules(scope, installation, props) : props,
    });
  }
}

function conventionsOf(
  { system, ring, ports, image, periods }: Installation,
  files: ConfigFiles,
  serviceAccountName: string,
): Conventions {
  const access = joinAccess(periods.map(({ storage }) => storageAccess(storage)));
  return {
    system,
    ports: {
      http: { name: 'http', number: ports.http },
      grpc: { name: 'grpc', number: ports.grpc },
      gossip: { name: 'http-memberlist', number: ports.gossip },
    },
    gossips: ring.gossips,
    args: (target) => [
      `-config.file=${files.path}`,
      ...(files.expandsEnv ? ['-config.expand-env=true'] : []),
      `-target=${target}`,
    ],
    volumes: [...files.volumes, ...access.volumes],
    volumeMounts: [...files.volumeMounts, ...access.volumeMounts],
    data: { volume: 'data', mountPath: DATA_FOLDER },
    serviceAccountName,
    defaults: { ...LOKI_DEFAULTS, image, env: access.env, podAnnotations: files.podAnnotations },
  };
}

/** The ruler's props, with the rules of its tenants mounted. */
function withRules(scope: Construct, { props, system }: Installation, own: RoleProps): RoleProps {
  const directories = props.ruler ? props.ruler.directories : undefined;
  if (directories === undefined) return own;
  const { volumes, volumeMounts } = createRuleDirectories(scope, system.component('ruler'), directories);
  return {
    ...own,
    volumes: [...volumes, ...(own.volumes ?? [])],
    volumeMounts: [...volumeMounts, ...(own.volumeMounts ?? [])],
  };
}
