import { listed, show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { fieldsOf, textOf } from '../fields';
import type { ContainerSpec } from '../objects';
import { type InstalledSystem, installedSystems } from '../programs/installations';
import { flag, type Instance } from '../programs/instances';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|::1|\[::1\])$/;
/** Keys of addresses that a system listens on. */
const LISTEN = [
  ['server', 'http_listen_address'],
  ['server', 'grpc_listen_address'],
] as const;
const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;

/** Systems that do not listen where their probes, Services and gateways ask. */
export function* unreachableSystems(cluster: Cluster): Generator<RuleFinding> {
  for (const system of installedSystems(cluster)) {
    yield* loopback(system);
    yield* prefixes(system);
    yield* otherPorts(system);
  }
}

function* loopback({ program, config }: InstalledSystem): Generator<RuleFinding> {
  for (const [block, key] of LISTEN) {
    const address = textOf(fieldsOf(config.content[block])[key]);
    if (address === undefined || !LOOPBACK.test(address)) continue;
    yield {
      id: 'flow/listen',
      object: config.object,
      sentence: `${block}.${key}: found ${show(address)}, so that no other pod and no probe reaches ${program}: remove it, or set "0.0.0.0"`,
    };
  }
}

function* prefixes({ program, config, instances }: InstalledSystem): Generator<RuleFinding> {
  const prefix = textOf(fieldsOf(config.content['server'])['http_path_prefix']) ?? '';
  if (prefix === '' || prefix === '/') return;
  const asked = new Set(
    instances.flatMap(({ container }) => PROBES.flatMap((probe) => container[probe]?.httpGet?.path ?? [])),
  );
  const outside = [...asked].filter((path) => !path.startsWith(prefix));
  if (outside.length === 0) return;
  yield {
    id: 'flow/prefix',
    object: config.object,
    sentence: `server.http_path_prefix: found ${show(prefix)}, but probes of ${program} ask for ${listed(outside)}, which gets 404 then, so that no pod is ever ready: remove the prefix`,
  };
}

/** A port that is configured, but is not that of the container. */
function* otherPorts({ program, config, instances }: InstalledSystem): Generator<RuleFinding> {
  const configured = textOf(fieldsOf(config.content['server'])['http_listen_port']);
  const wrong = instances.flatMap((instance) => {
    const own = flag(instance.container, 'server.http-listen-port');
    const port = Number(own ?? configured ?? DEFAULT_PORT[program]);
    const probed = probedPort(instance.container);
    return probed === undefined || probed === port ? [] : [{ instance, port, probed, isFlag: own !== undefined }];
  });
  const [first] = wrong;
  if (first === undefined) return;
  const { instance, port, probed, isFlag } = first;
  yield {
    id: 'flow/port',
    object: isFlag ? instance.pods.owner.identity : config.object,
    sentence: `${isFlag ? `${containerPath(instance)}.args: -server.http-listen-port` : 'server.http_listen_port'}: found ${port}, but probes and Services ask port ${probed}, so that no pod is ever ready: set \`ports.http\` of the chart instead`,
  };
}

const DEFAULT_PORT: Readonly<Record<string, number>> = { Loki: 3100, Mimir: 8080, Tempo: 3200 };

const containerPath = ({ pods, container }: Instance): string => `${pods.path}.containers[${container.name}]`;

function probedPort(container: ContainerSpec): number | undefined {
  const { port } = PROBES.flatMap((probe) => container[probe]?.httpGet ?? [])[0] ?? {};
  return typeof port === 'string' ? container.ports?.find(({ name }) => name === port)?.containerPort : port;
}
