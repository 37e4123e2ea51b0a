import type { Construct } from 'constructs';
import type { Endpoint } from '../../values/endpoint';
import { Mistakes } from '../../values/errors';
import { type HttpIngressPath, type IngressRule, KubeIngress } from '../../values/k8s';
import { dnsSubdomain } from '../../values/names';
import { noneIfEmpty } from '../../values/optional';
import type { Labels } from '../../values/system';
import { show } from '../../values/text';
import type { IngressPath } from './ingress-path';
import type { IngressHost, IngressPathProps, IngressProps } from './props';

export interface IngressDefinition {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** Paths of hosts that have none of their own. */
  readonly paths: readonly IngressPath[];
  /** Backend of the paths of a host. @default - hosts have no paths of their own */
  readonly backend?: Endpoint;
  readonly props: IngressProps;
}

/**
 * Makes an Ingress.
 * @throws UserError if a host or a path is none, or there is none
 */
export function createIngress(scope: Construct, id: string, definition: IngressDefinition): void {
  const { name, namespace, labels, props } = definition;
  const known = props.hosts.map((host) => (typeof host === 'string' ? host : host.host));
  const mistakes = new Mistakes(`${scope.node.path}: ingress`);
  if (props.hosts.length === 0) mistakes.add('hosts', 'found none: set at least one');
  for (const [index, host] of known.entries()) {
    mistakes.attempt(`hosts[${index}]`, () => dnsSubdomain(host.replace(/^\*\./, '')), host);
  }
  for (const [index, host] of props.hosts.entries()) {
    if (typeof host !== 'string') checkPaths(`hosts[${index}].paths`, host.paths, mistakes);
  }
  for (const [index, { hosts }] of (props.tls ?? []).entries()) {
    for (const host of hosts.filter((candidate) => !known.includes(candidate))) {
      mistakes.add(
        `tls[${index}].hosts`,
        `found "${host}", which is not one of the hosts: add it to hosts, or remove it`,
      );
    }
  }
  mistakes.throwIfAny();
  new KubeIngress(scope, id, {
    metadata: { name, namespace, labels: { ...props.labels, ...labels }, annotations: props.annotations },
    spec: {
      ingressClassName: props.className,
      rules: props.hosts.map((host) => ruleOf(host, definition)),
      tls: noneIfEmpty(props.tls?.map(({ secretName, hosts }) => ({ secretName, hosts: [...hosts] })) ?? []),
    },
  });
}

function ruleOf(host: string | IngressHost, { paths, backend }: IngressDefinition): IngressRule {
  if (typeof host === 'string' || backend === undefined) {
    return { host: typeof host === 'string' ? host : host.host, http: { paths: paths.map(httpPath) } };
  }
  const own = host.paths.map(({ path, pathType = 'Prefix' }) => httpPath({ path, pathType, backend }));
  return { host: host.host, http: { paths: own } };
}

/** Kubernetes accepts only absolute paths, without segments that clients normalize. */
export function checkPaths(where: string, paths: readonly IngressPathProps[], mistakes: Mistakes): void {
  if (paths.length === 0) mistakes.add(where, 'found none: set at least one');
  for (const [index, { path, pathType = 'Prefix' }] of paths.entries()) {
    const isAbsolute = path.startsWith('/') && !/\/\/|\/\.\.?(?:\/|$)/.test(path);
    if (pathType === 'ImplementationSpecific' || isAbsolute) continue;
    mistakes.add(
      `${where}[${index}].path`,
      `found ${show(path)}, allowed is a path that starts with "/" and has no "//", "." or ".." in it: change it`,
    );
  }
}

const httpPath = ({ path, pathType, backend }: IngressPath): HttpIngressPath => ({
  path,
  pathType,
  backend: { service: { name: backend.service, port: { number: backend.port } } },
});
