import { type ApiPair, add, CONTAINER, job, object, POD, pod, replace, web } from './api-objects';

const service = (spec: object) =>
  object('v1', 'Service', {
    spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 'http' }], ...spec },
  });

const RBAC = 'rbac.authorization.k8s.io';
const role = (kind: 'Role' | 'ClusterRole', rule: object) => object(`${RBAC}/v1`, kind, { rules: [rule] });
const binding = (kind: 'RoleBinding' | 'ClusterRoleBinding', role: string, subject: object) =>
  object(`${RBAC}/v1`, kind, {
    roleRef: { apiGroup: RBAC, kind: role, name: 'web' },
    subjects: [{ kind: 'ServiceAccount', name: 'web', ...subject }],
  });
const namespace = { namespace: 'web' };
const read = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };
const scaled = (kind: string) =>
  object('autoscaling/v2', 'HorizontalPodAutoscaler', {
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind, name: 'any' }, minReplicas: 1, maxReplicas: 2 },
  });

/** Services, roles, Jobs and pods that the API server rejects, or the kubelet. */
export const MORE_PAIRS: readonly ApiPair[] = [
  {
    id: 'api/service',
    what: 'a word as the address of a Service',
    broken: service({ clusterIP: 'auto' }),
    mended: service({ clusterIP: '10.96.0.77' }),
    sentence: /spec\.clusterIP: found "auto", allowed is an IP address or "None"/,
    refused: /spec\.clusterIPs\[0\]: Invalid value: "auto"/,
  },
  {
    id: 'api/service',
    what: 'a policy of external traffic without any',
    broken: service({ externalTrafficPolicy: 'Local' }),
    sentence: /spec\.externalTrafficPolicy: found "Local" for type "ClusterIP"/,
    refused: /externalTrafficPolicy: Invalid value: "Local": may only be set when/,
  },
  {
    id: 'api/service',
    what: 'a range of sources without its length',
    broken: service({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0'] }),
    mended: service({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8', '2001:db8::/32'] }),
    sentence: /loadBalancerSourceRanges\[0\]: found "10\.0\.0\.0", allowed is a network/,
    refused: /spec\.LoadBalancerSourceRanges: Invalid value/i,
  },
  {
    id: 'api/rbac',
    what: 'a rule without verbs',
    broken: role('Role', { ...read, verbs: [] }),
    mended: role('Role', read),
    sentence: /rules\[0\]\.verbs: found none/,
    refused: /rules\[0\]\.verbs: Required value: verbs must contain at least one value/,
  },
  {
    id: 'api/rbac',
    what: 'a rule without resources',
    broken: role('Role', { ...read, resources: [] }),
    sentence: /rules\[0\]\.resources: found none/,
    refused: /rules\[0\]\.resources: Required value/,
  },
  {
    id: 'api/rbac',
    what: 'a rule without groups',
    broken: role('Role', { ...read, apiGroups: [] }),
    sentence: /rules\[0\]\.apiGroups: found none/,
    refused: /rules\[0\]\.apiGroups: Required value/,
  },
  {
    id: 'api/rbac',
    what: 'paths in a Role',
    broken: role('Role', { nonResourceURLs: ['/metrics'], verbs: ['get'] }),
    mended: role('ClusterRole', { nonResourceURLs: ['/metrics'], verbs: ['get'] }),
    sentence: /rules\[0\]\.nonResourceURLs: found in a Role, allowed only in a ClusterRole/,
    refused: /rules\[0\]\.nonResourceURLs: Invalid value/,
  },
  {
    id: 'api/rbac',
    what: 'a Role in all namespaces',
    broken: binding('ClusterRoleBinding', 'Role', namespace),
    mended: binding('RoleBinding', 'Role', namespace),
    sentence: /roleRef\.kind: found "Role", allowed is "ClusterRole"/,
    refused: /roleRef\.kind: Unsupported value: "Role"/,
  },
  {
    id: 'api/rbac',
    what: 'an account without a namespace, which only a RoleBinding can do without',
    broken: {
      ...binding('ClusterRoleBinding', 'ClusterRole', {}),
      checks: { severity: { 'link/*': 'off' } },
    },
    mended: binding('RoleBinding', 'Role', {}),
    sentence: /subjects\[0\]\.namespace: missing for a ServiceAccount/,
    refused: /subjects\[0\]\.namespace: Required value/,
  },
  {
    id: 'api/job',
    what: 'indexes without their number',
    broken: job({ completionMode: 'Indexed', parallelism: 2 }),
    mended: job({ completionMode: 'Indexed' }),
    sentence: /spec\.completions: missing for completionMode "Indexed" with parallelism/,
    refused: /spec\.completions: Required value: when completion mode is Indexed/,
  },
  {
    id: 'api/pod',
    what: 'an image in capital letters, with which the kubelet starts no container',
    broken: web(replace(`${CONTAINER}/image`, 'Acme/Web:1.0')),
    mended: web(replace(`${CONTAINER}/image`, `registry.example.com:5000/acme/web:V1.0@sha256:${'a'.repeat(64)}`)),
    sentence: /containers\[web\]\.image: found "Acme\/Web:1\.0"/,
  },
  {
    id: 'api/pod',
    what: 'an image behind a blank, which is refused of the pods alone',
    broken: web(replace(`${CONTAINER}/image`, ' web:1.0')),
    sentence: /containers\[web\]\.image: found " web:1\.0"/,
  },
  {
    id: 'api/pod',
    what: 'a seccomp profile without its file',
    broken: pod('securityContext', { seccompProfile: { type: 'Localhost' } }),
    mended: pod('securityContext', { seccompProfile: { type: 'Localhost', localhostProfile: 'web.json' } }),
    sentence: /securityContext\.seccompProfile\.localhostProfile: missing for type "Localhost"/,
    refused: /localhostProfile: Required value: must be set when seccomp type is Localhost/,
  },
  {
    id: 'api/pod',
    what: 'processes shared in a pod that sees those of the node',
    broken: {
      ...web(add(`${POD}/hostPID`, true), add(`${POD}/shareProcessNamespace`, true)),
      checks: { severity: { 'policy/*': 'off' } },
    },
    sentence: /shareProcessNamespace: found true with hostPID/,
    refused: /shareProcessNamespace: Invalid value: true: ShareProcessNamespace and HostPID cannot both be enabled/,
  },
  {
    id: 'api/autoscaler',
    what: 'a DaemonSet, which has no number of replicas',
    broken: scaled('DaemonSet'),
    sentence: /scaleTargetRef\.kind: found "DaemonSet", which has no number of replicas/,
  },
];
