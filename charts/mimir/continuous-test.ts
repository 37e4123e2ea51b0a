import type { Construct } from 'constructs';
import type { Gateway } from '../../lib/constructs/gateway/gateway';
import { REPEATABLE } from '../../lib/constructs/repeatable-job';
import { envVars } from '../../lib/constructs/workload/env';
import { overChart } from '../../lib/constructs/workload/merge';
import type { WorkloadProps } from '../../lib/constructs/workload/props';
import { Workload } from '../../lib/constructs/workload/workload';
import type { Endpoint } from '../../lib/values/endpoint';
import type { Env } from '../../lib/values/env';
import { UserError } from '../../lib/values/errors';
import { intOrString, KubeJob } from '../../lib/values/k8s';
import { restricted } from '../../lib/values/pod-security';
import { MIMIR_DEFAULTS } from './defaults';
import type { MimirInstallation } from './installation';
import type { ContinuousTestProps, SmokeTestProps } from './props';

/** It is published in the versions of Mimir. */
const REPOSITORY = 'grafana/mimir-continuous-test';
const PORT = 8080;

/** Default tenant that nginx sets for requests without a tenant. */
export const DEFAULT_TENANT = 'anonymous';

/** How a test connects. */
export interface TestEntrances {
  readonly write: Endpoint;
  readonly read: Endpoint;
  /** Default tenant of a test. */
  readonly tenant: string;
}

/**
 * The gateway, so that it is tested too; or the roles, if there is no gateway, or it requires a user that the test does
 * not have.
 * @param prop of the test, for messages
 */
export function testEntrancesOf(
  prop: 'continuousTest' | 'smokeTest',
  { credentials }: SmokeTestProps,
  installation: MimirInstallation,
  gateway: Gateway | undefined,
): TestEntrances {
  const hasUser = credentials !== undefined;
  if (gateway !== undefined && hasUser === (gateway.basicAuth !== undefined)) {
    return { write: gateway.endpoint, read: gateway.endpoint, tenant: '' };
  }
  if (hasUser) {
    throw new UserError(
      `${prop}.credentials: found a user, and no gateway that requires one: remove it, or set basicAuth of the gateway`,
    );
  }
  if (installation.tls) {
    throw new UserError(
      `${prop}: found beside tls where the test connects to the roles, and it cannot verify their certificates: set credentials, run nginx without basicAuth, or leave the test out`,
    );
  }
  return {
    write: installation.endpoint('distributor'),
    read: installation.endpoint('query-frontend'),
    tenant: DEFAULT_TENANT,
  };
}

/** Name of the variable with the password. */
const PASSWORD = 'TEST_PASSWORD';

const passwordEnv = ({ credentials }: SmokeTestProps): Env => (credentials ? { [PASSWORD]: credentials.password } : {});

/** The test binary takes a user or a tenant, never both. */
const endpointArgs = ({ write, read, tenant }: TestEntrances, { credentials }: SmokeTestProps): string[] => [
  `-tests.write-endpoint=${write.url}`,
  `-tests.read-endpoint=${read.url}/prometheus`,
  ...(credentials
    ? [`-tests.basic-auth-user=${credentials.username}`, `-tests.basic-auth-password=$(${PASSWORD})`]
    : [`-tests.tenant-id=${tenant}`]),
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
  const { tenant, credentials, series = 1000, maxQueryAge = '48h' } = props;
  if (credentials && tenant !== undefined) {
    throw new UserError(
      `continuousTest.tenant: found beside credentials, and the test takes only one of them: remove it, the gateway decides the tenant`,
    );
  }
  const defaults: WorkloadProps = {
    ...MIMIR_DEFAULTS,
    image: imageOf(installation),
    env: passwordEnv(props),
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
        ...endpointArgs({ ...entrances, tenant: tenant ?? 'mimir-continuous-test' }, props),
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
  props: SmokeTestProps,
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
                ...endpointArgs(entrances, props),
                '-tests.write-read-series-test.num-series=1000',
                '-tests.write-read-series-test.max-query-age=48h',
                `-server.metrics-port=${PORT}`,
              ],
              ...(props.credentials && { env: envVars(passwordEnv(props)) }),
              securityContext: container,
            },
          ],
        },
      },
    },
  });
}
