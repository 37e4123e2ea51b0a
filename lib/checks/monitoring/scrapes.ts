import { type Cluster, namespaceOf, type Pods } from '../cluster';
import { fieldsOf, itemsOf, textOf } from '../fields';
import { addressesIn } from '../links/addresses';
import type { ObjectOf } from '../objects';
import { oncePerCluster } from '../once';
import { KUBELET, programOf } from '../programs/programs';
import { podsAt, targetOf } from './discovery';
import { type JobTarget, METRICS_PATH, targetsOf, withVariables } from './jobs';
import { monitorTargets } from './monitors';
import type { Scrape } from './scrape';

/** A configuration with `scrape_configs` for metrics. */
export interface ScrapeConfiguration {
  readonly configMap: ObjectOf<'ConfigMap'>;
  /** Key of the ConfigMap. */
  readonly key: string;
  readonly jobs: readonly unknown[];
  /** Place of the jobs, such as `receivers.prometheus`. */
  readonly path: string;
  /** The whole of it. */
  readonly content: unknown;
  /** Pods that read it. */
  readonly pods: readonly Pods[];
}

/** Every configuration of Prometheus and of OpenTelemetry Collectors, as their pods read it. */
export const scrapeConfigurations = oncePerCluster((cluster): readonly ScrapeConfiguration[] =>
  cluster.of('ConfigMap').flatMap((configMap) =>
    Object.entries(configMap.content.data ?? {}).flatMap(([key, text]) => {
      if (!text.includes('scrape_configs')) return [];
      const pods = podsWith(cluster, configMap);
      const content = cluster.texts.read(text);
      const own = jobsOf(content);
      if (own.length > 0) return [{ configMap, key, content, pods, jobs: own, path: 'scrape_configs' }];
      const [first] = pods;
      const expanded = first && withVariables(content, first);
      return Object.entries(fieldsOf(fieldsOf(expanded)['receivers'])).flatMap(([name, receiver]) => {
        const jobs = itemsOf(fieldsOf(fieldsOf(receiver)['config'])['scrape_configs']);
        return jobs.length === 0 ? [] : [{ configMap, key, content: expanded, pods, jobs, path: `receivers.${name}` }];
      });
    }),
  ),
);

/** The jobs of a Prometheus. Promtail's are of the same name, and about logs. */
function jobsOf(content: unknown): readonly unknown[] {
  const fields = fieldsOf(content);
  return 'clients' in fields || 'positions' in fields ? [] : itemsOf(fields['scrape_configs']);
}

/** The pods that mount a ConfigMap. */
const podsWith = (cluster: Cluster, configMap: ObjectOf<'ConfigMap'>): Pods[] =>
  cluster.pods.filter(
    ({ namespace, spec }) =>
      namespace === namespaceOf(configMap) &&
      (spec.volumes ?? []).some((volume) => volume.configMap?.name === configMap.content.metadata.name),
  );

/** A scrape of a configuration, with the pods that ask. */
export interface ConfiguredScrape extends Scrape {
  /** Key of the ConfigMap. */
  readonly key: string;
  readonly jobName: string;
  readonly scrapers: readonly Pods[];
}

/** Scrapes of the jobs of configurations. */
export const configuredScrapes = oncePerCluster((cluster): readonly ConfiguredScrape[] =>
  scrapeConfigurations(cluster).flatMap(({ configMap, key, path, jobs, pods: scrapers }) =>
    jobs.flatMap((job) => {
      const jobName = textOf(fieldsOf(job)['job_name']) ?? '';
      return targetsOf(cluster, fieldsOf(job)).map((target) => ({
        object: configMap.identity,
        key,
        at: `${path}[${jobName}]`,
        jobName,
        scrapers,
        job: target.labels['job'] ?? '',
        path: target.labels['__metrics_path__'] ?? METRICS_PATH,
        ...servedBy(cluster, target, scrapers[0]),
      }));
    }),
  ),
);

/** Everything that is scraped: by configurations, and by monitors of Prometheus' operator. */
export const scrapesOf = (cluster: Cluster): Scrape[] => [...configuredScrapes(cluster), ...monitorTargets(cluster)];

/** Pods or program at the address of a target. */
function servedBy(
  cluster: Cluster,
  { labels, from }: JobTarget,
  scraper: Pods | undefined,
): Pick<Scrape, 'program' | 'container' | 'pods' | 'port'> {
  if (from === 'node') return { program: KUBELET };
  const [host = '', port] = (labels['__address__'] ?? '').split(/:(?=\d+$)/);
  const pods = host === 'localhost' ? scraper : podsAt(cluster, host);
  if (pods) return answering(pods, port === undefined ? undefined : Number(port));
  const [address] = addressesIn(`http://${host}${port === undefined ? '' : `:${port}`}`, cluster.namespaces);
  const service =
    address && cluster.find('Service', address.namespace ?? scraper?.namespace ?? 'default', address.service);
  const servicePort = service?.content.spec.ports?.find((candidate) => candidate.port === address?.port);
  const [behind] = service ? cluster.podsBehind(service) : [];
  if (behind === undefined || servicePort === undefined) return {};
  return answering(behind, targetOf(behind, servicePort).number);
}

function answering(pods: Pods, port: number | undefined): Pick<Scrape, 'program' | 'container' | 'pods' | 'port'> {
  for (const container of pods.spec.containers) {
    const found = container.ports?.find(({ containerPort }) => containerPort === port);
    if (found) return { pods, container, port: found, program: programOf(container.image ?? '') };
  }
  // The listening container is unknown, unless there is only one.
  const [only, ...others] = pods.spec.containers;
  return only && others.length === 0 ? { pods, program: programOf(only.image ?? '') } : { pods };
}
