import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type ConformanceCheck, counted, gathered } from './check';
import { runProgram } from './exec';
import { type Launch, launchesOf, place } from './launch';
import type { Found } from './programs/locate';
import type { ProgramName } from './programs/program';
import type { Judge } from './verdict';

export interface ConfigurationCheckProps {
  readonly program: ProgramName;
  /** Name of the check. @default - the name of the program */
  readonly name?: string;
  readonly summary: string;
  /** Repositories of the images that run it. */
  readonly images: RegExp;
  /** Tags of the images that this program stands in for. @default - any */
  readonly versions?: RegExp;
  /** Arguments with which the program validates its configuration, and starts nothing. */
  readonly verify: (args: readonly string[]) => readonly string[];
  readonly judge: Judge;
  /** The configuration for a program of another version. @default - the configuration as it is */
  readonly adapt?: (launch: Launch, program: Found) => { readonly launch: Launch; readonly remarks: readonly string[] };
}

/** Has a program validate its configuration as each container has it: with its flags, its variables and its files. */
export function configurationCheck(props: ConfigurationCheckProps): ConformanceCheck {
  const { program, name = program, summary, images, versions, verify, judge } = props;
  const adapt = props.adapt ?? ((launch: Launch) => ({ launch, remarks: [] }));
  return {
    name,
    summary,
    programs: [program],
    task: ({ cluster }) => {
      const launches = launchesOf(cluster, images, versions);
      if (launches.length === 0) return undefined;
      return {
        subject: counted(launches.length, 'container'),
        versions: [...new Set(launches.map(({ version }) => version))],
        run: async (programs, folder) => {
          const found = programs(program);
          const refused: { place: string; words: string }[] = [];
          const remarks: string[] = [];
          for (const [index, written] of launches.entries()) {
            const { launch, remarks: adapted } = adapt(written, found);
            const root = path.join(folder, String(index));
            mkdirSync(root);
            const judgement = judge(await runProgram(found.file, verify(place(launch, root)), { env: launch.env }));
            // Messages name the paths of the container, not those of the temporary folder.
            const shown = (text: string): string => text.replaceAll(root, '');
            refused.push(...judgement.refusals.map((words) => ({ place: launch.place, words: shown(words) })));
            remarks.push(...adapted, ...judgement.remarks.map(shown));
          }
          return { refusals: gathered(refused), remarks: [...new Set(remarks)] };
        },
      };
    },
  };
}
