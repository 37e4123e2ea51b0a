/** A Service of the cluster. */
export interface NamedService {
  readonly service: string;
  readonly namespace: string;
}

/** Known namespaces and Services of a cluster, to resolve a host. */
export interface KnownServices {
  /** Namespace from which the host is asked for. */
  readonly own: string;
  readonly hasNamespace: (namespace: string) => boolean;
  readonly hasService: (named: NamedService) => boolean;
}

/**
 * The Service that a host names, perhaps by the name of one of its pods, with or without the domain of the cluster;
 * nothing if it is outside of it.
 */
export function serviceNamed(host: string, known: KnownServices): NamedService | undefined {
  const labels = host.replace(/\.$/, '').split('.');
  const svc = labels.indexOf('svc');
  const isInCluster = svc >= 2;
  const [namespace = '', service] = [...(isInCluster ? labels.slice(0, svc) : labels)].reverse();
  if (service === undefined) return { service: namespace, namespace: known.own };
  if (isInCluster) return { service, namespace };
  if (!known.hasNamespace(namespace)) return undefined;
  // A domain may end like a namespace: "grafana.acme.dev".
  return labels.length === 2 || known.hasService({ service, namespace }) ? { service, namespace } : undefined;
}
