import { type Cluster, namespaceOf } from '../../lib/checks/cluster';
import { blockOf, type OutsideEnd, type PodEnd, type Policy } from '../../lib/checks/flows/policy-evaluation';
import { flowsIn } from '../../lib/checks/flows/required-connections';
import type { KubernetesObject } from '../../lib/checks/manifest';
import type { NetworkPolicySpec } from '../../lib/checks/objects';
import { UserError } from '../../lib/values/errors';
import { type ConformanceCheck, counted, type Judgement } from '../check';
import { startApiServer } from '../kubernetes/api-server';
import { errorsIn, Kubectl } from '../kubernetes/kubectl';
import { DNS, type End, endsOf, objectsFor } from '../network-policies/ends';
import { EXPECTED_FLOWS, type ExpectedFlow } from '../network-policies/expected';
import { type Outcome, type Probe, probesBetween, tried } from '../network-policies/network';
import { rulesetOf } from '../network-policies/ruleset';
import { selectionOf } from '../network-policies/selection';

export const networkPolicies: ConformanceCheck = {
  name: 'network-policies',
  summary: 'NetworkPolicies, read back from an API server, are enforced between network namespaces, one for each pod',
  programs: ['nft', 'kube-apiserver', 'etcd', 'kubectl'],
  task: ({ name, cluster }) => {
    const policies = cluster.of('NetworkPolicy');
    if (policies.length === 0) return undefined;
    const ends = endsOf(cluster);
    return {
      subject: `${counted(policies.length, 'NetworkPolicy object')}, ${counted(ends.length, 'end')}`,
      versions: [],
      run: async (programs, folder) => {
        const server = await startApiServer({
          etcd: programs('etcd').file,
          apiServer: programs('kube-apiserver').file,
          kubectl: programs('kubectl').file,
          folder,
        });
        try {
          const kubectl = new Kubectl(programs('kubectl').file, server.connection);
          const stored = await readBack(kubectl, objectsFor(cluster, ends));
          const ruleset = await rulesetOf(stored.policies, ends, selectionOf(kubectl));
          const probes = probesBetween(ends);
          const outcomes = await tried(programs('nft').file, ruleset, ends, probes, folder);
          return judge({ cluster, probes, outcomes, stored, expected: EXPECTED_FLOWS[name] ?? [] });
        } finally {
          server.stop();
        }
      },
    };
  },
};

/** Objects of the API server by which policies are evaluated. */
export interface Stored {
  readonly policies: readonly Policy[];
  readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

type StoredPolicy = KubernetesObject & { readonly spec: NetworkPolicySpec };

async function readBack(kubectl: Kubectl, objects: readonly KubernetesObject[]): Promise<Stored> {
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
  const errors = errorsIn(await kubectl.run(['create', '--validate=strict', '--filename=-'], list));
  if (errors.length > 0)
    throw new UserError(...errors.map((words) => `the API server does not take the pods: ${words}`));
  const get = async <T extends KubernetesObject>(kind: string): Promise<readonly T[]> => {
    const { stdout } = await kubectl.run(['get', kind, '--all-namespaces', '--output=json']);
    const read: { readonly items: readonly T[] } = JSON.parse(stdout);
    return read.items;
  };
  const policies = await get<StoredPolicy>('networkpolicies');
  const namespaces = await get('namespaces');
  return {
    policies: policies.map(({ metadata, spec }) => ({
      identity: `NetworkPolicy/${metadata.namespace}/${metadata.name}`,
      namespace: metadata.namespace ?? 'default',
      spec,
    })),
    namespaces: new Map(namespaces.map(({ metadata }) => [metadata.name, metadata.labels ?? {}])),
  };
}

export interface JudgedProbes {
  readonly cluster: Cluster;
  readonly probes: readonly Probe[];
  /** Result of each probe. */
  readonly outcomes: ReadonlyArray<Outcome | undefined>;
  readonly stored: Stored;
  readonly expected: readonly ExpectedFlow[];
}

/** Compares allowed and blocked connections with the model, the configurations and a table. */
export function judge({ cluster, probes, outcomes, stored, expected }: JudgedProbes): Judgement {
  const seen = new Map(probes.map((probe, index) => [keyOf(probe), outcomes[index]]));
  const refusals = probes.flatMap((probe) => {
    const modelled: Outcome = isBlocked(stored, probe) ? 'blocked' : 'passed';
    const outcome = seen.get(keyOf(probe));
    return outcome === modelled
      ? []
      : [`${keyOf(probe)}: was ${outcome ?? 'not answered'}, and lib/checks/flows says ${modelled}`];
  });
  const needed = neededIn(cluster);
  for (const key of needed) {
    if (seen.get(key) === 'blocked') refusals.push(`${key}: a configuration asks for it, and it was blocked`);
  }
  for (const { from, to, port, protocol = 'TCP', outcome } of expected) {
    const key = keyOf({ from: { name: from }, to: { name: to }, port, protocol });
    const found = seen.get(key);
    if (found !== outcome) refusals.push(`${key}: was ${found ?? 'not tried'}, and has to be ${outcome}`);
  }
  const passed = outcomes.filter((outcome) => outcome === 'passed').length;
  const remarks = [
    `${probes.length} connections tried: ${passed} passed, ${probes.length - passed} blocked`,
    `${needed.size} that configurations ask for, and ${expected.length} of the table, are as they have to be`,
  ];
  return { refusals, remarks: refusals.length > 0 ? remarks.slice(0, 1) : remarks };
}

type Named = Pick<End, 'name'>;

const keyOf = ({
  from,
  to,
  port,
  protocol,
}: {
  readonly from: Named;
  readonly to: Named;
  readonly port: number;
  readonly protocol: string;
}): string => `${from.name} to ${to.name} port ${port} ${protocol}`;

/** Whether a policy blocks the connection according to the model. */
export function isBlocked({ policies, namespaces }: Stored, { from, to, port, protocol }: Probe): boolean {
  const endOf = ({ ip, ports, pod }: End): PodEnd | OutsideEnd => {
    if (pod === undefined) return { ip };
    const { namespace, labels = {} } = pod.metadata;
    return { namespace, namespaceLabels: namespaces.get(namespace) ?? {}, labels, ports };
  };
  const source = endOf(from);
  return 'namespace' in source && blockOf(policies, { from: source, to: endOf(to), port, protocol }) !== undefined;
}

/** Connections that configurations of pods need, and DNS for all pods that need one. */
function neededIn(cluster: Cluster): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { from, to, port, protocol } of flowsIn(cluster, new Set(cluster.objects.map(namespaceOf)))) {
    if (!('owner' in to) || from.owner === to.owner) continue;
    const source = { name: from.owner.identity };
    keys.add(keyOf({ from: source, to: { name: to.owner.identity }, port, protocol }));
    for (const transport of ['TCP', 'UDP'])
      keys.add(keyOf({ from: source, to: { name: DNS }, port: 53, protocol: transport }));
  }
  return keys;
}
