import { ApiObject } from 'cdk8s';
import { Namespaces } from '../../../charts/namespaces';
import { type ApiPair, add, careful, cronJob, job, object, patch, pod, replace, web, withPolicy } from './api-objects';

const strategy = (value: object) => web(add('/spec/strategy', value));
/** A Deployment of one pod. */
const single = (spec: object) =>
  object('apps/v1', 'Deployment', {
    spec: {
      selector: { matchLabels: { app: 'more' } },
      template: {
        metadata: { labels: { app: 'more' } },
        spec: {
          containers: [{ name: 'more', image: 'web:1.0', ...careful, livenessProbe: { exec: { command: ['true'] } } }],
        },
      },
      ...spec,
    },
  });
const scaler = (...changes: Array<readonly [field: string, value: unknown]>) =>
  patch('HorizontalPodAutoscaler/web', ...changes.map(([field, value]) => add(`/spec/${field}`, value)));
const metric = (value: unknown) => scaler(['metrics', [value]]);
const cpu = (target: object) => metric({ type: 'Resource', resource: { name: 'cpu', target } });
const budget = (spec: object) =>
  patch('PodDisruptionBudget/web', replace('/spec', { selector: { matchLabels: { app: 'web' } }, ...spec }));
const claim = (field: string, value: unknown) => patch('PersistentVolumeClaim/web', replace(`/spec/${field}`, value));
const ports = (...all: object[]) => patch('Service/web', replace('/spec/ports', [HTTP, ...all]));
const HTTP = { name: 'http', port: 80, targetPort: 'http' };
const ingress = (path: string, value: unknown) => patch('Ingress/web', replace(path, value));
const rule = (value: object) => patch('NetworkPolicy/web', replace('/spec/ingress', [value]));
const keys = (...names: string[]) =>
  object('v1', 'ConfigMap', { data: Object.fromEntries(names.map((name) => [name, 'x'])) });
/** A StatefulSet of a name, with its claims. */
const statefulSet = (name: string, ...volumeClaimTemplates: object[]) => ({
  objects: (chart: ConstructorParameters<typeof ApiObject>[0]) => {
    const labels = { app: name.slice(0, 10) };
    new ApiObject(chart, 'more', {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name },
      spec: {
        serviceName: 'web',
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              { name: 'more', image: 'web:1.0', ...careful, livenessProbe: { exec: { command: ['true'] } } },
            ],
          },
        },
        volumeClaimTemplates,
      },
    });
  },
});
const claimTemplate = (spec: object) => ({ metadata: { name: 'data' }, spec });
const SIZE = { requests: { storage: '1Gi' } };
const ONCE = ['ReadWriteOnce'];
/** A pod in a namespace that enforces a level. */
const secured = (level: 'baseline' | 'restricted', spec: object, security: object = {}) => ({
  objects: (chart: ConstructorParameters<typeof ApiObject>[0]) => {
    new Namespaces(chart, '_more', { namespaces: { [level]: level } });
    new ApiObject(chart, 'more', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'more', namespace: level },
      spec: {
        containers: [
          {
            name: 'more',
            image: 'web:1.0',
            resources: careful.resources,
            livenessProbe: { exec: { command: ['true'] } },
            securityContext: {
              ...careful.securityContext,
              allowPrivilegeEscalation: false,
              capabilities: { drop: ['ALL'] },
              seccompProfile: { type: 'RuntimeDefault' },
              ...security,
            },
          },
        ],
        ...spec,
      },
    });
  },
});
const LONG = 'a'.repeat(53);

/** Workloads, and what stands around them. */
export const WORKLOAD_PAIRS: readonly ApiPair[] = [
  {
    id: 'api/selector',
    what: 'a selector that asks for another value than the template has',
    broken: object('apps/v1', 'DaemonSet', {
      spec: {
        selector: { matchLabels: { app: 'other' } },
        template: {
          metadata: { labels: { app: 'more' } },
          spec: {
            containers: [
              { name: 'more', image: 'web:1.0', ...careful, livenessProbe: { exec: { command: ['true'] } } },
            ],
          },
        },
      },
    }),
    sentence: /^spec\.selector: found .*"other".*spec\.template\.metadata\.labels are .*"more"/,
    refused: /`selector` does not match template `labels`/,
  },
  {
    id: 'api/strategy',
    what: 'Recreate with rollingUpdate',
    broken: single({ strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } }),
    mended: single({ strategy: { type: 'Recreate' } }),
    sentence: /^spec\.strategy\.rollingUpdate: found .* with type "Recreate", allowed is none/,
    refused: /may not be specified when strategy `type` is 'Recreate'/,
  },
  {
    id: 'api/strategy',
    what: 'no surge and none unavailable',
    broken: strategy({ rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } }),
    mended: strategy({ rollingUpdate: { maxSurge: '0%', maxUnavailable: 1 } }),
    sentence: /^spec\.strategy\.rollingUpdate: found maxUnavailable "0%" and maxSurge 0/,
    refused: /may not be 0 when `maxSurge` is 0/,
  },
  {
    id: 'api/workload',
    what: 'a negative history',
    broken: web(add('/spec/revisionHistoryLimit', -1)),
    mended: web(add('/spec/revisionHistoryLimit', 0)),
    sentence: /^spec\.revisionHistoryLimit: found -1/,
    refused: /must be greater than or equal to 0/,
  },
  {
    id: 'api/restart-policy',
    what: 'a Deployment whose pods run once',
    broken: pod('restartPolicy', 'Never'),
    mended: pod('restartPolicy', 'Always'),
    sentence: /^spec\.template\.spec\.restartPolicy: found "Never", allowed is "Always"/,
    refused: /restartPolicy: Unsupported value: "Never"/,
  },
  {
    id: 'api/restart-policy',
    what: 'a Job without a restart policy',
    broken: job(withPolicy()),
    mended: job(withPolicy('OnFailure')),
    sentence:
      /^spec\.template\.spec\.restartPolicy: found none, which stands for "Always", allowed is "Never" or "OnFailure"/,
    refused: /restartPolicy: (Required|Unsupported) value/,
  },
  {
    id: 'api/job',
    what: 'a negative number of retries',
    broken: job({ backoffLimit: -1 }),
    mended: job({ backoffLimit: 0 }),
    sentence: /^spec\.backoffLimit: found -1/,
    refused: /must be greater than or equal to 0/,
  },
  {
    id: 'api/schedule',
    what: 'a schedule with seconds',
    broken: cronJob({ schedule: '0 0 3 * * *' }),
    mended: cronJob({ schedule: '*/15 0-6/2 1,15 jan-DEC MON-fri', timeZone: 'Europe/Berlin' }),
    sentence: /^spec\.schedule: found "0 0 3 \* \* \*", allowed are 5 fields/,
    refused: /schedule: Invalid value/,
  },
  {
    id: 'api/schedule',
    what: 'an hour that no day has',
    broken: cronJob({ schedule: '0 24 * * *' }),
    mended: cronJob({ schedule: '@every 1h30m' }),
    sentence: /^spec\.schedule: found "0 24 \* \* \*", whose hour "24" cannot be read/,
    refused: /schedule: Invalid value/,
  },
  {
    id: 'api/schedule',
    what: 'Sunday as 7',
    broken: cronJob({ schedule: '0 3 * * 7' }),
    mended: cronJob({ schedule: '0 3 * * 0' }),
    sentence: /whose day of the week "7" cannot be read/,
    refused: /schedule: Invalid value/,
  },
  {
    id: 'api/schedule',
    what: 'a time zone in the schedule',
    broken: cronJob({ schedule: 'CRON_TZ=Europe/Berlin 0 3 * * *' }),
    mended: cronJob({ schedule: '0 3 * * *', timeZone: 'Europe/Berlin' }),
    severity: 'warning',
    sentence: /^spec\.schedule: found "CRON_TZ=Europe\/Berlin 0 3 \* \* \*", a time zone in it is not supported/,
  },
  {
    id: 'api/schedule',
    what: 'a time zone that is none',
    broken: cronJob({ timeZone: 'Mars/Olympus' }),
    mended: cronJob({ timeZone: 'Etc/UTC' }),
    sentence: /^spec\.timeZone: found "Mars\/Olympus"/,
    refused: /unknown time zone/,
  },
  {
    id: 'api/name-length',
    what: 'a StatefulSet whose name is too long for the hash of its revision',
    broken: statefulSet(LONG),
    mended: statefulSet(LONG.slice(1)),
    sentence: /^metadata\.name: found "a+" of 53 characters, allowed are at most 52/,
  },
  {
    id: 'api/name-length',
    what: 'a CronJob whose name is too long for its Jobs',
    broken: cronJob({}, LONG),
    mended: cronJob({}, LONG.slice(1)),
    sentence: /^metadata\.name: found "a+" of 53 characters, allowed are at most 52/,
    refused: /must be no more than 52 characters/,
  },
  {
    id: 'api/name-length',
    what: 'a Job whose name is too long for the label of its pods',
    broken: job({}, 'a'.repeat(64)),
    mended: job({}, 'a'.repeat(63)),
    sentence: /of 64 characters, allowed are at most 63/,
    refused: /must be no more than 63 characters/,
  },
  {
    id: 'api/claim',
    what: 'a claim without access modes',
    broken: claim('accessModes', []),
    sentence: /^spec\.accessModes: found none, allowed is at least one/,
    refused: /at least 1 access mode is required/,
  },
  {
    id: 'api/claim',
    what: 'a claim of size 0',
    broken: claim('resources', { requests: { storage: '0Gi' } }),
    mended: claim('resources', SIZE),
    sentence: /^spec\.resources\.requests\.storage: found "0Gi", allowed is a size of more than 0/,
    refused: /must be greater than zero/,
  },
  {
    id: 'api/claim',
    what: 'a claim template of a negative size',
    broken: statefulSet('more', claimTemplate({ accessModes: ONCE, resources: { requests: { storage: '-10Gi' } } })),
    mended: statefulSet('more', claimTemplate({ accessModes: ONCE, resources: SIZE })),
    sentence: /^spec\.volumeClaimTemplates\[data\]\.spec\.resources\.requests\.storage: found "-10Gi"/,
  },
  {
    id: 'api/autoscaler',
    what: 'more at least than at most',
    broken: scaler(['maxReplicas', 1]),
    sentence: /^spec\.maxReplicas: found 1, allowed is at least minReplicas, which is 2/,
    refused: /must be greater than or equal to `minReplicas`/,
  },
  {
    id: 'api/autoscaler',
    what: 'target utilization 0',
    broken: cpu({ type: 'Utilization', averageUtilization: 0 }),
    mended: cpu({ type: 'Utilization', averageUtilization: 80 }),
    sentence: /^spec\.metrics\[0\]\.resource\.target\.averageUtilization: found 0, allowed is more than 0/,
    refused: /must be greater than 0/,
  },
  {
    id: 'api/autoscaler',
    what: 'a metric whose type has no source',
    broken: metric({ type: 'Pods' }),
    mended: metric({
      type: 'Pods',
      pods: { metric: { name: 'requests' }, target: { type: 'AverageValue', averageValue: '10' } },
    }),
    sentence: /^spec\.metrics\[0\]\.pods: missing for type "Pods"/,
    refused: /must populate information for the given metric source/,
  },
  {
    id: 'api/disruption-budget',
    what: 'both numbers',
    broken: budget({ minAvailable: 1, maxUnavailable: 1 }),
    mended: budget({ minAvailable: '50%' }),
    sentence: /^spec: found minAvailable 1 and maxUnavailable 1/,
    refused: /minAvailable and maxUnavailable cannot be both set/,
  },
  {
    id: 'api/disruption-budget',
    what: 'more than all of them',
    broken: budget({ maxUnavailable: '150%' }),
    sentence: /^spec\.maxUnavailable: found "150%", allowed is at most "100%"/,
    refused: /must not be greater than 100%/,
  },
  {
    id: 'api/disruption-budget',
    what: 'a negative number',
    broken: budget({ maxUnavailable: -1 }),
    sentence: /^spec\.maxUnavailable: found -1, allowed is at least 0/,
    refused: /must be greater than or equal to 0/,
  },
  {
    id: 'api/service',
    what: 'a Service without ports',
    broken: object('v1', 'Service', { spec: { selector: { app: 'web' } } }),
    mended: object('v1', 'Service', { spec: { selector: { app: 'web' }, clusterIP: 'None' } }),
    sentence: /^spec\.ports: found none, allowed is at least one/,
    refused: /ports: Required value/,
  },
  {
    id: 'api/duplicate-port',
    what: 'two ports of a Service with one number',
    broken: ports({ name: 'more', port: 80, targetPort: 'http' }),
    mended: ports({ name: 'more', port: 80, targetPort: 'http', protocol: 'UDP' }),
    sentence: /^spec\.ports\[more\]: found TCP 80 a second time/,
    refused: /ports\[1\]: Duplicate value/,
  },
  {
    id: 'api/port',
    what: 'one of several ports of a Service without a name',
    broken: ports({ port: 81, targetPort: 'http' }),
    mended: ports({ name: 'more', port: 81, targetPort: 'http' }),
    sentence: /^spec\.ports\[1\]\.name: missing/,
    refused: /ports\[1\]\.name: Required value/,
  },
  {
    id: 'api/ingress',
    what: 'a host that is an address',
    broken: ingress('/spec/rules/0/host', '1.2.3.4'),
    mended: ingress('/spec/rules/0/host', '*.example.com'),
    sentence: /^spec\.rules\[0\]\.host: found "1\.2\.3\.4", allowed is a DNS name/,
    refused: /must be a DNS name, not an IP address/,
  },
  {
    id: 'api/ingress',
    what: 'a relative path',
    broken: ingress('/spec/rules/0/http/paths/0/path', 'api'),
    mended: ingress('/spec/rules/0/http/paths/0/path', '/api'),
    sentence: /^spec\.rules\[0\]\.http\.paths\[0\]\.path: found "api", allowed is a path that starts with "\/"/,
    refused: /must be an absolute path/,
  },
  {
    id: 'link/ingress-class',
    what: 'an IngressClass that nobody declares',
    broken: patch('Ingress/web', add('/spec/ingressClassName', 'nginx')),
    sentence: /^spec\.ingressClassName: found "nginx", which is not declared/,
  },
  {
    id: 'api/network-policy',
    what: 'a network that is none',
    broken: rule({ from: [{ ipBlock: { cidr: '10.0.0.0/99' } }] }),
    mended: rule({ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }, { namespaceSelector: {} }] }),
    sentence: /^spec\.ingress\[0\]\.from\[0\]\.ipBlock\.cidr: found "10\.0\.0\.0\/99"/,
    refused: /cidr: Invalid value: "10\.0\.0\.0\/99"/,
  },
  {
    id: 'api/config-key',
    what: 'a key with a slash, such as that of a dashboard',
    broken: keys('../x.json'),
    mended: keys('x.json', '.hidden', 'a_b-C.1'),
    sentence: /^data: found "\.\.\/x\.json", allowed is up to 253 letters/,
    refused: /a valid config key must consist of/,
  },
  {
    id: 'api/config-key',
    what: 'a key with a blank',
    broken: keys('my dashboard.json'),
    sentence: /^data: found "my dashboard\.json"/,
    refused: /a valid config key must consist of/,
  },
  {
    id: 'api/pod-security',
    what: 'a hostPath in a namespace that enforces "baseline"',
    broken: secured('baseline', { volumes: [{ name: 'logs', hostPath: { path: '/var/log' } }] }),
    mended: secured('baseline', { volumes: [{ name: 'logs', emptyDir: {} }] }, { capabilities: { add: ['CHOWN'] } }),
    sentence:
      /^spec\.volumes\[logs\]: found a hostPath, but namespace baseline enforces the Pod Security Standard "baseline"/,
    refused: /violates PodSecurity "baseline:v1\.28": hostPath volumes/,
  },
  {
    id: 'api/pod-security',
    what: 'a privileged container in a namespace that enforces "baseline"',
    broken: secured('baseline', {}, { privileged: true, allowPrivilegeEscalation: true }),
    sentence: /securityContext\.privileged: found true, but namespace baseline enforces/,
    refused: /violates PodSecurity "baseline:v1\.28": privileged/,
  },
  {
    id: 'api/pod-security',
    what: 'a container that may gain privileges in a namespace that enforces "restricted"',
    broken: secured('restricted', {}, { allowPrivilegeEscalation: undefined }),
    mended: secured('restricted', {}),
    sentence: /containers\[more\]\.securityContext\.allowPrivilegeEscalation: found none, .* which allows false/,
    refused: /violates PodSecurity "restricted:v1\.28": allowPrivilegeEscalation != false/,
  },
  ...(
    [
      ['hostNetwork', 'baseline', { hostNetwork: true }, {}, /^spec\.hostNetwork: found true/, /host namespaces/],
      [
        'a capability',
        'baseline',
        {},
        { capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } },
        /capabilities\.add: found NET_ADMIN/,
        /non-default capabilities/,
      ],
      [
        'an unconfined profile',
        'baseline',
        {},
        { seccompProfile: { type: 'Unconfined' } },
        /seccompProfile\.type: found "Unconfined"/,
        /seccompProfile/,
      ],
      [
        'a kernel setting',
        'baseline',
        { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } },
        {},
        /securityContext\.sysctls: found "kernel\.msgmax"/,
        /forbidden sysctls/,
      ],
      [
        'a type of SELinux',
        'baseline',
        {},
        { seLinuxOptions: { type: 'spc_t' } },
        /seLinuxOptions\.type: found "spc_t"/,
        /seLinuxOptions/,
      ],
      [
        'no profile',
        'restricted',
        {},
        { seccompProfile: undefined },
        /seccompProfile\.type: found none/,
        /pod or container "more" must set securityContext\.seccompProfile\.type/,
      ],
      [
        'no dropped capabilities',
        'restricted',
        {},
        { capabilities: { add: ['NET_BIND_SERVICE'] } },
        /capabilities\.drop: found none/,
        /unrestricted capabilities/,
      ],
      [
        'a type of volume',
        'restricted',
        { volumes: [{ name: 'files', nfs: { server: 'files.example.com', path: '/' } }] },
        {},
        /volumes\[files\]: found nfs/,
        /restricted volume types/,
      ],
    ] as const
  ).map(
    ([what, level, spec, security, sentence, refused]): ApiPair => ({
      id: 'api/pod-security',
      what: `${what} in a namespace that enforces "${level}"`,
      broken: secured(level, spec, security),
      sentence,
      refused,
    }),
  ),
  {
    id: 'api/pod-security',
    what: 'an init container as root in a namespace that enforces "restricted"',
    broken: {
      loki: {
        ingester: {
          replicas: 3,
          persistence: { claims: [{ size: '1Gi', storageClass: 'fast' }] },
          disruptionBudget: { maxUnavailable: 1 },
          initContainers: [
            {
              name: 'chown',
              image: 'busybox:1.36',
              command: ['true'],
              securityContext: {
                runAsNonRoot: false,
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
                readOnlyRootFilesystem: true,
              },
            },
          ],
        },
      },
    },
    sentence: /initContainers\[chown\]\.securityContext\.runAsNonRoot: found false, but namespace logs enforces/,
  },
];
