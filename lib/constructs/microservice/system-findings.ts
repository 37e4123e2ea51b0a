import type { RuleFinding } from '../../checks/catalog';
import type { Cluster } from '../../checks/cluster';
import type { Day } from '../../model/config/types';
import { missingCertificates, missingNamedFiles } from './certificate-files';
import type { SystemDefinition } from './definition';
import { flagFindings } from './flag-findings';
import { unusableFolders } from './folders';
import { imagesOfOtherVersions } from './image-versions';
import type { Installation } from './installation';
import { processesOf } from './processes';
import { negativeDurations, smallMessages } from './rules/numbers';
import { listenPorts } from './rules/ports';
import { joinedMembers, ringStores } from './rules/ring-stores';
import { configFindings } from './rules/run';
import { runtimeFindings } from './runtime-file';
import { missingVariables } from './variables';

/** Everything that is found of one system besides its rings: its configuration, its command lines, folders and images. */
export function systemFindings<
  I extends Installation<Role>,
  Role extends string,
  Cache extends string,
  GatewayName extends string,
  Config extends object,
  Limits extends object,
>(
  definition: SystemDefinition<I, Role, Cache, GatewayName, Config, Limits>,
  installation: I,
  file: Config,
  { cluster, today }: { readonly cluster: Cluster; readonly today: Day | undefined },
): RuleFinding[] {
  const { system, version, roles, props } = installation;
  // Nothing is known of the configuration that a Secret holds.
  const config = props.existingSecretForConfig === undefined ? file : undefined;
  const processes = processesOf({ system, version, roles, config }, cluster);
  const { limitsAt, runtimeKeys, rules, roles: table, data } = definition;
  return [
    ...flagFindings(processes),
    ...(config === undefined
      ? []
      : [
          ...configFindings(
            {
              schema: version.schema,
              installation,
              runs: (role: Role) => installation.runs(role),
              config,
              processes,
              today,
              rules: [ringStores, joinedMembers, negativeDurations, smallMessages, listenPorts, ...rules],
            },
            cluster,
          ),
          ...missingVariables(config, processes, cluster),
          ...missingCertificates(config, processes),
          ...missingNamedFiles(config, processes),
        ]),
    ...runtimeFindings(version.schema, limitsAt, runtimeKeys, definition.runtimeConfig(installation)),
    ...unusableFolders({ table, processes, dataFolder: data.mountPath }),
    ...imagesOfOtherVersions(installation, roles, cluster),
  ];
}
