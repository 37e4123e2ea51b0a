import type { Container, ContainerPort } from '../../lib/k8s';
import { resourceRequirements } from '../../lib/quantity';
import type { WorkloadProps } from '../../lib/workload/props';
import type { PortDefinition } from '../../lib/workload/services';
import { maintained } from '../../versions';
import type { TempoInstallation } from './installation';
import type { TempoQueryProps } from './props';

export const TEMPO_QUERY_FILE = 'tempo-query.yaml';

/** What the container is told: the frontend beside it. */
export const tempoQueryConfig = (httpPort: number): object => ({ backend: `127.0.0.1:${httpPort}` });

const PORTS: readonly ContainerPort[] = [
  { name: 'jaeger-metrics', containerPort: 16687, protocol: 'TCP' },
  { name: 'jaeger-ui', containerPort: 16686, protocol: 'TCP' },
];

/** Ports of the Services of the query frontend by which the user interface and its metrics are reached. */
export const TEMPO_QUERY_SERVICE_PORTS: readonly PortDefinition[] = [
  { name: 'tempo-query-jaeger-ui', port: 16686, targetPort: 'jaeger-ui' },
  { name: 'tempo-query-metrics', port: 16687, targetPort: 'jaeger-metrics' },
];

/** The user interface of Jaeger beside a query frontend. */
export const tempoQueryContainer = (
  { system, version }: TempoInstallation,
  { image = version.imageOf(maintained.tempoQuery.repository), resources }: TempoQueryProps,
  folder: string,
  { containerSecurityContext }: WorkloadProps,
): Container => ({
  name: 'tempo-query',
  image: system.imageReference(image),
  imagePullPolicy: 'IfNotPresent',
  args: [
    '--query.base-path=/',
    `--grpc-storage-plugin.configuration-file=${folder}/${TEMPO_QUERY_FILE}`,
    // Tempo is asked with the token of whoever asks the interface.
    '--query.bearer-token-propagation=true',
  ],
  ports: [...PORTS],
  resources: resourceRequirements(resources),
  securityContext: containerSecurityContext,
  volumeMounts: [
    { name: 'config', mountPath: folder },
    // Its plugin speaks with it over a socket.
    { name: 'tempo-query-tmp', mountPath: '/tmp' },
  ],
});
