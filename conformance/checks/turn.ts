import type { RingShape } from '../../lib/model/ring/model/tolerance';
import { type ConformanceCheck, counted, together } from '../check';
import { datasourceClients } from '../turn/clients';
import { loki, loki3 } from '../turn/loki';
import { scraped } from '../turn/metrics';
import { servedAsChecked } from '../turn/paths';
import { configIn, type Pod, podsOf } from '../turn/processes';
import { turn } from '../turn/scenario';
import { type Started, withProcesses } from '../turn/start';
import type { Entrances, TurningSystem } from '../turn/system';
import { tempo } from '../turn/tempo';
import { partAt } from '../turn/tree';

const HOLDERS = 'ingester';
const PORT = 3100;

/** Runs the pods of a system as processes that form a ring. */
const turning = (system: TurningSystem, network: number): ConformanceCheck => ({
  name: `${system.program}-ring`,
  summary: `${system.name}'s roles run as processes, answer scrapes, ingesters crash, and writes and reads are served or refused as the ring model predicts`,
  programs: [system.program, 'nginx'],
  task: ({ cluster }) => {
    const pods = podsOf(cluster, system.image, network, system.versions);
    const members = pods.filter(({ role }) => role === HOLDERS);
    if (members.length === 0) return undefined;
    return {
      subject: counted(pods.length, 'pod'),
      versions: [...new Set(pods.map(({ launch }) => launch.version))],
      run: (programs, root) =>
        withProcesses({ system, cluster, pods, network, programs, root }, async (started) =>
          together([
            await scraped(started),
            await servedAsChecked(started),
            await turn({
              system,
              shape: shapeOf(system, members),
              entrances: entrancesOf(started),
              ringPage: `http://${addressOf(pods, system.entrances.push[0])}:${PORT}${system.ringPage}`,
              members: members.map(({ name }) => name),
              crash: (member) => started.running.crash(member),
            }),
          ]),
        ),
    };
  },
});

/** The gateway or the roles, with the user and the tenant of Grafana's data source of this system, if it has them. */
function entrancesOf({ system, cluster, pods, gateway }: Started): Entrances {
  const { headers = {} } = datasourceClients(cluster).find(({ type }) => type === system.api)?.entrance ?? {};
  if (gateway) return { push: { url: gateway.url, headers }, query: { url: gateway.url, headers } };
  const { push, query } = system.entrances;
  const urlOf = ([role, port]: readonly [string, number]): string => `http://${addressOf(pods, role)}:${port}`;
  return { push: { url: urlOf(push), headers }, query: { url: urlOf(query), headers } };
}

const addressOf = (pods: readonly Pod[], role: string): string => pods.find((pod) => pod.role === role)?.ip ?? 'nobody';

/** The ring according to the configuration of its members. */
function shapeOf({ ringBlock, defaultReplicationFactor }: TurningSystem, members: readonly Pod[]): RingShape {
  const texts = members[0]?.launch.mounts.flatMap(({ files }) => Object.values(files)) ?? [];
  const config = texts.map(configIn).find((found) => found !== undefined) ?? {};
  const factor = partAt(config, ringBlock)['replication_factor'];
  return {
    replicationFactor: typeof factor === 'number' ? factor : defaultReplicationFactor,
    zones: [members.length],
  };
}

export const lokiRing = turning(loki, 101);
export const loki3Ring = turning(loki3, 103);
export const tempoRing = turning(tempo, 102);
