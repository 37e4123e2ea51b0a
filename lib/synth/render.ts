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
  const makers = new Map<string, IConstruct>();
  for (const chart of app.node.findAll().filter((construct): construct is Chart => Chart.isChart(construct))) {
    const objects = objectsOf(chart);
    if (objects.length === 0) continue;
    makeOnce(makers, fileName(chart), chart);
    for (const object of objects) makeOnce(makers, identityOf(object), object);
    files.set(fileName(chart), `${header}\n${Yaml.stringify(...objects.map((object) => object.toJson()))}`);
  }
  if (files.size === 0) throw new UserError('no chart makes an object: add charts to the environment');
  return files;
}

/** @throws UserError if something of this name was made before: the later one would replace it without a word */
function makeOnce(makers: Map<string, IConstruct>, name: string, maker: IConstruct): void {
  const other = makers.get(name);
  if (other)
    throw new UserError(`${maker.node.path}: makes ${name}, which ${other.node.path} makes already: rename one`);
  makers.set(name, maker);
}

/** What tells objects apart in a cluster; the version of an API does not. */
const identityOf = ({ apiGroup, kind, name, metadata }: ApiObject): string =>
  `${kind}${apiGroup === 'core' ? '' : `.${apiGroup}`} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${name}`;

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
