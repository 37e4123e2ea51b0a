import { type App, type Chart, Yaml } from 'cdk8s';
import { clusterOf, inspect, type LocatedFinding, locator } from '../../checks/check';
import { environmentFindings, hasEnvironmentChecks } from '../../checks/environment';
import { settle } from '../../checks/finding';
import { type ManifestObject, manifestOf, objectsOf } from '../../checks/manifest';
import { UserError } from '../../values/errors';

/** Files of one environment: name in `dist/<env>` → text. */
export type Files = ReadonlyMap<string, string>;

/** A rendered environment and its findings. */
export interface Rendered {
  readonly files: Files;
  readonly findings: readonly LocatedFinding[];
}

export interface RenderOptions {
  /** Whether checks are run; only for measuring their cost. @default true */
  readonly checks?: boolean;
}

/**
 * Renders an app: one file per chart, `<chart>.k8s.yaml`, with `header` as its first line. Findings
 * decide whether it may be written.
 *
 * cdk8s itself would write each chart while it goes, and resolve and validate the whole app again for each; here
 * the app is validated once, and nothing is written.
 *
 * @throws UserError if there is nothing to write, or two charts have the same file name
 */
export function render(app: App, header: string, { checks = true }: RenderOptions = {}): Rendered {
  const charts = manifestOf(app).filter(({ objects }) => objects.length > 0);
  const findings = checks ? findingsOf(app, objectsOf(charts)) : [];
  if (charts.length === 0 && findings.length === 0) {
    throw new UserError('no chart creates an object: add charts to the environment');
  }
  const files = new Map<string, string>();
  for (const { chart, objects: own } of charts) {
    const name = fileName(chart);
    if (files.has(name))
      throw new UserError(`${chart.node.path}: writes ${name}, which another chart already writes: rename one`);
    files.set(name, `${header}\n${Yaml.stringify(...own.map(({ content }) => content))}`);
  }
  return { files, findings };
}

/** All findings of an app with these objects. */
export function findingsOf(app: App, objects: readonly ManifestObject[]): LocatedFinding[] {
  const cluster = clusterOf(app, objects);
  const locate = locator(objects);
  return [
    ...inspect(app, cluster, locate),
    ...(hasEnvironmentChecks(app)
      ? []
      : settle(environmentFindings(app, cluster)).map((finding) => locate(finding, app.node.path))),
  ];
}

const fileName = (chart: Chart): string => `${chart.node.path.replaceAll('/', '-')}.k8s.yaml`;
