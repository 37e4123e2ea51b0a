/** A program that is known by its image. */
interface Program {
  readonly name: string;
  /** Repositories of its images. */
  readonly images: RegExp;
}

/** Programs that checks know. */
const PROGRAMS: readonly Program[] = [
  { name: 'Loki', images: /(^|\/)loki$/ },
  { name: 'Mimir', images: /(^|\/)mimir$/ },
  { name: 'Tempo', images: /(^|\/)tempo$/ },
  { name: 'Grafana', images: /(^|\/)grafana(-oss|-enterprise)?$/ },
  { name: 'Prometheus', images: /(^|\/)prometheus$/ },
  { name: 'Promtail', images: /(^|\/)promtail$/ },
  { name: 'Alloy', images: /(^|\/)alloy$/ },
  { name: 'OpenTelemetry Collector', images: /(^|\/)opentelemetry-collector(-contrib|-k8s)?$/ },
  { name: 'node-exporter', images: /(^|\/)node-exporter$/ },
  { name: 'memcached-exporter', images: /(^|\/)memcached[-_]exporter$/ },
  { name: 'redis_exporter', images: /(^|\/)redis_exporter$/ },
  { name: 'kube-state-metrics', images: /(^|\/)kube-state-metrics$/ },
  { name: 'rollout-operator', images: /(^|\/)rollout-operator$/ },
  { name: 'nginx', images: /(^|\/)nginx(-unprivileged)?$/ },
];

/** The kubelet has no image here: it is known by how it is found, with the role `node`. */
export const KUBELET = 'kubelet';

/** Programs that answer no request for `/metrics`: an exporter beside them does. */
const WITHOUT_METRICS = /(^|\/)(nginx|nginx-unprivileged|memcached|redis|redis-commander|busybox)$/;

/** Programs that serve a metric, by the prefix of its name. The first match counts. */
const METRICS: ReadonlyArray<readonly [names: RegExp, ...programs: string[]]> = [
  [/^loki_(write|source|process|relabel|rules|echo)_/, 'Alloy'],
  [/^loki_/, 'Loki'],
  // Loki keeps names of Cortex for its rings, its ruler and the code that it shares with Mimir.
  [/^cortex_(ring|member_ring|ingester_flush_queue|prometheus_rule|ruler|kv|query_frontend|dns)_/, 'Mimir', 'Loki'],
  [/^(cortex|thanos)_/, 'Mimir'],
  [/^(tempo|tempodb)_/, 'Tempo'],
  [/^promtail_/, 'Promtail'],
  [/^otelcol_/, 'OpenTelemetry Collector'],
  [/^grafana_/, 'Grafana'],
  // Tempo's metrics generator writes by the code of Prometheus.
  [/^prometheus_remote_storage_/, 'Prometheus', 'Tempo', 'Alloy'],
  [/^prometheus_/, 'Prometheus'],
  [/^node_/, 'node-exporter'],
  [/^memcached_/, 'memcached-exporter'],
  [/^redis_/, 'redis_exporter'],
  [/^kube_/, 'kube-state-metrics'],
  [/^(kubelet|container|machine)_/, KUBELET],
];

const repositoryOf = (image: string): string => image.replace(/@.*$/, '').replace(/:[^/]*$/, '');

/** The program that an image runs, as far as it is known. */
export const programOf = (image: string): string | undefined =>
  PROGRAMS.find(({ images }) => images.test(repositoryOf(image)))?.name;

/** Whether an image is known to serve no metrics. */
export const hasNoMetrics = (image: string): boolean => WITHOUT_METRICS.test(repositoryOf(image));

/** The programs of which any serves a metric; none if the metric is not known. */
export function programsBehind(metric: string): readonly string[] {
  const [, ...programs] = METRICS.find(([names]) => names.test(metric)) ?? [/^/];
  return programs;
}
