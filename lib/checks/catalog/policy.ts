import type { Entries } from './entry';

/** Findings about bad practices. */
export const POLICY = {
  'policy/image-tag': {
    severity: 'warning',
    found: 'an image has no tag or the tag `latest`, and no digest',
    ignored: 'Pods of one workload run different versions after a restart.',
    fix: 'Pin a version or a digest.',
  },
  'policy/resources': {
    severity: 'warning',
    found: 'a container has no requests and no limits',
    ignored: 'It is evicted first when the node runs out of memory.',
    fix: 'Set requests.',
  },
  'policy/probes': {
    severity: 'warning',
    found: 'a pod has no readiness or liveness probe',
    ignored: 'Requests are sent to containers that cannot answer.',
    fix: 'Add a readiness probe.',
  },
  'policy/root': {
    severity: 'warning',
    found: 'a container may run as root',
    ignored: 'Who breaks out of the container is root on the node.',
    fix: 'Set `runAsNonRoot: true`.',
  },
  'policy/writable-root': {
    severity: 'warning',
    found: 'a container may write to its root file system',
    ignored: 'An attacker can replace programs in the container.',
    fix: 'Set `readOnlyRootFilesystem: true`, and mount volumes at the folders that the program writes to.',
  },
  'policy/budget': {
    severity: 'warning',
    found: 'several pods have no disruption budget',
    ignored: 'A drain of nodes may evict all of them at the same time.',
    fix: 'Add a PodDisruptionBudget.',
  },
  'policy/ingress-tls': {
    severity: 'warning',
    found: 'an Ingress has no TLS',
    ignored: 'Passwords and data are sent in plain text.',
    fix: 'Set the hosts and the Secret of a certificate.',
  },
  'policy/privileged': {
    severity: 'warning',
    found: 'a container is privileged',
    ignored: 'Who breaks into the container has the node.',
    fix: 'Add the capabilities that it needs instead.',
  },
  'policy/host-path': {
    severity: 'warning',
    found: 'a pod mounts a folder of its node',
    ignored: 'Who breaks into the container reads, or writes, files of the node and of other pods.',
    fix: 'Use a volume of the cluster. Accept the finding where the node is what the program is about, as for agents.',
  },
  'policy/host-namespace': {
    severity: 'warning',
    found: 'a pod shares the network, the processes or the IPC of its node',
    ignored: 'NetworkPolicies do not apply to it, and it reaches ports that listen on the node alone.',
    fix: 'Remove `hostNetwork`, `hostPID` or `hostIPC`. Accept the finding where the node is what the program is about.',
  },
  'policy/host-port': {
    severity: 'warning',
    found: 'a container opens a port of its node',
    ignored: 'Whoever reaches the node reaches the program.',
    fix: 'Use a Service. Accept the finding where programs of the node are to reach it.',
  },
  'policy/capabilities': {
    severity: 'warning',
    found: 'a container adds Linux capabilities other than NET_BIND_SERVICE',
    ignored: 'Who breaks into the container may use them on the node.',
    fix: 'Remove them.',
  },
  'policy/wide-role': {
    severity: 'warning',
    found:
      'a Role or ClusterRole has "*", reads the Secrets of all namespaces, reaches kubelets or shells (`nodes/proxy`, `pods/exec`), or has escalate, bind or impersonate',
    ignored: 'Who has the token of the service account has the cluster.',
    fix: 'Name the resources and verbs that the program needs.',
  },
  'policy/removed-group': {
    severity: 'warning',
    found: 'a Role or ClusterRole names a group of the API that is gone, such as `extensions`',
    ignored: 'The rule allows nothing; the program may lack a permission: `ingresses.networking.k8s.io is forbidden`.',
    fix: 'Use the group that has the resource today.',
  },
  'policy/load-balancer': {
    severity: 'warning',
    found: 'a Service of type LoadBalancer neither limits its clients nor is internal',
    ignored: 'Loki, Mimir and Tempo have no users: everybody on the Internet can read and write.',
    fix: 'Set `loadBalancerSourceRanges`, or the annotation of your cloud for an internal load balancer.',
  },
  'policy/node-port': {
    severity: 'warning',
    found: 'a Service is of type NodePort',
    ignored: 'Whoever reaches a node reaches the program, without TLS and without a user.',
    fix: 'Use an Ingress or an HTTPRoute.',
  },
  'policy/anonymous-admin': {
    severity: 'warning',
    found: 'visitors of Grafana who have not logged in are Admin or Editor',
    ignored: 'Everybody who reaches Grafana can query and change every data source.',
    fix: 'Set `auth.anonymous.org_role` to `Viewer`, or disable it.',
  },
} as const satisfies Entries;
