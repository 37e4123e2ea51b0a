import type { Policy } from '../../lib/checks/flows/policy-evaluation';
import type { PolicyPeer, PolicyPort, Selector } from '../../lib/checks/objects';
import { type End, keyOf } from './ends';

/** Results of selectors, according to the API server: keys of pods, or names of namespaces. */
export interface Selection {
  readonly pods: (selector: Selector, namespace?: string) => Promise<ReadonlySet<string>>;
  readonly namespaces: (selector: Selector) => Promise<ReadonlySet<string>>;
}

type Direction = 'egress' | 'ingress';

/** Distinguishes a connection that a policy blocks from one to a pod where no process listens. */
const REJECT = 'reject with icmp type admin-prohibited';

/**
 * NetworkPolicies as rules of nftables: for each pod and direction with a policy, a chain that returns for allowed
 * connections and rejects all others.
 */
export async function rulesetOf(
  policies: readonly Policy[],
  ends: readonly End[],
  selection: Selection,
): Promise<string> {
  const selected = await Promise.all(
    policies.map(({ namespace, spec }) => selection.pods(spec.podSelector, namespace)),
  );
  const chains: string[] = [];
  const jumps: Record<Direction, string[]> = { egress: [], ingress: [] };
  for (const [index, end] of ends.entries()) {
    if (end.pod === undefined) continue;
    const key = keyOf(end.pod);
    const own = policies.filter((_, number) => selected[number]?.has(key));
    for (const direction of ['egress', 'ingress'] as const) {
      const holding = own.filter((policy) => holdsFor(policy, direction));
      if (holding.length === 0) continue;
      const chain = `${direction}_${index}`;
      jumps[direction].push(`ip ${direction === 'egress' ? 'saddr' : 'daddr'} ${end.ip} jump ${chain}`);
      const allowed: string[] = [];
      for (const policy of holding) allowed.push(...(await matchesOf(policy, direction, end, ends, selection)));
      chains.push(chainOf(chain, [...new Set(allowed)].map((match) => `${match} return`.trim()).concat(REJECT)));
    }
  }
  const base = [
    'type filter hook forward priority 0; policy accept;',
    'ct state established,related accept',
    'jump egress',
    'jump ingress',
  ];
  const all = [...chains, chainOf('egress', jumps.egress), chainOf('ingress', jumps.ingress), chainOf('forward', base)];
  return `table ip policies {\n${all.join('')}}\n`;
}

const chainOf = (name: string, lines: readonly string[]): string =>
  `  chain ${name} {\n${lines.map((line) => `    ${line}\n`).join('')}  }\n`;

/** Default of `policyTypes`: Ingress, and Egress if the policy has egress rules. */
function holdsFor({ spec }: Policy, direction: Direction): boolean {
  const types = spec.policyTypes ?? (spec.egress ? ['Ingress', 'Egress'] : ['Ingress']);
  return types.some((type) => type.toLowerCase() === direction);
}

/** Matches of connections of a pod that the rules of a policy allow. */
async function matchesOf(
  { namespace, spec }: Policy,
  direction: Direction,
  own: End,
  ends: readonly End[],
  selection: Selection,
): Promise<string[]> {
  const rules =
    direction === 'egress'
      ? (spec.egress ?? []).map(({ to, ports }) => ({ peers: to, ports }))
      : (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }));
  const side = direction === 'egress' ? 'daddr' : 'saddr';
  const matches: string[] = [];
  for (const { peers = [], ports = [] } of rules) {
    const others = peers.length === 0 ? ends : await endsIn(peers, namespace, ends, selection);
    const blocks = peers.flatMap(({ ipBlock }) => (ipBlock ? [blockMatch(ipBlock, side)] : []));
    const addresses = others.map(({ ip }) => ip).join(', ');
    const places =
      peers.length === 0 ? [''] : [...(addresses === '' ? [] : [`ip ${side} { ${addresses} }`]), ...blocks];
    for (const port of ports.length === 0 ? [undefined] : ports) {
      if (typeof port?.port !== 'string') {
        matches.push(...places.map((place) => `${place} ${portMatch(port)}`.trim()));
      } else if (direction === 'ingress') {
        matches.push(...numbersOf(own, port).flatMap((number) => places.map((place) => `${place} ${number}`.trim())));
      } else {
        // The number of a named port is that of each target pod.
        matches.push(...others.flatMap((end) => numbersOf(end, port).map((number) => `ip daddr ${end.ip} ${number}`)));
      }
    }
  }
  return matches;
}

async function endsIn(
  peers: readonly PolicyPeer[],
  own: string,
  ends: readonly End[],
  selection: Selection,
): Promise<End[]> {
  const keys = new Set<string>();
  for (const { podSelector = {}, namespaceSelector, ipBlock } of peers) {
    if (ipBlock) continue;
    const namespaces = namespaceSelector ? await selection.namespaces(namespaceSelector) : new Set([own]);
    for (const key of await selection.pods(podSelector)) {
      if (namespaces.has(key.split('/')[0] ?? '')) keys.add(key);
    }
  }
  return ends.filter(({ pod }) => pod !== undefined && keys.has(keyOf(pod)));
}

/** Networks apply to hosts outside of the cluster only: plugins differ in whether they apply to pods. */
function blockMatch({ cidr, except = [] }: NonNullable<PolicyPeer['ipBlock']>, side: string): string {
  const without = ['10.77.0.0/16', ...except].join(', ');
  return `ip ${side} ${cidr} ip ${side} != { ${without} }`;
}

function portMatch(port: PolicyPort | undefined): string {
  if (port === undefined) return '';
  const protocol = (port.protocol ?? 'TCP').toLowerCase();
  if (port.port === undefined) return `meta l4proto ${protocol}`;
  return `${protocol} dport ${port.port}${port.endPort === undefined ? '' : `-${port.endPort}`}`;
}

const numbersOf = ({ ports }: End, { port, protocol = 'TCP' }: PolicyPort): string[] =>
  ports
    .filter(({ name, protocol: opened = 'TCP' }) => name === port && opened === protocol)
    .map(({ containerPort }) => `${protocol.toLowerCase()} dport ${containerPort}`);
