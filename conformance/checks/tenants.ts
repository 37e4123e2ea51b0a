import type { Cluster } from '../../lib/checks/cluster';
import { type ConformanceCheck, counted, type Judgement, together } from '../check';
import type { ProgramName } from '../programs/program';
import { datasourceClients } from '../turn/clients';
import { isolated, type TenantEntrance } from '../turn/isolation';
import { loki } from '../turn/loki';
import { podsOf } from '../turn/processes';
import { shipped } from '../turn/promtail';
import { type Receiver, startReceiver } from '../turn/receiver';
import { samplesArrive } from '../turn/remote-write';
import { evaluated, rulesOf } from '../turn/ruler';
import { processUrl } from '../turn/service-url';
import { placed, type Started, withProcesses } from '../turn/start';
import type { TurningSystem } from '../turn/system';
import { tempo } from '../turn/tempo';

/** A further check of a system, besides the isolation of tenants. */
type Further = (started: Started, tenants: readonly TenantEntrance[], receiver: Receiver) => Promise<Judgement>;

interface TenantsProps {
  readonly system: TurningSystem;
  readonly network: number;
  readonly programs: readonly ProgramName[];
  readonly summary: string;
  readonly further: Further;
}

/** Data sources of a system that name a tenant. */
const clientsOf = (cluster: Cluster, { program }: TurningSystem) =>
  datasourceClients(cluster).flatMap(({ type, tenant, ...client }) =>
    type === program && tenant !== undefined ? [{ ...client, tenant }] : [],
  );

/** Has clients of several tenants write to and read from a system whose roles run as processes. */
const keepingApart = ({ system, network, programs, summary, further }: TenantsProps): ConformanceCheck => ({
  name: `${system.program}-tenants`,
  summary: `${system.name}'s roles run as processes behind nginx, which asks for users: ${summary}`,
  programs: [system.program, ...programs],
  task: ({ cluster }) => {
    const pods = podsOf(cluster, system.image, network, system.versions);
    const clients = clientsOf(cluster, system);
    const [first] = pods;
    if (first === undefined || clients.length < 2) return undefined;
    return {
      subject: `${counted(pods.length, 'pod')}, ${counted(clients.length, 'tenant')}`,
      versions: [...new Set(pods.map(({ launch }) => launch.version))],
      run: async (found, root) => {
        const receiver = await startReceiver(cluster, `127.0.${network}.250`, first.launch.namespace);
        const props = { system, cluster, pods, network, programs: found, root, elsewhere: receiver.addresses };
        try {
          return await withProcesses(props, async (started) => {
            const tenants = clients.map(({ tenant, namespace, entrance: { url, headers } }) => ({
              tenant,
              entrance: { url: processUrl(cluster, placed(started), url, namespace) ?? url, headers },
            }));
            return together([await isolated(system, tenants), await further(started, tenants, receiver)]);
          });
        } finally {
          receiver.stop();
        }
      },
    };
  },
});

export const lokiTenants = keepingApart({
  system: loki,
  network: 103,
  programs: ['nginx', 'promtail'],
  summary: 'each tenant reads its own lines alone, Promtail ships lines, and the ruler evaluates rules',
  further: async (started, tenants, receiver) => {
    const rules = rulesOf(started.pods);
    const recording = rules.find(({ isAlert }) => !isAlert);
    return together([
      await shipped(started, tenants),
      await evaluated(rules, tenants),
      ...(recording ? [await samplesArrive(receiver, recording.tenant)] : []),
    ]);
  },
});

export const tempoTenants = keepingApart({
  system: tempo,
  network: 104,
  programs: ['nginx'],
  summary: 'each tenant reads its own traces alone, and the metrics of its spans are sent for it',
  further: async ({ pods }, tenants, receiver) => {
    if (!pods.some(({ role }) => role === 'metrics-generator')) return { refusals: [], remarks: [] };
    const judgements: Judgement[] = [];
    for (const { tenant } of tenants) judgements.push(await samplesArrive(receiver, tenant));
    return together(judgements);
  },
});
