import { UserError } from '../../lib/errors';
import type { RingShape } from '../../lib/ring/model/tolerance';
import { type ConformanceCheck, counted } from '../check';
import { gatewayOf } from '../turn/gateway';
import { loki } from '../turn/loki';
import { configIn, type Pod, podsOf, prepare } from '../turn/processes';
import { Running } from '../turn/running';
import { turn } from '../turn/scenario';
import type { Entrances, TurningSystem } from '../turn/system';
import { tempo } from '../turn/tempo';
import { partAt } from '../turn/tree';

/** Seconds that a system has to get ready; ingesters wait for 15 by themselves, and a compactor for its ring. */
const PATIENCE = 150;
const HOLDERS = 'ingester';
const PORT = 3100;

/** Has the processes of a system do in a ring what its pods would do. */
const turning = (system: TurningSystem, network: number): ConformanceCheck => ({
  name: `${system.program}-ring`,
  summary: `${system.name}'s roles run as processes, ingesters crash, and writes and reads are served or refused as the ring model predicts`,
  programs: [system.program, 'nginx'],
  task: ({ cluster }) => {
    const pods = podsOf(cluster, system.image, network);
    const members = pods.filter(({ role }) => role === HOLDERS);
    if (members.length === 0) return undefined;
    return {
      subject: counted(pods.length, 'pod'),
      versions: [...new Set(pods.map(({ launch }) => launch.version))],
      run: async (programs, root) => {
        const running = new Running(root);
        try {
          const adapted = pods.map((pod) => ({
            ...pod,
            launch: system.adapt(pod.launch, programs(system.program)).launch,
          }));
          const processes = prepare(system, cluster, adapted, root);
          for (const one of processes) running.start(programs(system.program).file, one);
          const gateway = gatewayOf(cluster, pods, network, root);
          if (gateway) running.start(programs('nginx').file, gateway);
          await running.ready(
            [
              ...processes.map(({ name, ip }) => ({ name, url: `http://${ip}:${PORT}/ready` })),
              ...(gateway ? [{ name: gateway.name, url: `${gateway.url}/` }] : []),
            ],
            PATIENCE,
          );
          return await turn({
            system,
            shape: shapeOf(system, members),
            entrances: gateway ? { push: gateway.url, query: gateway.url } : entrancesOf(system, pods),
            ringPage: `http://${addressOf(pods, system.entrances.push[0])}:${PORT}${system.ringPage}`,
            members: members.map(({ name }) => name),
            crash: (member) => running.crash(member),
          });
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          return { refusals: error.sentences, remarks: [] };
        } finally {
          running.stop();
        }
      },
    };
  },
});

const entrancesOf = ({ entrances }: TurningSystem, pods: readonly Pod[]): Entrances => {
  const urlOf = ([role, port]: readonly [string, number]): string => `http://${addressOf(pods, role)}:${port}`;
  return { push: urlOf(entrances.push), query: urlOf(entrances.query) };
};

const addressOf = (pods: readonly Pod[], role: string): string => pods.find((pod) => pod.role === role)?.ip ?? 'nobody';

/** The ring as the configuration of its members has it. */
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
export const tempoRing = turning(tempo, 102);
