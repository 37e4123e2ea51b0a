import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Cluster } from '../../lib/checks/cluster';
import { type Launch, place, withFiles } from '../launch';
import { type Pod, type PodProcess, podsOf, resolver } from './processes';

export const NGINX = /(^|\/)nginx(-unprivileged)?$/;
const PORT = 8080;

/** The nginx gateway of a system, if the environment has one, and its address. */
export interface GatewayProcess extends PodProcess {
  readonly launch: Launch;
  readonly url: string;
}

/** The gateway of a system, with the addresses of its processes as upstreams. */
export function gatewayOf(
  cluster: Cluster,
  pods: readonly Pod[],
  network: number,
  root: string,
): GatewayProcess | undefined {
  const namespace = pods[0]?.launch.namespace;
  const installation = pods[0]?.launch.pods.labels['app.kubernetes.io/instance'];
  const ip = `127.0.${network}.200`;
  const gateway = podsOf(cluster, NGINX, network).find(
    (pod) =>
      pod.launch.namespace === namespace && pod.launch.pods.labels['app.kubernetes.io/instance'] === installation,
  );
  if (gateway === undefined) return undefined;
  const home = path.join(root, gateway.name);
  mkdirSync(path.join(home, 'tmp'), { recursive: true });
  const resolve = resolver(cluster, pods);
  const adapted = withFiles(gateway.launch, (text) =>
    resolve(text)
      // It resolves no names any more, but the resolver has to be configured.
      .replaceAll(/resolver [^;]+;/g, 'resolver 127.0.0.1;')
      .replaceAll(/listen (\d+);/g, `listen ${ip}:$1;`),
  );
  place(adapted, home);
  const conf = path.join(home, 'etc/nginx/nginx.conf');
  // Started by root, it would change the owner of its folders.
  const user = process.getuid?.() === 0 ? ' user root;' : '';
  return {
    name: gateway.name,
    launch: gateway.launch,
    role: undefined,
    ip,
    args: ['-c', conf, '-p', home, '-g', `daemon off;${user}`],
    env: {},
    url: `http://${ip}:${PORT}`,
  };
}
