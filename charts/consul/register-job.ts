import { Construct } from 'constructs';
import { REPEATABLE } from '../../lib/constructs/repeatable-job';
import type { Endpoint } from '../../lib/values/endpoint';
import { type Image, imageReference } from '../../lib/values/image';
import { KubeConfigMap, KubeJob, Quantity } from '../../lib/values/k8s';
import { restricted } from '../../lib/values/pod-security';
import { type ConsulRegistration, registrationPayload } from './registration';

export interface RegisterJobProps {
  /** The agent. */
  readonly consul: Endpoint;
  readonly registration: ConsulRegistration;
  readonly image: Image;
  readonly namespace: string | undefined;
}

const FOLDER = '/registration';
const FILE = 'service.json';
/** The user of the curl image. */
const CURL_USER = 100;

/**
 * A Job that registers a service with a Consul agent, and the ConfigMap with the registration.
 *
 * It may run as often as it likes: the agent replaces a registration of the same id. curl waits for an agent
 * that is not there yet, but gives up at once if the agent rejects the payload, so that the Job fails visibly.
 */
export class RegisterJob extends Construct {
  constructor(scope: Construct, id: string, { consul, registration, image, namespace }: RegisterJobProps) {
    super(scope, id);
    const name = `consul-register-${registration.id ?? registration.name}`;
    const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': consul.service };
    const security = restricted({ user: CURL_USER });
    new KubeConfigMap(this, 'registration', {
      metadata: { name, labels },
      data: { [FILE]: registrationPayload(registration) },
    });
    new KubeJob(this, 'job', {
      metadata: {
        name,
        labels,
        annotations: REPEATABLE.annotations,
      },
      spec: {
        ttlSecondsAfterFinished: REPEATABLE.ttlSecondsAfterFinished,
        template: {
          metadata: { labels },
          spec: {
            restartPolicy: 'OnFailure',
            automountServiceAccountToken: false,
            securityContext: security.pod,
            containers: [
              {
                name: 'register',
                image: imageReference(image),
                command: ['curl'],
                args: [...CURL, `http://${consul.addressFrom(namespace)}/v1/agent/service/register`],
                resources: {
                  requests: { cpu: Quantity.fromString('10m'), memory: Quantity.fromString('16Mi') },
                  limits: { memory: Quantity.fromString('32Mi') },
                },
                securityContext: security.container,
                volumeMounts: [{ name: 'registration', mountPath: FOLDER, readOnly: true }],
              },
            ],
            volumes: [{ name: 'registration', configMap: { name } }],
          },
        },
      },
    });
  }
}

const CURL = [
  ['--silent'],
  ['--show-error'],
  ['--fail-with-body'],
  // Connections that are rejected or time out, names that do not resolve yet, and 5xx are tried again; 4xx is not.
  ['--retry', '1000000'],
  ['--retry-delay', '5'],
  ['--retry-connrefused'],
  ['--max-time', '10'],
  ['--request', 'PUT'],
  ['--header', 'Content-Type: application/json'],
  ['--data', `@${FOLDER}/${FILE}`],
].flat();
