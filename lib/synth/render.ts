import { type App, type Chart, Yaml } from 'cdk8s';
import { inspect, type LocatedFinding } from '../checks/check';
import { errorSentence, stops } from '../checks/finding';
import { type ManifestObject, manifestOf } from '../checks/manifest';
import { UserError } from '../errors';

/** Files of one environment: name in `dist/<env>` → text. */
export type Files = ReadonlyMap<string, string>;

/** An environment as it would be written, and what its checks have found. */
export interface Rendered {
  readonly files: Files;
  readonly findings: readonly LocatedFinding[];
}

/**
 * Renders an app: one file a chart, `<chart>.k8s.yaml`, with `header` as its first line.
 *
 * cdk8s itself would write each chart while it goes, and resolve and validate the whole app again for each; here
 * the app is validated once, and nothing is written.
 *
 * @throws UserError with every finding that stops it, or if there is nothing to write
 */
export function render(app: App, header: string): Rendered {
  const charts = manifestOf(app).filter(({ objects }) => objects.length > 0);
  const objects = charts.flatMap((chart) => chart.objects);
  const findings = inspect(app, objects);
  const stopping = findings.filter(stops);
  if (stopping.length > 0) {
    throw new UserError(...stopping.map((finding) => `${finding.at}: ${errorSentence(finding)}`));
  }
  if (charts.length === 0) throw new UserError('no chart makes an object: add charts to the environment');

  const files = new Map<string, string>();
  const makers = new Map<string, string>();
  for (const { chart, objects: own } of charts) {
    makeOnce(makers, fileName(chart), chart.node.path);
    for (const object of own) makeOnce(makers, nameOf(object), object.path);
    files.set(fileName(chart), `${header}\n${Yaml.stringify(...own.map(({ content }) => content))}`);
  }
  return { files, findings };
}

/** @throws UserError if something of this name was made before: the later one would replace it without a word */
function makeOnce(makers: Map<string, string>, name: string, maker: string): void {
  const other = makers.get(name);
  if (other !== undefined) throw new UserError(`${maker}: makes ${name}, which ${other} makes already: rename one`);
  makers.set(name, maker);
}

/** What tells objects apart in a cluster; the version of an API does not. */
function nameOf({ content: { apiVersion, kind, metadata } }: ManifestObject): string {
  const [group] = apiVersion.includes('/') ? apiVersion.split('/') : [undefined];
  const { namespace, name } = metadata;
  return `${kind}${group === undefined ? '' : `.${group}`} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

const fileName = (chart: Chart): string => `${chart.node.path.replaceAll('/', '-')}.k8s.yaml`;
