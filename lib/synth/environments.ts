import { inspect } from 'node:util';
import type { App } from 'cdk8s';
import { Construct } from 'constructs';
import type { LocatedFinding } from '../checks/check';
import { UserError } from '../errors';
import { documentsOf } from './documents';
import { failureOf } from './failure';
import { header } from './header';
import { type Files, render } from './render';

/** Environments by name. Each is loaded when it is made, so that one does not wait for the code of the others. */
export type Environments = Readonly<Record<string, () => Promise<App>>>;

/** Why an environment could not be made. */
export interface NotMade {
  readonly complaints: readonly string[];
}

/** An environment as it is written: its files, what belongs to it outside the cluster, and what was found. */
export interface MadeEnvironment {
  readonly files: Files;
  readonly documents: Files;
  readonly findings: readonly LocatedFinding[];
}

/**
 * Names become folders, so they may not lead out of the output folder or look like an option.
 * @throws UserError that names the first one that does
 */
export function checkNames(names: readonly string[]): void {
  const wrong = names.find((name) => !/^[a-z0-9][a-z0-9.-]*$/.test(name));
  if (wrong === undefined) return;
  throw new UserError(
    `found environment ${inspect(wrong)}, allowed are lower-case letters, digits, "-" and ".": rename it in main.ts`,
  );
}

/** Makes and renders an environment; with `trace`, an error says where it was thrown. */
export const makeEnvironment = (
  name: string,
  environments: Environments,
  trace: boolean,
): Promise<MadeEnvironment | NotMade> =>
  withApp(name, environments, trace, (app) => ({ ...render(app, header(name)), documents: documentsOf(app) }));

/** What `use` makes of an environment's app; with `trace`, an error says where it was thrown. */
export async function withApp<T>(
  name: string,
  environments: Environments,
  trace: boolean,
  use: (app: App) => T,
): Promise<T | NotMade> {
  const limit = Error.stackTraceLimit;
  // The line of the environment may be many calls away from where an error is thrown.
  Error.stackTraceLimit = Number.POSITIVE_INFINITY;
  try {
    const app = await environments[name]?.();
    if (!Construct.isConstruct(app))
      throw new UserError(`returns ${inspect(app, { depth: 0 })}, allowed is an App: return one`);
    return use(app);
  } catch (error) {
    const { sentences, origin } = failureOf(error, trace);
    return { complaints: [...sentences.map((sentence) => `error: ${name}: ${sentence}`), ...origin] };
  } finally {
    Error.stackTraceLimit = limit;
  }
}
