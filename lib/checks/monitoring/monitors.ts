import { relabeled } from '../../model/relabel/relabeling';
import { type Cluster, namespaceOf } from '../cluster';
import type { ObjectOf } from '../objects';
import { programOf } from '../programs/programs';
import { watchedPods, watchedServices } from '../watched';
import { targetOf } from './discovery';
import { METRICS_PATH, ruleOf } from './jobs';
import type { Scrape } from './scrape';

/** Scrapes of the Prometheus operator, from ServiceMonitors and PodMonitors. */
export const monitorTargets = (cluster: Cluster): Scrape[] => [
  ...cluster.of('ServiceMonitor').flatMap((monitor) => serviceMonitorTargets(cluster, monitor)),
  ...cluster.of('PodMonitor').flatMap((monitor) => podMonitorTargets(cluster, monitor)),
];

/** The label `job` that a target gets. */
const jobOf = (job: string, rules: readonly unknown[] = []): string =>
  relabeled({ job }, rules.map(ruleOf))?.['job'] ?? job;

function serviceMonitorTargets(cluster: Cluster, monitor: ObjectOf<'ServiceMonitor'>): Scrape[] {
  const { endpoints } = monitor.content.spec;
  return watchedServices(cluster, monitor).flatMap((service) =>
    endpoints.flatMap(({ port: name, path = METRICS_PATH, relabelings }, index) => {
      const port = service.content.spec.ports?.find((candidate) => candidate.name === name);
      if (port === undefined) return [];
      return cluster.podsBehind(service).map((pods) => {
        const { container, port: containerPort } = targetOf(pods, port);
        return {
          object: monitor.identity,
          at: `spec.endpoints[${index}]`,
          job: jobOf(service.content.metadata.name, relabelings),
          pods,
          container,
          port: containerPort,
          path,
          program: programOf(container?.image ?? ''),
        };
      });
    }),
  );
}

function podMonitorTargets(cluster: Cluster, monitor: ObjectOf<'PodMonitor'>): Scrape[] {
  const { podMetricsEndpoints } = monitor.content.spec;
  return watchedPods(cluster, monitor).flatMap((pods) =>
    podMetricsEndpoints.flatMap(({ port: name, path = METRICS_PATH, relabelings }, index) =>
      pods.spec.containers.flatMap((container) =>
        (container.ports ?? [])
          .filter((port) => port.name === name)
          .map((port) => ({
            object: monitor.identity,
            at: `spec.podMetricsEndpoints[${index}]`,
            job: jobOf(`${namespaceOf(monitor)}/${monitor.content.metadata.name}`, relabelings),
            pods,
            container,
            port,
            path,
            program: programOf(container.image ?? ''),
          })),
      ),
    ),
  );
}
