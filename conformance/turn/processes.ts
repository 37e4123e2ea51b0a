import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import type { Cluster } from '../../lib/checks/cluster';
import { type Launch, launchesOf, place, withFiles } from '../launch';
import type { TurningSystem } from './system';
import { isTree, partAt, type Tree, withValue } from './tree';

/** A pod that runs as a process. */
export interface Pod {
  /** Ordinal, as in Kubernetes. */
  readonly name: string;
  /** Its role (`-target`); undefined for a gateway. */
  readonly role: string | undefined;
  /** Its own address on the loopback interface. */
  readonly ip: string;
  readonly launch: Launch;
}

/** A process that can be started. */
export interface PodProcess extends Pick<Pod, 'name' | 'role' | 'ip'> {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const GOSSIP_PORT = 7946;

/**
 * The pods of a system, each with an address of its own.
 * @param network third octet of the addresses, by which concurrent runs are kept apart
 * @param versions matches the tags of the images @default - any
 */
export function podsOf(cluster: Cluster, image: RegExp, network: number, versions?: RegExp): Pod[] {
  const all = launchesOf(cluster, image, versions).flatMap((launch) => {
    const { owner, workload } = launch.pods;
    const [, role] = launch.args.flatMap((arg) => /^-target=(.*)$/.exec(arg) ?? []);
    return Array.from({ length: workload?.replicas ?? 1 }, (_, index) => ({
      name: `${owner.content.metadata.name}-${index}`,
      role,
      launch,
    }));
  });
  return all.map((pod, index) => ({ ...pod, ip: `127.0.${network}.${index + 1}` }));
}

/**
 * Writes the files of each pod below a folder, with addresses and folders replaced, and nothing else.
 * @param elsewhere replacements of Services of other systems
 */
export function prepare(
  system: TurningSystem,
  cluster: Cluster,
  pods: readonly Pod[],
  root: string,
  elsewhere: readonly ServiceAddress[] = [],
): PodProcess[] {
  const shared = path.join(root, 'shared');
  mkdirSync(shared, { recursive: true });
  const resolve = replacing([...addressesOf(cluster, pods), ...elsewhere]);
  return pods.map((pod) => {
    const home = path.join(root, pod.name);
    mkdirSync(home, { recursive: true });
    const adapted = withFiles(pod.launch, (text) => {
      const config = configIn(text);
      if (config === undefined) return text;
      return resolve(stringify(adapt(system, system.atHome(config, shared), pod, pods)));
    });
    return { name: pod.name, role: pod.role, ip: pod.ip, args: place(adapted, home), env: pod.launch.env };
  });
}

/** The configuration in a text, if it is one of a system with rings. */
export function configIn(text: string): Tree | undefined {
  const config: unknown = parse(text, { version: '1.1' });
  return isTree(config) && isTree(config['memberlist']) ? config : undefined;
}

function adapt(system: TurningSystem, config: Tree, { name, ip }: Pod, pods: readonly Pod[]): Tree {
  const addressed = system.addressKeys.reduce((tree, key) => withValue(tree, key, ip), config);
  const named = system.nameKeys.reduce((tree, key) => withValue(tree, key, name), addressed);
  const joined = withValue(named, 'memberlist', {
    ...partAt(named, 'memberlist'),
    bind_addr: [ip],
    join_members: pods.map((other) => `${other.ip}:${GOSSIP_PORT}`),
  });
  // Receivers listen at all addresses, and each process has one.
  const listening: unknown = JSON.parse(JSON.stringify(joined).replaceAll('0.0.0.0:', `${ip}:`));
  return isTree(listening) ? listening : joined;
}

/** Replacement of the name of a Service. */
export interface ServiceAddress {
  readonly name: string;
  readonly namespace: string;
  readonly ip: string;
  /** Replaces the port too. @default - the port stays */
  readonly port?: number;
}

/** Replaces each name of a Service by the address of a pod that it selects. */
export const resolver = (cluster: Cluster, pods: readonly Pod[]): ((text: string) => string) =>
  replacing(addressesOf(cluster, pods));

const addressesOf = (cluster: Cluster, pods: readonly Pod[]): ServiceAddress[] =>
  cluster.of('Service').flatMap((service) => {
    const behind = cluster.podsBehind(service);
    const pod = pods.find((candidate) => behind.includes(candidate.launch.pods));
    const { name, namespace = 'default' } = service.content.metadata;
    return pod === undefined ? [] : [{ name, namespace, ip: pod.ip }];
  });

function replacing(addresses: readonly ServiceAddress[]): (text: string) => string {
  const longestFirst = [...addresses].sort((one, other) => other.name.length - one.name.length);
  return (text) =>
    longestFirst
      .reduce(
        (resolved, { name, namespace, ip, port }) => {
          const host = String.raw`(?<![\w./-])${name}(\.${namespace}(\.svc(\.[a-z0-9-]+)*\.?)?)?(?![\w-]|\.\w)`;
          return port === undefined
            ? resolved.replaceAll(new RegExp(host, 'g'), ip)
            : resolved.replaceAll(new RegExp(String.raw`${host}(:\d+)?`, 'g'), `${ip}:${port}`);
        },
        text.replaceAll(/(https?|dns):\/\/\/?/g, (scheme) => `${scheme}${MARK}`),
      )
      .replaceAll(MARK, '');
}

/** Placed after a scheme, so that a name there does not follow a slash. */
const MARK = '\u0001';
