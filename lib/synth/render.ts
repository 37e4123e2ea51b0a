import { type App, type Chart, Yaml } from 'cdk8s';
import { inspect, type LocatedFinding, locator } from '../checks/check';
import { environmentFindings, hasEnvironmentChecks } from '../checks/environment';
import { manifestOf } from '../checks/manifest';
import { UserError } from '../errors';

/** Files of one environment: name in `dist/<env>` → text. */
export type Files = ReadonlyMap<string, string>;

/** An environment as it would be written, and what its checks have found. */
export interface Rendered {
  readonly files: Files;
  readonly findings: readonly LocatedFinding[];
}

/**
 * Renders an app: one file a chart, `<chart>.k8s.yaml`, with `header` as its first line. Whether it may be written, its
 * findings say.
 *
 * cdk8s itself would write each chart while it goes, and resolve and validate the whole app again for each; here
 * the app is validated once, and nothing is written.
 *
 * @throws UserError if there is nothing to write, or two charts would be one file
 */
export function render(app: App, header: string): Rendered {
  const charts = manifestOf(app).filter(({ objects }) => objects.length > 0);
  const objects = charts.flatMap((chart) => chart.objects);
  const findings = [
    ...inspect(app, objects),
    ...(hasEnvironmentChecks(app)
      ? []
      : environmentFindings(app, objects).map((finding) => locator(objects)(finding, app.node.path))),
  ];
  if (charts.length === 0 && findings.length === 0) {
    throw new UserError('no chart makes an object: add charts to the environment');
  }
  const files = new Map<string, string>();
  for (const { chart, objects: own } of charts) {
    const name = fileName(chart);
    if (files.has(name)) throw new UserError(`${chart.node.path}: makes ${name}, which is made already: rename one`);
    files.set(name, `${header}\n${Yaml.stringify(...own.map(({ content }) => content))}`);
  }
  return { files, findings };
}

const fileName = (chart: Chart): string => `${chart.node.path.replaceAll('/', '-')}.k8s.yaml`;
