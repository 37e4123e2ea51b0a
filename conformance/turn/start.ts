import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster, Pods } from '../../lib/checks/cluster';
import { UserError } from '../../lib/values/errors';
import type { Judgement } from '../check';
import type { Found } from '../programs/locate';
import type { ProgramName } from '../programs/program';
import { type GatewayProcess, gatewayOf } from './gateway';
import { type Pod, prepare, type ServiceAddress } from './processes';
import { Running } from './running';
import type { TurningSystem } from './system';

/** Timeout in seconds for a system to become ready; ingesters alone wait for 15. */
const PATIENCE = 150;
const PORT = 3100;

export interface StartProps {
  readonly system: TurningSystem;
  readonly cluster: Cluster;
  readonly pods: readonly Pod[];
  /** Third octet of the addresses. */
  readonly network: number;
  readonly programs: (name: ProgramName) => Found;
  /** Folder for files, data and logs. */
  readonly root: string;
  /** Replacements of Services of other systems. @default - none */
  readonly elsewhere?: readonly ServiceAddress[];
}

/** A system with its roles as processes, all of them ready. */
export interface Started extends Omit<StartProps, 'elsewhere'> {
  readonly running: Running;
  readonly gateway: GatewayProcess | undefined;
}

/** Pods that run as a process, and its address. */
export interface Placed {
  readonly pods: Pods;
  readonly ip: string;
}

/** All running pods of a system, with its gateway. */
export const placed = ({ pods, gateway }: Pick<Started, 'pods' | 'gateway'>): Placed[] =>
  [...pods, ...(gateway ? [gateway] : [])].map(({ launch, ip }) => ({ pods: launch.pods, ip }));

/** Starts the roles of a system and its gateway, calls `use` once they are ready, and ends them. */
export async function withProcesses(
  props: StartProps,
  use: (started: Started) => Promise<Judgement>,
): Promise<Judgement> {
  const { system, cluster, pods, network, programs, root, elsewhere } = props;
  const running = new Running(root);
  try {
    const found = programs(system.program);
    const adapted = pods.map((pod) => ({ ...pod, launch: system.adapt(pod.launch, found).launch }));
    const processes = prepare(system, cluster, adapted, root, elsewhere);
    for (const one of processes) running.start(found.file, one);
    const gateway = gatewayOf(cluster, pods, network, root);
    if (gateway) running.start(programs('nginx').file, gateway);
    await running.ready(
      [
        ...processes.map(({ name, ip }) => ({ name, url: `http://${ip}:${PORT}/ready` })),
        ...(gateway ? [{ name: gateway.name, url: `${gateway.url}/` }] : []),
      ],
      PATIENCE,
    );
    return await use({ ...props, running, gateway });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { refusals: error.sentences, remarks: [] };
  } finally {
    running.stop();
  }
}

/** Repeats a check until nothing is missing, or until the timeout; then it returns the items that are still missing. */
export async function eventually(seconds: number, missing: () => Promise<string[]>): Promise<string[]> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const sentences = await missing();
    if (sentences.length === 0 || Date.now() > end) return sentences;
    await sleep(500);
  }
}
