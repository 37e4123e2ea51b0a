import type { Construct } from 'constructs';
import type { ConfigFiles } from '../../lib/microservice/config-files';
import { type Conventions, Microservice } from '../../lib/microservice/microservice';
import { joinAccess, storageAccess } from '../../lib/object-storage';
import { mergeProps } from '../../lib/workload/merge';
import type { WorkloadProps } from '../../lib/workload/props';
import { DATA_FOLDER, layoutOf } from './config';
import { TEMPO_DEFAULTS } from './defaults';
import type { Installation } from './installation';
import { tempoRole } from './roles';
import { tempoQueryContainer } from './tempo-query';

/** Makes a workload for each role that runs. */
export function createRoles(
  scope: Construct,
  installation: Installation,
  files: ConfigFiles,
  serviceAccountName: string,
): void {
  const conventions = conventionsOf(installation, files, serviceAccountName);
  const context = { ...installation.ports, receivers: installation.receivers };
  for (const name of installation.roles) {
    const props = installation.roleProps(name);
    new Microservice(scope, name, {
      conventions,
      role: tempoRole(name, props, context),
      props: name === 'query-frontend' ? withTempoQuery(installation, props) : props,
    });
  }
}

function conventionsOf(
  { system, ring, ports, image, props }: Installation,
  files: ConfigFiles,
  serviceAccountName: string,
): Conventions {
  const access = joinAccess([storageAccess(props.storage)]);
  return {
    system,
    ports: {
      http: { name: 'http-metrics', number: ports.http },
      grpc: { name: 'grpc', number: ports.grpc },
      gossip: { name: 'http-memberlist', number: ports.gossip },
    },
    gossips: ring.gossips,
    args: (target) => [
      `-target=${target}`,
      `-config.file=${files.path}`,
      ...(files.expandsEnv ? ['-config.expand-env=true'] : []),
      // Memory that is never used, so that Go collects less often.
      '-mem-ballast-size-mbs=1024',
    ],
    volumes: [...files.volumes, ...access.volumes],
    volumeMounts: [...files.volumeMounts, ...access.volumeMounts],
    data: { volume: 'data', mountPath: DATA_FOLDER },
    serviceAccountName,
    defaults: {
      ...TEMPO_DEFAULTS,
      image,
      env: access.env,
      podAnnotations: files.podAnnotations,
      podLabels: system.labels,
    },
  };
}

/** The frontend's props, with the container of Jaeger's user interface where it is wanted. */
function withTempoQuery({ props, system }: Installation, own: WorkloadProps): WorkloadProps {
  const query = props.queryFrontend?.query;
  if (!query) return own;
  const container = tempoQueryContainer(query, layoutOf(system).folder, mergeProps(TEMPO_DEFAULTS, own));
  return {
    ...own,
    containers: [container, ...(own.containers ?? [])],
    volumes: [{ name: 'tempo-query-tmp', emptyDir: {} }, ...(own.volumes ?? [])],
  };
}
