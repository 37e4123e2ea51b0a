import { serviceNamed } from '../../model/connections/service-name';
import type { Cluster, Pods } from '../cluster';
import { type Instance, instancesIn } from '../programs/instances';
import { passed, serverOf } from './gateway';

/** The program that answers a request in the end, and the gateways before it. */
export interface Answer {
  /** @default - none: a gateway has no location for the path, or answers by itself */
  readonly instance?: Instance;
  /** Path that the program is asked for. */
  readonly path: string;
  readonly gateways: readonly Gateway[];
}

export interface Gateway {
  readonly instance: Instance;
  readonly asksForUser: boolean;
  readonly namesTenant: boolean;
  readonly usesTls: boolean;
}

const URL_PARTS = /^(?<scheme>\w+):\/\/(?:[^/@]+@)?(?<host>[^/:?#]+)(?::(?<port>\d+))?(?<path>\/[^?#]*)?/;

/**
 * Follows a URL through gateways to the program that answers; undefined where it leaves what is known, such as to
 * Services outside of the environment, programs that are not known, or configurations in Secrets.
 */
export function answerTo(cluster: Cluster, from: Pods, url: string, below: string, depth = 0): Answer | undefined {
  const { host, path = '' } = URL_PARTS.exec(url)?.groups ?? {};
  if (host === undefined || depth > 2) return undefined;
  const asked = `${path.replace(/\/$/, '')}${below}` || '/';
  const instance = behind(cluster, from, host);
  if (instance === undefined) return undefined;
  if (instance.program !== 'nginx') return { instance, path: asked, gateways: [] };
  const server = serverOf(instance);
  if (server === undefined) return undefined;
  const pass = passed(server, asked);
  const gateway: Gateway = {
    instance,
    asksForUser: pass?.asksForUser ?? false,
    namesTenant: pass?.namesTenant ?? false,
    usesTls: server.usesTls,
  };
  if (pass?.upstream === undefined) return { path: asked, gateways: [gateway] };
  const next = answerTo(cluster, instance.pods, pass.upstream, '', depth + 1);
  return next && { ...next, gateways: [gateway, ...next.gateways] };
}

/** The only program behind a host; undefined if there are several kinds of pods, or programs that are not known. */
function behind(cluster: Cluster, from: Pods, host: string): Instance | undefined {
  const named = serviceNamed(host, {
    own: from.namespace,
    hasNamespace: (namespace) => cluster.namespaces.has(namespace),
    hasService: ({ namespace, service }) => cluster.has('Service', namespace, service),
  });
  const service = named && cluster.find('Service', named.namespace, named.service);
  const [pods] = service ? cluster.podsBehind(service) : [];
  const [instance, ...others] = pods ? instancesIn(cluster, pods).filter(({ program }) => !SIDECARS.has(program)) : [];
  return others.length === 0 ? instance : undefined;
}

const SIDECARS: ReadonlySet<string> = new Set(['memcached-exporter', 'redis_exporter']);
