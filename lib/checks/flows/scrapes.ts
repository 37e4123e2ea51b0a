import type { Cluster, Pods } from '../cluster';

/** A port that a job of Prometheus or of the OpenTelemetry Collector scrapes. */
export interface Scraped {
  readonly job: string;
  readonly pods: Pods;
  readonly port: number;
}

const PORT_NAME = '__meta_kubernetes_pod_container_port_name';

/** Pods that jobs find by the names of their ports. Other ways to find targets say nothing of pods before they run. */
export function* scrapedBy(config: unknown, cluster: Cluster): Generator<Scraped> {
  for (const job of jobsIn(config)) {
    const pattern = portPattern(job);
    if (pattern === undefined || !('job_name' in job)) continue;
    for (const pods of cluster.pods) {
      for (const { name = '', containerPort } of pods.spec.containers.flatMap(({ ports = [] }) => ports)) {
        if (pattern.test(name)) yield { job: String(job.job_name), pods, port: containerPort };
      }
    }
  }
}

/** Every entry of every `scrape_configs` of a configuration. */
function jobsIn(config: unknown): object[] {
  if (typeof config !== 'object' || config === null) return [];
  return Object.entries(config).flatMap(([key, value]) =>
    key === 'scrape_configs' && Array.isArray(value) ? value.filter(isObject) : jobsIn(value),
  );
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The names of ports that a job keeps, if nothing else of pods decides. */
function portPattern(job: object): RegExp | undefined {
  if (!('kubernetes_sd_configs' in job) || !('relabel_configs' in job) || !Array.isArray(job.relabel_configs)) {
    return undefined;
  }
  for (const rule of job.relabel_configs) {
    if (!isObject(rule) || !('action' in rule) || rule.action !== 'keep') continue;
    const [source, ...others] = 'source_labels' in rule && Array.isArray(rule.source_labels) ? rule.source_labels : [];
    if (source !== PORT_NAME || others.length > 0 || !('regex' in rule)) return undefined;
    try {
      return new RegExp(`^(?:${String(rule.regex)})$`);
    } catch {
      // What RE2 takes and JavaScript does not.
      return undefined;
    }
  }
  return undefined;
}
