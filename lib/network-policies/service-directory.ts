import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Labels } from '../system';
import { ANY_PORT } from './addresses';

/** Where a host of a configuration leads to. */
export type Target =
  /** Pods of the cluster; all of the namespace, or all ports, where nobody knows better. */
  | {
      readonly type: 'pods';
      readonly namespace: string;
      readonly selector?: Labels;
      readonly ports?: ReadonlyArray<number | string>;
    }
  /** A host outside of the cluster. */
  | { readonly type: 'outside'; readonly ip?: string; readonly port: number };

interface ServiceJson {
  readonly spec?: {
    readonly clusterIP?: string;
    readonly selector?: Labels;
    readonly ports?: ReadonlyArray<{ readonly port: number; readonly targetPort?: number | string }>;
  };
}

interface WorkloadJson {
  readonly spec?: {
    readonly template?: {
      readonly metadata?: { readonly labels?: Labels };
      readonly spec?: {
        readonly containers?: ReadonlyArray<{
          readonly ports?: ReadonlyArray<{ readonly name?: string; readonly containerPort: number }>;
        }>;
      };
    };
  };
}

const WORKLOADS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/**
 * The Services of an app, by which a host and a port become pods and their port: policies hold for pods, and know
 * nothing of the ports of Services.
 */
export class ServiceDirectory {
  private readonly objects: readonly ApiObject[];
  private readonly namespaces: ReadonlySet<string>;

  /** @param scope any construct of the app */
  constructor(scope: IConstruct) {
    this.objects = scope.node.root.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
    this.namespaces = new Set(this.objects.flatMap(({ metadata }) => metadata.namespace ?? []));
  }

  /**
   * @param host such as `mimir-nginx.mimir.svc`
   * @param namespace from which it is asked for
   */
  find(host: string, port: number, namespace: string): Target {
    if (IPV4.test(host)) return { type: 'outside', ip: host, port };
    const named = this.serviceNamed(host, namespace);
    if (named === undefined) return { type: 'outside', port };
    const service = this.object(new Set(['Service']), named.namespace, (name) => name === named.service);
    if (service === undefined) return { type: 'pods', namespace: named.namespace };
    const { spec }: ServiceJson = service.toJson();
    if (spec?.selector === undefined) return { type: 'outside', port };
    const { selector } = spec;
    const ports = this.targetPorts(spec, port, named.namespace, selector);
    return { type: 'pods', namespace: named.namespace, selector, ...(ports && { ports }) };
  }

  /** The Service that a host names, with or without the domain of the cluster; nothing if it is outside of it. */
  private serviceNamed(host: string, own: string): { service: string; namespace: string } | undefined {
    const labels = host.replace(/\.$/, '').split('.');
    const svc = labels.indexOf('svc');
    const known = svc >= 2 ? labels.slice(0, svc) : labels;
    const [namespace = '', service] = [...known].reverse();
    if (service === undefined) return { service: namespace, namespace: own };
    if (svc >= 2) return { service, namespace };
    if (!this.namespaces.has(namespace)) return undefined;
    // A domain may end like a namespace: "grafana.acme.dev".
    const isMade = this.object(new Set(['Service']), namespace, (name) => name === service) !== undefined;
    return isMade || labels.length === 2 ? { service, namespace } : undefined;
  }

  private targetPorts(
    { clusterIP, ports = [] }: NonNullable<ServiceJson['spec']>,
    port: number,
    namespace: string,
    selector: Labels,
  ): ReadonlyArray<number | string> | undefined {
    const matching = ports.filter((candidate) => candidate.port === port);
    if (matching.length === 0) return clusterIP === 'None' && port !== ANY_PORT ? [port] : undefined;
    return matching.map(({ targetPort = port }) =>
      typeof targetPort === 'number' ? targetPort : (this.portNumber(targetPort, namespace, selector) ?? targetPort),
    );
  }

  /** Number of a named port of pods: not every network plugin knows names in egress rules. */
  private portNumber(portName: string, namespace: string, selector: Labels): number | undefined {
    for (const workload of this.objects) {
      if (!WORKLOADS.has(workload.kind) || workload.metadata.namespace !== namespace) continue;
      const { spec }: WorkloadJson = workload.toJson();
      const { metadata: { labels = {} } = {}, spec: pod = {} } = spec?.template ?? {};
      if (!Object.entries(selector).every(([key, value]) => labels[key] === value)) continue;
      const ports = (pod.containers ?? []).flatMap((container) => container.ports ?? []);
      const found = ports.find(({ name }) => name === portName);
      if (found) return found.containerPort;
    }
    return undefined;
  }

  private object(
    kinds: ReadonlySet<string>,
    namespace: string,
    matches: (name: string) => boolean,
  ): ApiObject | undefined {
    return this.objects.find(
      ({ kind, metadata, name }) => kinds.has(kind) && (metadata.namespace ?? 'default') === namespace && matches(name),
    );
  }
}
