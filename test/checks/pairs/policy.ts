import { ApiObject, JsonPatch } from 'cdk8s';
import { Grafana, type GrafanaProps } from '../../../charts/grafana';
import { Namespaces } from '../../../charts/namespaces';
import type { Change } from '../sound';
import type { Pair } from './pair';

const resources = { requests: { cpu: '10m', memory: '16Mi' } } as const;
const safe = { runAsNonRoot: true, readOnlyRootFilesystem: true } as const;

/** A program in a namespace without restrictions, told otherwise by fields of its pod and its container. */
const program = (pod: object, container: object = {}): Change => ({
  charts: (app) => {
    const chart = new Namespaces(app, '_tools', { namespaces: { tools: 'privileged' } });
    const labels = { app: 'tool' };
    new ApiObject(chart, 'tool', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'tool', namespace: 'tools' },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name: 'tool',
                image: 'tool:1.0',
                resources,
                readinessProbe: { exec: { command: ['true'] } },
                ...container,
                securityContext: {
                  ...safe,
                  ...('securityContext' in container ? Object(container.securityContext) : {}),
                },
              },
            ],
            ...pod,
          },
        },
      },
    });
  },
});

const initContainer = (container: object): Change =>
  program({ initContainers: [{ name: 'init', image: 'init:1.0', securityContext: safe, ...container }] });

const role = (rule: object): Change => ({
  objects: (chart) =>
    new ApiObject(chart, 'role', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'role' },
      rules: [rule],
    }).addJsonPatch(JsonPatch.remove('/metadata/namespace')),
});

const service = (spec: object, annotations: Readonly<Record<string, string>> = {}): Change => ({
  objects: (chart) =>
    new ApiObject(chart, 'edge', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'edge', annotations },
      spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }], ...spec },
    }),
});

const grafana = (props: Partial<GrafanaProps>): Change => ({
  charts: (app) => new Grafana(app, 'grafana', { namespace: 'web', resources, admin: { secretName: 'web' }, ...props }),
});

const anonymous = (org_role: string): Change => grafana({ config: { 'auth.anonymous': { enabled: true, org_role } } });

/** Pods, roles and Services that allow more than they need. */
export const POLICY_PAIRS: readonly Pair[] = [
  {
    id: 'policy/image-tag',
    what: 'an init container without a tag',
    broken: initContainer({ image: 'busybox' }),
    mended: initContainer({ image: 'busybox:1.36' }),
    sentence: /initContainers\[init\]\.image: found "busybox"/,
  },
  {
    id: 'policy/root',
    what: 'an init container as root',
    broken: initContainer({ securityContext: { runAsUser: 0, readOnlyRootFilesystem: true } }),
    mended: initContainer({}),
    sentence: /initContainers\[init\]\.securityContext\.runAsNonRoot/,
  },
  {
    id: 'policy/privileged',
    what: 'an init container',
    broken: initContainer({ securityContext: { ...safe, privileged: true } }),
    mended: initContainer({}),
    sentence: /initContainers\[init\]\.securityContext\.privileged: found true/,
  },
  {
    id: 'policy/privileged',
    what: 'a container, in a namespace that nothing is known of',
    broken: program({}, { securityContext: { privileged: true } }),
    mended: program({}),
    sentence: /containers\[tool\]\.securityContext\.privileged/,
  },
  {
    id: 'policy/host-path',
    what: 'the socket of the container runtime',
    broken: program({
      volumes: [
        { name: 'run', hostPath: { path: '/run' } },
        { name: 'tmp', emptyDir: {} },
      ],
    }),
    mended: program({ volumes: [{ name: 'tmp', emptyDir: {} }] }),
    sentence: /spec\.volumes: found hostPath "\/run"/,
  },
  {
    id: 'policy/host-namespace',
    what: 'the processes of the node',
    broken: program({ hostPID: true }),
    mended: program({ hostPID: false }),
    sentence: /hostPID: found true/,
  },
  {
    id: 'policy/host-port',
    what: 'a port of the node',
    broken: program({}, { ports: [{ containerPort: 80, hostPort: 80 }] }),
    mended: program({}, { ports: [{ containerPort: 80 }] }),
    sentence: /containers\[tool\]\.ports: found hostPort 80/,
  },
  {
    id: 'policy/capabilities',
    what: 'the network of the node',
    broken: program({}, { securityContext: { capabilities: { add: ['NET_ADMIN', 'NET_BIND_SERVICE'] } } }),
    mended: program({}, { securityContext: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } } }),
    sentence: /capabilities\.add: found NET_ADMIN,/,
  },
  {
    id: 'policy/wide-role',
    what: 'everything',
    broken: role({ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }),
    mended: role({ apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'list'] }),
    sentence: /rules\[0\]: found "\*" as resources/,
  },
  {
    id: 'policy/wide-role',
    what: 'all Secrets',
    broken: role({ apiGroups: [''], resources: ['secrets'], verbs: ['list'] }),
    mended: role({ apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: ['one'] }),
    sentence: /Secrets of all namespaces/,
  },
  {
    id: 'policy/wide-role',
    what: 'the kubelets',
    broken: role({ apiGroups: [''], resources: ['nodes', 'nodes/proxy'], verbs: ['get'] }),
    mended: role({ apiGroups: [''], resources: ['nodes', 'nodes/metrics'], verbs: ['get'] }),
    sentence: /nodes\/proxy/,
  },
  {
    id: 'policy/wide-role',
    what: 'the permissions of others',
    broken: role({ apiGroups: [''], resources: ['users'], verbs: ['impersonate'] }),
    sentence: /verbs impersonate/,
  },
  {
    id: 'policy/removed-group',
    what: 'ingresses in the group extensions',
    broken: role({ apiGroups: ['extensions'], resources: ['ingresses'], verbs: ['get'] }),
    mended: role({ apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: ['get'] }),
    sentence: /apiGroups: found "extensions"/,
  },
  {
    id: 'policy/load-balancer',
    what: 'a Service that is open to the Internet',
    broken: service({ type: 'LoadBalancer' }),
    mended: service({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'] }),
    sentence: /spec\.type: found "LoadBalancer" without loadBalancerSourceRanges/,
  },
  {
    id: 'policy/load-balancer',
    what: 'a Service of AWS',
    broken: service(
      { type: 'LoadBalancer' },
      { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing' },
    ),
    mended: service({ type: 'LoadBalancer' }, { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal' }),
    sentence: /open to the Internet/,
  },
  {
    id: 'policy/node-port',
    what: 'the gateway of Loki',
    broken: { loki: { gateway: { resources, service: { type: 'NodePort' } } } },
    mended: { loki: { gateway: { resources, service: { type: 'ClusterIP' } } } },
    sentence: /spec\.type: found "NodePort"/,
  },
  {
    id: 'policy/anonymous-admin',
    what: 'visitors as Admin',
    broken: anonymous('Admin'),
    mended: anonymous('Viewer'),
    sentence: /auth\.anonymous\.org_role\]: found "Admin"/,
  },
  {
    id: 'policy/anonymous-admin',
    what: 'visitors as Admin, by variables',
    broken: grafana({ env: { GF_AUTH_ANONYMOUS_ENABLED: 'true', GF_AUTH_ANONYMOUS_ORG_ROLE: 'Admin' } }),
    mended: grafana({ env: { GF_AUTH_ANONYMOUS_ENABLED: 'false', GF_AUTH_ANONYMOUS_ORG_ROLE: 'Admin' } }),
    sentence: /env\[GF_AUTH_ANONYMOUS_ORG_ROLE\]: found "Admin"/,
  },
  {
    id: 'policy/wide-role',
    what: 'an account that may do everything',
    broken: {
      objects: (chart) =>
        new ApiObject(chart, 'admin', {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'ClusterRoleBinding',
          metadata: { name: 'admin' },
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
          subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: 'web' }],
        }),
    },
    sentence: /roleRef\.name: found "cluster-admin", which allows everything/,
  },
];
