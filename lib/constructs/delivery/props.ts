import { Mistakes } from '../../values/errors';
import { dnsLabel } from '../../values/names';
import { show } from '../../values/text';

/** Location of the manifests. */
export interface RepositoryProps {
  /** The repository, such as `https://github.com/example/observability.git` or `git@github.com:example/observability.git`. */
  readonly repoUrl: string;
  /** Branch, tag or commit. @default "main" */
  readonly revision?: string;
  /** Folder of the repository that has a folder for each environment. @default "dist" */
  readonly folder?: string;
}

/** Charts of an environment that are applied together. */
export interface Stage {
  /** Such as `storage`; it becomes part of a name. */
  readonly name: string;
  /** Ids of charts; their files are `<chart>.k8s.yaml`. */
  readonly charts: readonly [string, ...string[]];
}

/** The last stage, which has all charts that no other one names. */
export type RestStage = Pick<Stage, 'name'>;

/** Stages in their order, each of which waits until the one before is healthy. */
export type Stages = readonly [...Stage[], RestStage];

/** An environment that is delivered. */
export interface DeliveredEnvironment {
  /** Its folder, such as `lab`. */
  readonly environment: string;
  /** Order in which charts are applied. @default - all charts at once */
  readonly stages?: Stages;
}

/** A part of an environment, by the files that it has. */
export interface Part {
  /** `lab`, or `lab-storage` of an environment in stages. */
  readonly name: string;
  /** Folder of the environment in the repository, such as `dist/lab`. */
  readonly path: string;
  /** Its files. @default - all but those that are excluded */
  readonly include?: readonly string[];
  /** Files of the folder that others have. */
  readonly exclude: readonly string[];
}

export const DEFAULT_REVISION = 'main';
export const DEFAULT_FOLDER = 'dist';

const fileOf = (chart: string): string => `${chart}.k8s.yaml`;

/** The parts of an environment, in their order. */
export function partsOf({ environment, stages }: DeliveredEnvironment, folder = DEFAULT_FOLDER): Part[] {
  const path = `${folder}/${environment}`;
  if (stages === undefined) return [{ name: environment, path, exclude: [] }];
  const named = stages.flatMap((stage) => ('charts' in stage ? stage.charts.map(fileOf) : []));
  return stages.map((stage) => ({
    name: `${environment}-${stage.name}`,
    path,
    ...('charts' in stage ? { include: stage.charts.map(fileOf), exclude: [] } : { exclude: named }),
  }));
}

/**
 * Validates the props of a delivery.
 * @throws UserError with a sentence for each mistake
 */
export function checkDelivery(
  where: string,
  { repoUrl, folder = DEFAULT_FOLDER }: RepositoryProps,
  environments: readonly DeliveredEnvironment[],
): void {
  const mistakes = new Mistakes(where);
  if (!/^(https?:\/\/|ssh:\/\/|git@)\S+$/.test(repoUrl)) {
    mistakes.add(
      'repoUrl',
      `found ${show(repoUrl)}, allowed is an address such as https://github.com/example/observability.git`,
    );
  }
  if (/^\/|\/$|(^|\/)\.\.?(\/|$)/.test(folder) || folder === '') {
    mistakes.add('folder', `found ${show(folder)}, allowed is a path from the root of the repository, such as "dist"`);
  }
  const names = new Set<string>();
  for (const [index, { environment, stages = [] }] of environments.entries()) {
    const at = `[${index}]`;
    mistakes.attempt(`${at}.environment`, () => dnsLabel(environment), environment);
    if (names.has(environment)) mistakes.add(`${at}.environment`, `found ${show(environment)} again: name it once`);
    names.add(environment);
    const charts = new Set<string>();
    const stageNames = new Set<string>();
    for (const [number, stage] of stages.entries()) {
      const place = `${at}.stages[${number}]`;
      mistakes.attempt(`${place}.name`, () => dnsLabel(stage.name), stage.name);
      if (stageNames.has(stage.name)) mistakes.add(`${place}.name`, `found ${show(stage.name)} again: rename it`);
      stageNames.add(stage.name);
      for (const chart of 'charts' in stage ? stage.charts : []) {
        if (charts.has(chart)) mistakes.add(`${place}.charts`, `found ${show(chart)} again: put it into one stage`);
        charts.add(chart);
      }
    }
  }
  mistakes.throwIfAny();
}
