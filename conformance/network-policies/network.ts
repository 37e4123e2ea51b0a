import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../lib/values/errors';
import { runProgram } from '../exec';
import { lastWords } from '../verdict';
import type { End } from './ends';

/** A connection to try. */
export interface Probe {
  readonly from: End;
  readonly to: End;
  readonly port: number;
  readonly protocol: string;
}

/** Whether a connection reaches its target, or a policy rejects it. */
export type Outcome = 'passed' | 'blocked';

/** Address of the router for every pod. */
const ROUTER = '169.254.1.1';

/** Every connection between two ends, at all ports of the target. */
export const probesBetween = (ends: readonly End[]): Probe[] =>
  ends
    .filter(({ pod }) => pod !== undefined)
    .flatMap((from) =>
      ends
        .filter((to) => to !== from)
        .flatMap((to) =>
          to.ports.map(({ containerPort, protocol = 'TCP' }) => ({ from, to, port: containerPort, protocol })),
        ),
    );

/**
 * Tries connections in network namespaces, one for each end, between which a router filters by a ruleset of nftables.
 * They are removed with the process. No process listens: a kernel that refuses a connection was reached, and a policy
 * answers that the connection is prohibited.
 * @throws UserError if namespaces or nftables are not available
 */
export async function tried(
  nft: string,
  ruleset: string,
  ends: readonly End[],
  probes: readonly Probe[],
  folder: string,
): Promise<Array<Outcome | undefined>> {
  const files = {
    script: path.join(folder, 'network.sh'),
    ruleset: path.join(folder, 'ruleset.nft'),
    prober: path.join(folder, 'probe.js'),
    probes: path.join(folder, 'probes.json'),
  };
  writeFileSync(files.ruleset, ruleset);
  writeFileSync(files.prober, PROBER);
  const listed = probes.map(({ from, to, port, protocol }) => [ends.indexOf(from), to.ip, port, protocol]);
  writeFileSync(files.probes, JSON.stringify(listed));
  writeFileSync(files.script, script(nft, ends, files));
  const ran = await runProgram('unshare', ['--map-root-user', '--mount', '--net', 'sh', files.script], {
    seconds: 300,
  });
  if (ran.code !== 0) {
    throw new UserError(
      `NetworkPolicies need network namespaces and nftables, which are not to be had here: ${lastWords(ran)}`,
    );
  }
  return outcomesIn(ran.stdout, probes.length);
}

/** Parses the output of the probers: each line has the number of a probe and its result. */
export function outcomesIn(text: string, count: number): Array<Outcome | undefined> {
  const outcomes = new Map<number, Outcome>();
  for (const [, index, outcome] of text.matchAll(/^(\d+) (passed|blocked)$/gm)) {
    outcomes.set(Number(index), outcome === 'passed' ? 'passed' : 'blocked');
  }
  return Array.from({ length: count }, (_, index) => outcomes.get(index));
}

/** Makes a namespace for each end, with a router between them, and has each end try its connections. */
function script(
  nft: string,
  ends: readonly End[],
  files: { readonly ruleset: string; readonly prober: string; readonly probes: string },
): string {
  const lines = ends.flatMap(({ ip }, index) => [
    `ip netns add end${index}`,
    `ip link add v${index} type veth peer name eth0 netns end${index}`,
    `ip address add ${ROUTER}/32 dev v${index}`,
    `ip link set v${index} up`,
    `ip route add ${ip}/32 dev v${index}`,
    `ip -n end${index} address add ${ip}/32 dev eth0`,
    `ip -n end${index} link set eth0 up`,
    `ip -n end${index} route add ${ROUTER} dev eth0`,
    `ip -n end${index} route add default via ${ROUTER}`,
  ]);
  return [
    'set -e',
    'PATH=$PATH:/usr/sbin:/sbin',
    'mount -t tmpfs tmpfs /run',
    'echo 1 > /proc/sys/net/ipv4/ip_forward',
    // Each rejection is answered at once, without a limit of one per second.
    'echo 0 > /proc/sys/net/ipv4/icmp_ratemask',
    ...lines,
    `"${nft}" -f "${files.ruleset}"`,
    ...ends.map(
      (_, index) =>
        `nsenter --net=/run/netns/end${index} "${process.execPath}" "${files.prober}" "${files.probes}" ${index}`,
    ),
  ].join('\n');
}

/** Tries the connections of one end, and prints the result of each. */
const PROBER = `
const { readFileSync } = require('node:fs');
const { connect } = require('node:net');
const { createSocket } = require('node:dgram');
const [file, own] = process.argv.slice(2);
const say = (index, code) => {
  // A kernel that was reached refuses, since no process listens; a policy answers that the host is unreachable.
  const outcome = code === 'ECONNREFUSED' || code === 'connected' ? 'passed' : code === 'EHOSTUNREACH' ? 'blocked' : code;
  process.stdout.write(index + ' ' + outcome + '\\n');
};
for (const [index, [from, ip, port, protocol]] of JSON.parse(readFileSync(file, 'utf8')).entries()) {
  if (String(from) !== own) continue;
  if (protocol === 'UDP') {
    const socket = createSocket('udp4');
    const end = (code) => { clearTimeout(timer); socket.close(); say(index, code); };
    const timer = setTimeout(() => end('silent'), 3000);
    socket.once('error', (error) => end(error.code));
    socket.connect(port, ip, () => socket.send('probe', (error) => error && end(error.code)));
  } else {
    const socket = connect({ port, host: ip });
    const end = (code) => { socket.destroy(); say(index, code); };
    socket.setTimeout(3000, () => end('silent'));
    socket.once('error', (error) => end(error.code));
    socket.once('connect', () => end('connected'));
  }
}
`;
