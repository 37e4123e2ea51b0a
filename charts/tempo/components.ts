import type { Construct } from 'constructs';
import { secretFiles, secretKeysOf } from '../../lib/api/secret-files';
import { contentHash, renderConfig } from '../../lib/config/render';
import type { ConfigFiles } from '../../lib/microservice/config-files';
import { conventionsOf } from '../../lib/microservice/conventions';
import { Microservice } from '../../lib/microservice/microservice';
import { mergeProps } from '../../lib/workload/merge';
import type { WorkloadProps } from '../../lib/workload/props';
import { DATA_FOLDER, layoutOf } from './config';
import { TEMPO_DEFAULTS } from './defaults';
import type { TempoInstallation } from './installation';
import { type TempoRole, tempoRole } from './roles';
import { tempoQueryConfig, tempoQueryContainer } from './tempo-query';

/** Makes a workload for each role that runs. */
export function createRoles(
  scope: Construct,
  installation: TempoInstallation,
  files: ConfigFiles,
  serviceAccountName: string,
): void {
  const conventions = conventionsOf(installation, files, serviceAccountName, {
    portNames: { http: 'http-metrics', grpc: 'grpc', gossip: 'http-memberlist' },
    args: (target) => [
      `-target=${target}`,
      `-config.file=${files.path}`,
      ...(files.expandsEnv ? ['-config.expand-env=true'] : []),
      // Memory that is never used, so that Go collects less often.
      '-mem-ballast-size-mbs=1024',
    ],
    storages: [installation.storage],
    data: { volume: 'data', mountPath: DATA_FOLDER },
    defaults: { ...TEMPO_DEFAULTS, podLabels: installation.system.labels },
  });
  const context = {
    ...installation.ports,
    receivers: installation.receivers,
    replicationFactor: installation.copies,
    hasTempoQuery: Boolean(installation.props.queryFrontend?.query),
  };
  for (const name of installation.roles) {
    const props = installation.roleProps(name);
    new Microservice(scope, name, {
      conventions,
      role: tempoRole(name, props, context),
      props: withExtras(installation, name, props),
    });
  }
}

function withExtras(installation: TempoInstallation, name: TempoRole, props: WorkloadProps): WorkloadProps {
  if (name === 'query-frontend') return withTempoQuery(installation, props);
  return name === 'metrics-generator' ? withRemoteWrite(installation, props) : props;
}

/** The generator's props, with the passwords and authorities of where it writes to. */
function withRemoteWrite({ props }: TempoInstallation, own: WorkloadProps): WorkloadProps {
  const { remoteWrite } = props.metricsGenerator || { remoteWrite: [] };
  const { volumes, volumeMounts } = secretFiles(remoteWrite.flatMap(secretKeysOf));
  return {
    ...own,
    volumes: [...volumes, ...(own.volumes ?? [])],
    volumeMounts: [...volumeMounts, ...(own.volumeMounts ?? [])],
  };
}

/** The frontend's props, with the container of Jaeger's user interface where it is wanted. */
function withTempoQuery(installation: TempoInstallation, own: WorkloadProps): WorkloadProps {
  const { props, system, ports } = installation;
  const query = props.queryFrontend?.query;
  if (!query) return own;
  const container = tempoQueryContainer(installation, query, layoutOf(system).folder, mergeProps(TEMPO_DEFAULTS, own));
  return {
    ...own,
    podAnnotations: {
      'checksum/tempo-query': contentHash(renderConfig(tempoQueryConfig(ports.http))),
      ...own.podAnnotations,
    },
    containers: [container, ...(own.containers ?? [])],
    volumes: [{ name: 'tempo-query-tmp', emptyDir: {} }, ...(own.volumes ?? [])],
  };
}
