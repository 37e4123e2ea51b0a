import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ScrapeJob } from '../lib/constructs/collect/scrape-job';
import { type MicroservicesProps, systemOf } from '../lib/constructs/microservice/props';
import { createServiceMonitor } from '../lib/constructs/monitoring/service-monitor';
import { mergeProps } from '../lib/constructs/workload/merge';
import type { WorkloadProps } from '../lib/constructs/workload/props';
import { createServiceAccount } from '../lib/constructs/workload/service-account';
import { Workload } from '../lib/constructs/workload/workload';
import { Endpoint } from '../lib/values/endpoint';
import { intOrString } from '../lib/values/k8s';
import { restricted } from '../lib/values/pod-security';
import { SystemComponent } from '../lib/values/system';
import { maintained } from '../versions';

export interface RedisExporterProps
  extends WorkloadProps,
    Pick<
      MicroservicesProps,
      'namespace' | 'release' | 'nameOverride' | 'fullnameOverride' | 'clusterDomain' | 'ipFamilies' | 'serviceMonitor'
    > {}

const PORT = 9121;
const METRICS = 'metrics';

const { pod, container } = restricted({ user: 59000 });

const DEFAULTS: WorkloadProps = {
  podSecurityContext: pod,
  containerSecurityContext: container,
  livenessProbe: { httpGet: { path: '/health', port: intOrString(METRICS) } },
  readinessProbe: { httpGet: { path: '/health', port: intOrString(METRICS) } },
  antiAffinity: { hosts: 'none', zones: 'none' },
  // The Redis address is a parameter of each request.
  env: { REDIS_ADDR: '' },
};

/**
 * redis_exporter: metrics of any number of Redis servers, which have no HTTP endpoint. A password of theirs is read
 * from the variable `REDIS_PASSWORD` (`env`).
 *
 * @throws UserError that names each invalid prop
 */
export class RedisExporter extends Chart {
  readonly endpoint: Endpoint;

  constructor(scope: Construct, id: string, props: RedisExporterProps) {
    super(scope, id, { namespace: props.namespace });
    const { image = maintained.redisExporter, serviceMonitor } = props;
    const system = systemOf(props, {
      app: 'redis-exporter',
      release: 'redis-exporter',
      version: image.tag ?? 'latest',
    });
    const { name, namespace, labels } = system.names;
    this.endpoint = new Endpoint({ service: name, namespace, port: PORT });
    new Workload(this, 'workload', {
      component: new SystemComponent(system, 'redis-exporter', name, system.selector, labels),
      kind: 'Deployment',
      main: {
        name: 'redis-exporter',
        args: [`--web.listen-address=:${PORT}`],
        ports: [{ name: METRICS, containerPort: PORT, protocol: 'TCP' }],
        volumeMounts: [],
      },
      services: [{ ports: [{ name: METRICS, port: PORT }] }],
      serviceAccountName: createServiceAccount(this, 'service-account', props.serviceAccount ?? {}, system.names),
      pod: { automountServiceAccountToken: false },
      // Its own service account is the one of the chart.
      props: mergeProps(DEFAULTS, { image }, { ...props, serviceAccount: undefined }),
    });
    if (serviceMonitor) {
      createServiceMonitor(this, 'service-monitor', {
        ...system.names,
        selector: system.selector,
        port: METRICS,
        props: serviceMonitor,
      });
    }
  }

  /** Scrapes each Redis that the job finds through the exporter; its metrics have the server's address as `instance`. */
  scrapeJob(job: ScrapeJob): ScrapeJob {
    return {
      ...job,
      metrics_path: '/scrape',
      relabel_configs: [
        ...(job.relabel_configs ?? []),
        { action: 'replace', source_labels: ['__address__'], target_label: '__param_target' },
        { action: 'replace', source_labels: ['__param_target'], target_label: 'instance' },
        { action: 'replace', replacement: this.endpoint.address, target_label: '__address__' },
      ],
    };
  }
}
