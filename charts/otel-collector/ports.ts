import type { ContainerPort } from '../../lib/values/k8s';
import type { AnyCollector } from './define';

interface PortFacts {
  readonly name: string;
  /** Path of the receiver's endpoint in the configuration. */
  readonly path: readonly [receiver: string, ...keys: string[]];
  readonly protocol?: 'TCP' | 'UDP';
}

/** Ports of the receivers, in the order of their names. */
const PORTS: readonly PortFacts[] = [
  { name: 'jaeger-compact', path: ['jaeger', 'protocols', 'thrift_compact'], protocol: 'UDP' },
  { name: 'jaeger-grpc', path: ['jaeger', 'protocols', 'grpc'] },
  { name: 'jaeger-thrift', path: ['jaeger', 'protocols', 'thrift_http'] },
  { name: 'otlp', path: ['otlp', 'protocols', 'grpc'] },
  { name: 'otlp-http', path: ['otlp', 'protocols', 'http'] },
  { name: 'zipkin', path: ['zipkin'] },
];

/** Ports of the configured receivers only. */
export const receiverPorts = ({ receivers }: AnyCollector, hostPorts: boolean): ContainerPort[] =>
  PORTS.flatMap(({ name, path, protocol = 'TCP' }) => {
    const port = portOf(valueAt(receivers, [...path, 'endpoint']));
    return port === undefined ? [] : [{ name, containerPort: port, protocol, ...(hostPorts && { hostPort: port }) }];
  });

function portOf(endpoint: unknown): number | undefined {
  const [, digits] = typeof endpoint === 'string' ? (/:(\d+)$/.exec(endpoint) ?? []) : [];
  return digits === undefined ? undefined : Number(digits);
}

const valueAt = (root: object, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? Object.entries(value).find(([k]) => k === key)?.[1] : undefined,
    root,
  );
