import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ANY_PORT } from '../../model/connections/addresses';
import { type NamedService, serviceNamed } from '../../model/connections/service-name';
import type { Labels } from '../../values/system';

/** Destination of a host in a configuration. */
export type Target =
  /** Pods of the cluster; default: all pods of the namespace and all ports. */
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
  private known: { readonly objects: readonly ApiObject[]; readonly namespaces: ReadonlySet<string> } | undefined;

  /** @param scope any construct of the app */
  constructor(private readonly scope: IConstruct) {}

  /**
   * @param host such as `mimir-nginx.mimir.svc`
   * @param namespace from which it is asked for
   */
  find(host: string, port: number, namespace: string): Target {
    if (IPV4.test(host)) return { type: 'outside', ip: host, port };
    const named = serviceNamed(host, {
      own: namespace,
      hasNamespace: (name) => this.app.namespaces.has(name),
      hasService: (service) => this.service(service) !== undefined,
    });
    if (named === undefined) return { type: 'outside', port };
    const service = this.service(named);
    if (service === undefined) return { type: 'pods', namespace: named.namespace };
    const { spec }: ServiceJson = service.toJson();
    if (spec?.selector === undefined) return { type: 'outside', port };
    const { selector } = spec;
    const ports = this.targetPorts(spec, port, named.namespace, selector);
    return { type: 'pods', namespace: named.namespace, selector, ...(ports && { ports }) };
  }

  /** Read once it is needed: an app may be large, and an IP address needs nothing of it. */
  private get app(): { readonly objects: readonly ApiObject[]; readonly namespaces: ReadonlySet<string> } {
    if (this.known === undefined) {
      const objects = this.scope.node.root.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
      this.known = { objects, namespaces: new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? [])) };
    }
    return this.known;
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
    for (const workload of this.app.objects) {
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

  private service(named: NamedService): ApiObject | undefined {
    return this.app.objects.find(
      ({ kind, metadata, name }) =>
        kind === 'Service' && (metadata.namespace ?? 'default') === named.namespace && name === named.service,
    );
  }
}
