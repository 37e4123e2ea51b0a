import { ApiObject, type App, Chart, DependencyGraph, Yaml } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { UserError } from '../errors';

/** Files of one environment: name in `dist/<env>` → text. */
export type Files = ReadonlyMap<string, string>;

/**
 * Renders an app: one file a chart, `<chart>.k8s.yaml`, with `header` as its first line.
 *
 * cdk8s itself would write each chart while it goes, and resolve and validate the whole app again for each; here
 * the app is validated once, and nothing is written.
 *
 * @throws UserError with every finding of every construct, or if there is nothing to write
 */
export function render(app: App, header: string): Files {
  validate(app);
  const files = new Map<string, string>();
  for (const chart of app.node.findAll().filter((construct): construct is Chart => Chart.isChart(construct))) {
    const objects = objectsOf(chart).map((object) => object.toJson());
    if (objects.length > 0) files.set(fileName(chart), `${header}\n${Yaml.stringify(...objects)}`);
  }
  if (files.size === 0) throw new UserError('no chart makes an object: add charts to the environment');
  return files;
}

const fileName = (chart: Chart): string => `${chart.node.path.replaceAll('/', '-')}.k8s.yaml`;

function validate(app: App): void {
  const findings = app.node
    .findAll()
    .flatMap((construct) => construct.node.validate().map((sentence) => `${construct.node.path}: ${sentence}`));
  if (findings.length > 0) throw new UserError(...findings);
}

/** The objects of a chart, those that others depend on first; objects of a nested chart belong to that one. */
function objectsOf(chart: Chart): ApiObject[] {
  const isOwnObject = (construct: IConstruct): construct is ApiObject =>
    ApiObject.isApiObject(construct) && Chart.of(construct) === chart;
  return new DependencyGraph(chart.node).topology().filter(isOwnObject);
}
