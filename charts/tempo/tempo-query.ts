import type { Construct } from 'constructs';
import type { RoleExtras } from '../../lib/constructs/microservice/role';
import type { RoleProps } from '../../lib/constructs/microservice/role-switch';
import { mergeProps } from '../../lib/constructs/workload/merge';
import type { WorkloadProps } from '../../lib/constructs/workload/props';
import type { PortDefinition } from '../../lib/constructs/workload/services';
import { contentHash, renderConfig } from '../../lib/model/config/render';
import { UserError } from '../../lib/values/errors';
import type { Container, ContainerPort } from '../../lib/values/k8s';
import { resourceRequirements } from '../../lib/values/quantity';
import { layoutOf } from './config';
import { TEMPO_DEFAULTS } from './defaults';
import type { TempoInstallation } from './installation';
import type { TempoQueryProps } from './props';

/** It is published in the versions of Tempo. */
const REPOSITORY = 'docker.io/grafana/tempo-query';
const FILE = 'tempo-query.yaml';

/** The configuration of the container, with the address of the frontend beside it. */
const configOf = ({ ports }: TempoInstallation): object => ({ backend: `127.0.0.1:${ports.http}` });

/** @throws UserError if the user interface is on under TLS */
export function checkTempoQuery(path: string, { tls, props }: TempoInstallation): void {
  if (!tls || !props.queryFrontend?.query) return;
  throw new UserError(
    `${path}: queryFrontend.query: found beside tls, and the container asks the frontend by plain HTTP: leave it out, Grafana needs none since 7.5`,
  );
}

/** The configuration file of the user interface, if it is on. */
export const tempoQueryFiles = (installation: TempoInstallation): Readonly<Record<string, object>> =>
  installation.props.queryFrontend?.query ? { [FILE]: configOf(installation) } : {};

/** The container of the user interface, if it is on. */
export function tempoQueryExtras(_: Construct, installation: TempoInstallation, props: RoleProps): RoleExtras {
  const query = installation.props.queryFrontend?.query;
  if (!query) return {};
  return {
    podAnnotations: { 'checksum/tempo-query': contentHash(renderConfig(configOf(installation))) },
    sidecars: [containerOf(installation, query, mergeProps(TEMPO_DEFAULTS, props))],
    volumes: [{ name: 'tempo-query-tmp', emptyDir: {} }],
  };
}

const PORTS: readonly ContainerPort[] = [
  { name: 'jaeger-metrics', containerPort: 16687, protocol: 'TCP' },
  { name: 'jaeger-ui', containerPort: 16686, protocol: 'TCP' },
];

/** Ports of the Services of the query frontend by which the user interface and its metrics are reached. */
export const tempoQueryPorts = ({ props }: TempoInstallation): readonly PortDefinition[] =>
  props.queryFrontend?.query
    ? [
        { name: 'tempo-query-jaeger-ui', port: 16686, targetPort: 'jaeger-ui' },
        { name: 'tempo-query-metrics', port: 16687, targetPort: 'jaeger-metrics' },
      ]
    : [];

function containerOf(
  installation: TempoInstallation,
  { image = installation.version.imageOf(REPOSITORY), resources }: TempoQueryProps,
  { containerSecurityContext }: WorkloadProps,
): Container {
  const { folder } = layoutOf(installation);
  return {
    name: 'tempo-query',
    image: installation.system.imageReference(image),
    imagePullPolicy: 'IfNotPresent',
    args: [
      '--query.base-path=/',
      `--grpc-storage-plugin.configuration-file=${folder}/${FILE}`,
      // Requests to Tempo carry the bearer token of the request to the interface.
      '--query.bearer-token-propagation=true',
    ],
    ports: [...PORTS],
    resources: resourceRequirements(resources),
    securityContext: containerSecurityContext,
    volumeMounts: [
      { name: 'config', mountPath: folder },
      // It communicates with its plugin over a socket.
      { name: 'tempo-query-tmp', mountPath: '/tmp' },
    ],
  };
}
