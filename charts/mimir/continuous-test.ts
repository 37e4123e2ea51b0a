import type { Construct } from 'constructs';
import type { Gateway } from '../../lib/constructs/gateway/gateway';
import { REPEATABLE } from '../../lib/constructs/repeatable-job';
import { overChart } from '../../lib/constructs/workload/merge';
import type { WorkloadProps } from '../../lib/constructs/workload/props';
import { Workload } from '../../lib/constructs/workload/workload';
import type { Endpoint } from '../../lib/values/endpoint';
import { UserError } from '../../lib/values/errors';
import { intOrString, KubeJob } from '../../lib/values/k8s';
import { restricted } from '../../lib/values/pod-security';
import { MIMIR_DEFAULTS } from './defaults';
import type { MimirInstallation } from './installation';
import type { ContinuousTestProps, MimirSettings } from './props';

/** It is published in the versions of Mimir. */
const REPOSITORY = 'grafana/mimir-continuous-test';
const PORT = 8080;

/** Default tenant that nginx sets for requests without a tenant. */
export const DEFAULT_TENANT = 'anonymous';

/** Write and read URLs of a test. */
export interface TestEntrances {
  readonly write: Endpoint;
  readonly read: Endpoint;
  /** Default tenant of a test. */
  readonly tenant: string;
}

/**
 * nginx, so that it is tested too; or the roles, where there is none, or where it asks for a user: a test that names a
 * user names no tenant, and would write among the data of others.
 */
export function testEntrancesOf(
  { continuousTest, smokeTest }: MimirSettings,
  installation: MimirInstallation,
  nginx: Gateway | undefined,
): TestEntrances {
  if (nginx !== undefined && !nginx.basicAuth) return { write: nginx.endpoint, read: nginx.endpoint, tenant: '' };
  if (installation.tls && (continuousTest || smokeTest)) {
    throw new UserError(
      `${continuousTest ? 'continuousTest' : 'smokeTest'}: found beside tls where nginx does not lead to the roles, and the test knows no authority: run nginx without basicAuth, or leave the test out`,
    );
  }
  return {
    write: installation.endpoint('distributor'),
    read: installation.endpoint('query-frontend'),
    tenant: DEFAULT_TENANT,
  };
}

const endpointArgs = ({ write, read, tenant }: TestEntrances): string[] => [
  `-tests.write-endpoint=${write.url}`,
  `-tests.read-endpoint=${read.url}/prometheus`,
  `-tests.tenant-id=${tenant}`,
];

const imageOf = ({ version }: MimirInstallation) => version.imageOf(REPOSITORY);

/** Makes a Deployment that writes series and reads them back, all the time. */
export function createContinuousTest(
  scope: Construct,
  installation: MimirInstallation,
  entrances: TestEntrances,
  serviceAccountName: string,
  props: ContinuousTestProps,
): void {
  const { tenant = 'mimir-continuous-test', series = 1000, maxQueryAge = '48h' } = props;
  const defaults: WorkloadProps = {
    ...MIMIR_DEFAULTS,
    image: imageOf(installation),
    disruptionBudget: false,
    topologySpread: [],
    strategy: { rollingUpdate: { maxSurge: intOrString(0), maxUnavailable: intOrString(1) } },
    resources: { requests: { cpu: '1', memory: '512Mi' }, limits: { memory: '1Gi' } },
  };
  new Workload(scope, 'continuous-test', {
    component: installation.system.component('continuous-test'),
    kind: 'Deployment',
    main: {
      name: 'continuous-test',
      args: [
        ...endpointArgs({ ...entrances, tenant }),
        `-tests.write-read-series-test.num-series=${series}`,
        `-tests.write-read-series-test.max-query-age=${maxQueryAge}`,
        `-server.metrics-port=${PORT}`,
      ],
      ports: [{ name: 'http-metrics', containerPort: PORT, protocol: 'TCP' }],
      volumeMounts: [],
    },
    services: [{ headless: true, ports: [{ name: 'http-metrics', port: PORT }] }],
    serviceAccountName,
    props: overChart(defaults, installation.withPodDefaults(props)),
  });
}

/** Makes a Job that writes series and reads them back, once. */
export function createSmokeTest(
  scope: Construct,
  installation: MimirInstallation,
  entrances: TestEntrances,
  serviceAccountName: string,
): void {
  const component = installation.system.component('smoke-test');
  const { pod, container } = restricted({ user: 10001 });
  new KubeJob(scope, 'smoke-test', {
    metadata: {
      name: component.objectName,
      namespace: component.system.namespace,
      labels: { ...component.labels },
      annotations: REPEATABLE.annotations,
    },
    spec: {
      ttlSecondsAfterFinished: REPEATABLE.ttlSecondsAfterFinished,
      backoffLimit: 5,
      template: {
        metadata: { labels: { ...component.selector } },
        spec: {
          restartPolicy: 'OnFailure',
          serviceAccountName,
          securityContext: pod,
          containers: [
            {
              name: 'smoke-test',
              image: installation.system.imageReference(imageOf(installation)),
              imagePullPolicy: 'IfNotPresent',
              args: [
                '-tests.smoke-test',
                ...endpointArgs(entrances),
                '-tests.write-read-series-test.num-series=1000',
                '-tests.write-read-series-test.max-query-age=48h',
                `-server.metrics-port=${PORT}`,
              ],
              securityContext: container,
            },
          ],
        },
      },
    },
  });
}
