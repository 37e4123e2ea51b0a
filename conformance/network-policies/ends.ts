import type { Cluster } from '../../lib/checks/cluster';
import { namespaceOf } from '../../lib/checks/cluster';
import type { KubernetesObject } from '../../lib/checks/manifest';
import type { PortSpec } from '../../lib/checks/objects';
import { podOf } from '../kubernetes/pods';

/** One end of a connection, with a network namespace of its own. */
export interface End {
  /** Identity of the controller of a pod, or a description. */
  readonly name: string;
  readonly ip: string;
  readonly ports: readonly PortSpec[];
  /** The pod as submitted to the API server; undefined for a host outside of the cluster. */
  readonly pod?: PlainPod;
}

export type PlainPod = KubernetesObject & {
  readonly metadata: { readonly namespace: string };
  readonly spec: object;
};

/** A host outside of the cluster. */
export const OUTSIDE = 'a host outside of the cluster';
export const DNS = 'DNS of the cluster';
/** A pod in a namespace that belongs to no installation. */
export const stranger = (namespace: string): string => `another pod of namespace ${namespace}`;

const PORT = (containerPort: number, protocol = 'TCP'): PortSpec => ({ containerPort, protocol });

/**
 * Every pod of an environment once, an unrelated pod in every namespace, DNS, and a host outside of the
 * cluster. Pods in the network of their node are left out, since policies do not apply to them.
 */
export function endsOf(cluster: Cluster): End[] {
  const own = cluster.pods
    .filter(({ spec }) => !spec.hostNetwork)
    .map((pods) => {
      const { kind, metadata, spec } = podOf(pods);
      return {
        name: pods.owner.identity,
        ports: pods.spec.containers.flatMap(({ ports = [] }) => ports),
        pod: { apiVersion: 'v1', kind, metadata: { ...metadata, namespace: pods.namespace }, spec },
      };
    });
  const namespaces = new Set([...cluster.of('Namespace').map(({ content }) => content.metadata.name), 'default']);
  const strangers = [...namespaces].map((namespace) => ({
    name: stranger(namespace),
    ports: [],
    pod: plainPod('stranger', namespace),
  }));
  const dns = {
    name: DNS,
    ports: [PORT(53), PORT(53, 'UDP')],
    pod: plainPod('dns', 'kube-system', { 'k8s-app': 'kube-dns' }),
  };
  const inCluster = [...own, ...strangers, dns].map((end, index) => ({
    ...end,
    ip: `10.77.${index >> 8}.${(index & 255) + 1}`,
  }));
  return [...inCluster, { name: OUTSIDE, ip: '198.51.100.7', ports: [53, 80, 443, 6443].map((port) => PORT(port)) }];
}

/** A pod that every Pod Security level admits. */
function plainPod(name: string, namespace: string, labels: Readonly<Record<string, string>> = {}): PlainPod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: {
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name,
          image: name,
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  };
}

/** Namespace and name of a pod in the API server. */
export const keyOf = ({ metadata }: Pick<PlainPod, 'metadata'>): string => `${metadata.namespace}/${metadata.name}`;

/** Objects by which policies are evaluated: namespaces, pods and the policies themselves. */
export const objectsFor = (cluster: Cluster, ends: readonly End[]): KubernetesObject[] => [
  ...cluster.of('Namespace').map(({ content }) => content),
  ...ends.flatMap(({ pod }) => pod ?? []),
  ...cluster
    .of('NetworkPolicy')
    .map((policy) => ({ ...policy.content, metadata: { ...policy.content.metadata, namespace: namespaceOf(policy) } })),
];
