import type { RuleFinding } from '../catalog';
import type { Cluster, Pods } from '../cluster';
import { nodeLabelsOf } from '../scheduling';

/** A port of a node that pods need. */
interface HostPort {
  readonly pods: Pods;
  readonly container: string;
  readonly port: number;
  readonly protocol: string;
  readonly address: string;
}

const ANY = '0.0.0.0';

const hostPortsOf = (pods: Pods): HostPort[] =>
  pods.spec.containers.flatMap(({ name: container, ports = [] }) =>
    ports.flatMap(({ containerPort, hostPort, hostIP, protocol = 'TCP' }) => {
      const port = hostPort ?? (pods.spec.hostNetwork ? containerPort : undefined);
      return port === undefined ? [] : [{ pods, container, port, protocol, address: hostIP || ANY }];
    }),
  );

/** Ports that two workloads want of the same nodes. */
export function* sharedHostPorts(cluster: Cluster): Generator<RuleFinding> {
  const known: HostPort[] = [];
  const said = new Set<string>();
  for (const pods of cluster.pods) {
    for (const wanted of hostPortsOf(pods)) {
      const { port, protocol, container } = wanted;
      const other = known.find((taken) => collide(taken, wanted));
      known.push(wanted);
      const key = `${other?.pods.owner.identity} ${pods.owner.identity}`;
      if (other === undefined || said.has(key)) continue;
      said.add(key);
      yield {
        id: 'sharing/host-port',
        object: pods.owner.identity,
        sentence: `${pods.path}.containers[${container}].ports: found port ${port}/${protocol} of the node, which pods of ${other.pods.owner.identity} need too, so that a node can run only one of them: change one port, or select different nodes`,
      };
    }
  }
}

/** Several replicas of one Deployment may be on different nodes, but a DaemonSet is on every node. */
function collide(one: HostPort, other: HostPort): boolean {
  if (one.pods === other.pods || one.port !== other.port || one.protocol !== other.protocol) return false;
  if (one.address !== other.address && one.address !== ANY && other.address !== ANY) return false;
  const isEverywhere = [one, other].some(({ pods }) => pods.owner.content.kind === 'DaemonSet');
  return isEverywhere && !areOnOtherNodes(one.pods, other.pods);
}

function areOnOtherNodes(one: Pods, other: Pods): boolean {
  const labels = nodeLabelsOf(other.spec);
  return [...nodeLabelsOf(one.spec)].some(([key, values]) => {
    const others = labels.get(key);
    return others !== undefined && !values.some((value) => others.includes(value));
  });
}
