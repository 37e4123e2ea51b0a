import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { App } from 'cdk8s';
import { Cluster } from '../../lib/checks/cluster';
import { manifestOf, objectsOf } from '../../lib/checks/manifest';
import { type ConformanceCheck, counted } from '../check';
import { runProgram } from '../exec';
import { type Launch, launchesOf, place } from '../launch';
import type { Found } from '../programs/locate';
import { loki3With, lokiWith, tempoWith } from '../refusals/environments';
import { LOKI_3_REFUSALS } from '../refusals/loki-3';
import { LOKI_REFUSALS, TEMPO_REFUSALS } from '../refusals/table';
import { adapt } from './tempo';

/** Seconds after which a program that still runs counts as started. */
const PATIENCE = 10;

interface Case {
  readonly id: string;
  readonly role: string;
  readonly app: App;
  readonly words: RegExp;
}

interface RefusalCheckProps {
  readonly program: 'loki' | 'loki-3' | 'tempo';
  readonly image: RegExp;
  readonly cases: () => readonly Case[];
  /** Flags that let it listen on ports that are free. */
  readonly free: readonly string[];
  /** The configuration for a program of another version. @default - the configuration as it is */
  readonly adapt?: (launch: Launch, program: Found) => Launch;
}

/** Starts a program with each configuration that checks report as an error, and expects it to end in the words of the table. */
const refusalCheck = ({ program, image, cases, free, ...props }: RefusalCheckProps): ConformanceCheck => ({
  name: `${program}-refusals`,
  summary: `${program} ends with each mistake in its configuration that checks report as an error`,
  programs: [program],
  once: true,
  task: () => {
    const all = cases();
    return {
      subject: counted(all.length, 'mistake'),
      versions: [],
      run: async (programs, folder) => {
        const found = programs(program);
        const refusals: string[] = [];
        for (const [index, { id, role, app, words }] of all.entries()) {
          const launches = launchesOf(new Cluster(objectsOf(manifestOf(app))), image);
          const launch = launches.find((candidate) => candidate.place.endsWith(` ${role}`));
          if (launch === undefined) throw new Error(`${id}: there is no ${role}`);
          const root = path.join(folder, String(index));
          mkdirSync(root);
          const args = place(props.adapt?.(launch, found) ?? launch, root);
          const ran = await runProgram(found.file, [...args, ...free], { env: launch.env, seconds: PATIENCE });
          const hasStarted = ran.code === undefined || ran.code === 0;
          if (!hasStarted && words.test(ran.text)) continue;
          const end = hasStarted ? 'it starts' : `it ends in other words: ${ran.text.slice(-300)}`;
          refusals.push(`${id} (${role}): expected ${program} to end with ${words}, but ${end}`);
        }
        return { refusals, remarks: [] };
      },
    };
  },
});

/** Ports of Loki that are free. */
const FREE = [
  '-server.http-listen-address=127.0.0.1',
  '-server.http-listen-port=0',
  '-server.grpc-listen-address=127.0.0.1',
  '-server.grpc-listen-port=0',
  '-memberlist.bind-addr=127.0.0.1',
  '-memberlist.bind-port=0',
];

export const lokiRefusals = refusalCheck({
  program: 'loki',
  image: /(^|\/)grafana\/loki$/,
  cases: () => LOKI_REFUSALS.map(({ props, ...entry }) => ({ ...entry, app: lokiWith(props) })),
  free: FREE,
});

export const loki3Refusals = refusalCheck({
  program: 'loki-3',
  image: /(^|\/)grafana\/loki$/,
  cases: () => LOKI_3_REFUSALS.map(({ props, ...entry }) => ({ ...entry, app: loki3With(props) })),
  free: FREE,
});

export const tempoRefusals = refusalCheck({
  program: 'tempo',
  image: /(^|\/)grafana\/tempo$/,
  cases: () => TEMPO_REFUSALS.map(({ props, ...entry }) => ({ ...entry, app: tempoWith(props) })),
  free: ['-server.http-listen-port=0', '-server.grpc-listen-port=0', '-memberlist.bind-port=0'],
  adapt: (launch, program) => adapt(launch, program).launch,
});
