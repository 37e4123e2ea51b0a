import type { RuleFinding } from '../catalog';
import type { Cluster, Pods } from '../cluster';
import { type Fields, fieldsOf, itemsOf, textOf } from '../fields';
import { addressesIn } from '../links/addresses';
import { programOf } from '../programs/programs';
import type { DatasourceEntry } from './datasources';

/** Data sources that lead from exemplars to traces, where no system stores exemplars or none are sent. */
export function* deadExemplarLinks(cluster: Cluster, datasources: readonly DatasourceEntry[]): Generator<RuleFinding> {
  const linked = datasources.filter(({ jsonData }) => itemsOf(jsonData['exemplarTraceIdDestinations']).length > 0);
  if (linked.length === 0) return;
  const configurations = configurationsOf(cluster);
  for (const { object, at, url } of linked) {
    const namespace = namespaceAt(cluster, url);
    const isHere = ({ pods }: Configuration): boolean => pods.namespace === namespace;
    const here = configurations.filter(isHere);
    const found = `${at}.jsonData.exemplarTraceIdDestinations: found links from exemplars to traces`;
    // Configurations in Secrets that are made elsewhere are unreadable.
    const mimirs = here.filter(({ program, content }) => program === 'Mimir' && !isRuntime(content));
    // With both in one namespace, the address tells which of them is asked.
    const isMimir = mimirs.length > 0 && url.endsWith('/prometheus');
    if (isMimir) {
      if (!here.some(({ program, content }) => program === 'Mimir' && keepsExemplars(content))) {
        yield {
          id: 'link/exemplars',
          object,
          sentence: `${found}, but Mimir keeps no exemplars while limits.max_global_exemplars_per_user is 0: raise it, such as to 100000, or leave \`traces\` out of the data source`,
        };
      } else if (!configurations.some((configuration) => sendsTo(cluster, configuration, namespace))) {
        yield {
          id: 'link/exemplars',
          object,
          sentence: `${found}, but nothing sends exemplars to Mimir: set send_exemplars in the remote write of Prometheus or of Tempo's metrics generator, or leave \`traces\` out of the data source`,
        };
      }
    } else if (here.some(({ program, pods }) => program === 'Prometheus' && !storesExemplars(pods))) {
      yield {
        id: 'link/exemplars',
        object,
        sentence: `${found}, but Prometheus keeps no exemplars without the feature exemplar-storage: add it to \`features\`, or leave \`traces\` out of the data source`,
      };
    }
  }
}

/** A configuration in YAML that a known program reads. */
interface Configuration {
  readonly program: string;
  readonly pods: Pods;
  readonly content: Fields;
}

const PROGRAMS = ['Mimir', 'Prometheus', 'Tempo', 'OpenTelemetry Collector'];

function configurationsOf(cluster: Cluster): Configuration[] {
  return cluster.pods.flatMap((pods) =>
    pods.spec.containers.flatMap(({ image = '' }) => {
      const program = programOf(image);
      if (program === undefined || !PROGRAMS.includes(program)) return [];
      const maps = (pods.spec.volumes ?? []).flatMap(({ configMap, projected }) => [
        configMap?.name ?? [],
        ...(projected?.sources ?? []).map((source) => source.configMap?.name ?? []),
      ]);
      return maps.flat().flatMap((name) =>
        Object.values(cluster.find('ConfigMap', pods.namespace, name)?.content.data ?? {}).map((text) => ({
          program,
          pods,
          content: fieldsOf(cluster.texts.read(text)),
        })),
      );
    }),
  );
}

const namespaceAt = (cluster: Cluster, url: string): string | undefined =>
  addressesIn(url, cluster.namespaces)[0]?.namespace;

const isRuntime = (content: Fields): boolean => !('blocks_storage' in content);

/** The limit of all tenants, or that of one. */
const keepsExemplars = (content: Fields): boolean =>
  [content['limits'], ...Object.values(fieldsOf(content['overrides']))].some(
    (limits) => Number(textOf(fieldsOf(limits)['max_global_exemplars_per_user']) ?? 0) > 0,
  );

const storesExemplars = ({ spec }: Pods): boolean =>
  spec.containers.some(({ args = [] }) =>
    args.some((arg) => /^--enable-feature=/.test(arg) && arg.includes('exemplar-storage')),
  );

/** Whether exemplars are sent to a namespace. The collector sends those that it has, and has those that it scrapes. */
function sendsTo(cluster: Cluster, { program, content }: Configuration, namespace: string | undefined): boolean {
  const writes = [
    ...itemsOf(content['remote_write']),
    ...itemsOf(fieldsOf(fieldsOf(content['metrics_generator'])['storage'])['remote_write']),
  ].map(fieldsOf);
  const sent = writes.filter((write) => write['send_exemplars'] === true).map(({ url }) => textOf(url) ?? '');
  const exported =
    program === 'OpenTelemetry Collector'
      ? Object.entries(fieldsOf(content['exporters']))
          .filter(([name]) => name.startsWith('prometheusremotewrite'))
          .map(([, exporter]) => textOf(fieldsOf(exporter)['endpoint']) ?? '')
      : [];
  return [...sent, ...exported].some((url) => namespaceAt(cluster, url) === namespace);
}
