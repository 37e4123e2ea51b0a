import { inspect } from 'node:util';
import type { App } from 'cdk8s';
import { Construct } from 'constructs';
import type { LocatedFinding } from '../../checks/check';
import { documentsOf } from '../../constructs/documents';
import { UserError } from '../../values/errors';
import { failureOf } from './failure';
import { header } from './header';
import { type Files, render } from './render';

/** Environments by name. Each is imported only when it is used, so that others do not slow it down. */
export type Environments = Readonly<Record<string, () => Promise<App>>>;

/** Reasons why an environment could not be created. */
export interface NotMade {
  readonly complaints: readonly string[];
}

/** A rendered environment: its files, its documents outside of the cluster, and its findings. */
export interface MadeEnvironment {
  readonly files: Files;
  readonly documents: Files;
  readonly findings: readonly LocatedFinding[];
}

/**
 * Validates names of environments, which become folders: they must not be paths or look like options.
 * @throws UserError with the first invalid name
 */
export function checkNames(names: readonly string[]): void {
  const wrong = names.find((name) => !/^[a-z0-9][a-z0-9.-]*$/.test(name));
  if (wrong === undefined) return;
  throw new UserError(
    `found environment ${inspect(wrong)}, allowed are lower-case letters, digits, "-" and ".": rename it in main.ts`,
  );
}

/** Creates and renders an environment; with `trace`, errors have a stack trace. */
export const makeEnvironment = (
  name: string,
  environments: Environments,
  trace: boolean,
): Promise<MadeEnvironment | NotMade> =>
  withApp(name, environments, trace, (app) => ({ ...render(app, header(name)), documents: documentsOf(app) }));

/** Calls `use` with the app of an environment; with `trace`, errors have a stack trace. */
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
