import type { Construct } from 'constructs';
import type { Endpoint } from '../endpoint';
import { Mistakes } from '../errors';
import { type HttpIngressPath, KubeIngress } from '../k8s';
import { dnsSubdomain } from '../names';
import { noneIfEmpty } from '../none';
import type { Labels } from '../system';
import type { IngressProps } from './props';

/** A path of an Ingress. */
export interface IngressPath {
  readonly path: string;
  readonly pathType: 'Exact' | 'Prefix';
  readonly backend: Endpoint;
}

export interface IngressDefinition {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly paths: readonly IngressPath[];
  readonly props: IngressProps;
}

/**
 * Makes an Ingress with the same paths on each host.
 * @throws UserError if a host is none, or there is none
 */
export function createIngress(scope: Construct, id: string, definition: IngressDefinition): void {
  const { name, namespace, labels, paths, props } = definition;
  const mistakes = new Mistakes(`${scope.node.path}: ingress`);
  if (props.hosts.length === 0) mistakes.add('hosts', 'found none: name at least one');
  for (const [index, host] of props.hosts.entries()) {
    mistakes.attempt(`hosts[${index}]`, () => dnsSubdomain(host.replace(/^\*\./, '')), host);
  }
  for (const [index, { hosts }] of (props.tls ?? []).entries()) {
    for (const host of hosts.filter((candidate) => !props.hosts.includes(candidate))) {
      mistakes.add(`tls[${index}].hosts`, `found "${host}", which is none of the hosts: add it to them, or remove it`);
    }
  }
  mistakes.throwIfAny();
  new KubeIngress(scope, id, {
    metadata: { name, namespace, labels: { ...props.labels, ...labels }, annotations: props.annotations },
    spec: {
      ingressClassName: props.className,
      rules: props.hosts.map((host) => ({ host, http: { paths: paths.map(httpPath) } })),
      tls: noneIfEmpty(props.tls?.map(({ secretName, hosts }) => ({ secretName, hosts: [...hosts] })) ?? []),
    },
  });
}

const httpPath = ({ path, pathType, backend }: IngressPath): HttpIngressPath => ({
  path,
  pathType,
  backend: { service: { name: backend.service, port: { number: backend.port } } },
});
