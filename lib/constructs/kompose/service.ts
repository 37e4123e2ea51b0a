import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { Port } from '../../model/compose/ports';
import { type ParsedService, parseService } from '../../model/compose/service';
import type { ComposeService } from '../../model/compose/types';
import { Endpoint } from '../../values/endpoint';
import { Mistakes, UserError } from '../../values/errors';
import { type EnvVar, KubeIngress, KubeService, type ObjectMeta } from '../../values/k8s';
import { dnsLabel } from '../../values/names';
import type { PodSecurity } from '../../values/pod-security';
import { show } from '../../values/text';
import { type KomposeAnnotations, objectAnnotations } from './annotations';
import { controllerOf, createController } from './controller';
import { envFileVars, readEnvFiles } from './env-files';
import { ingressSpec } from './ingress';
import { parseKomposeLabels } from './labels';
import { kubernetesName, objectName, serviceLabel } from './names';
import { convertNetworks, type NamedNetworks } from './networks';
import { envVar, podSpec } from './pod';
import { livenessProbe, readinessProbe } from './probes';
import { type Publication, publicationOf, publisherOf, servicesOf } from './publish';
import { EnvFileConfigMap, KomposeClaim, networkPolicyIn } from './shared';
import { claimVolume, convertVolumes, type NamedVolumes, type VolumeClaim } from './volumes';

export interface KomposeServiceProps {
  /** The service, in the Compose specification's own terms. */
  readonly service: ComposeService;
  /**
   * Name of the service, and of its objects once `_` and `.` have become `-`.
   * @default - the id of the construct
   */
  readonly name?: string;
  /**
   * The named volumes of the Compose file's top level; others are then an error.
   * @default - every named volume is a claim of 100Mi
   */
  readonly volumes?: NamedVolumes;
  /**
   * The networks of the Compose file's top level; others are then an error.
   * @default - every network is made here, under its own name
   */
  readonly networks?: NamedNetworks;
  /**
   * Folder that the paths of `env_file` start from.
   * @default - none; `env_file` is then an error
   */
  readonly directory?: string;
  /**
   * The annotations that kompose leaves on its output, or `false` for no annotation `kompose.*` at all.
   * @default - those of `kompose convert`, version 1.26.1
   */
  readonly komposeAnnotations?: Partial<KomposeAnnotations> | false;
  /**
   * Default security settings of the pod.
   * @default - none, as in kompose
   */
  readonly podSecurity?: PodSecurity;
}

/**
 * A Compose service as kompose 1.26 converts it: a Deployment (or the controller that `deploy.mode`, `restart`
 * or a label ask for), a Service for its ports, a claim for each volume, an Ingress where it is exposed.
 *
 * @throws UserError that names service and key for everything that cannot be converted; nothing is dropped
 */
export class KomposeService extends Construct {
  /** Name of the Service, the controller and the container. */
  readonly name: string;
  private readonly ports: readonly Port[];
  private readonly publication: Publication;

  constructor(scope: Construct, id: string, props: KomposeServiceProps) {
    super(scope, id);
    const composeName = props.name ?? id;
    const mistakes = new Mistakes(`${this.node.path}: service ${show(composeName)}`);
    const service = parseService(props.service, mistakes);
    const labels = parseKomposeLabels(service.labels, mistakes);
    this.name = mistakes.attempt('', () => objectName(composeName), composeName);
    this.ports = service.ports;
    this.publication = publicationOf(service, labels, mistakes);

    const containerName = mistakes.attempt(
      'container_name',
      () => dnsLabel(kubernetesName(service.containerName ?? this.name)),
      this.name,
    );
    const controller = controllerOf(service, labels, mistakes);
    const volumes = convertVolumes(this.name, service.mounts, props.volumes, labels, mistakes);
    const networks = convertNetworks(service.networks, props.networks, mistakes);
    const envFiles = readEnvFiles(service, props.directory, mistakes);
    const probes = {
      livenessProbe: livenessProbe(service, labels, mistakes),
      readinessProbe: readinessProbe(labels),
    };
    if (props.podSecurity) refuseUnsafe(service, mistakes);
    mistakes.throwIfAny();

    const metadata: ObjectMeta = {
      name: this.name,
      labels: serviceLabel(this.name),
      annotations: objectAnnotations(service.labels, props.komposeAnnotations),
    };
    for (const [name, spec] of servicesOf(this.name, service, this.publication, labels)) {
      new KubeService(this, `service-${name}`, {
        metadata: { ...metadata, name, labels: serviceLabel(name) },
        spec,
      });
    }

    // A StatefulSet makes a claim for each of its pods, from a template.
    const [templates, claims] = controller === 'statefulset' ? partition(volumes.claims) : [[], volumes.claims];
    for (const claim of claims) mistakes.attempt('', () => KomposeClaim.in(this, claim), undefined);
    for (const file of envFiles) mistakes.attempt('', () => EnvFileConfigMap.in(this, this.name, file), undefined);
    mistakes.throwIfAny();

    createController(this, controller, {
      metadata,
      podLabels: { ...serviceLabel(this.name), ...networks.podLabels },
      podSpec: podSpec({
        name: this.name,
        containerName,
        service,
        labels,
        env: sortedByName([...envFileVars(envFiles, service.environment), ...service.environment.map(envVar)]),
        probes,
        volumes: [...claims.map((claim) => claimVolume(claim, volumes.mounts)), ...volumes.memory],
        volumeMounts: volumes.mounts,
        security: props.podSecurity,
      }),
      service,
      claims: templates,
    });

    const ingress = ingressSpec(this.name, service.ports, this.publication, labels);
    if (ingress) new KubeIngress(this, 'ingress', { metadata, spec: ingress });
    for (const network of networks.made) networkPolicyIn(this, network);
  }

  /**
   * Where a port of the container is published.
   * @param target number of the port in the container; the first one if it is left out
   * @throws UserError if the service does not publish it
   */
  endpoint(target?: number): Endpoint {
    const port = this.ports.find((candidate) => target === undefined || candidate.target === target);
    if (port === undefined) {
      const targets = this.ports.map((candidate) => candidate.target).join(', ');
      throw new UserError(
        `${this.node.path}: publishes no port ${target ?? 'at all'} of its container, only: ${targets || 'none'}`,
      );
    }
    return new Endpoint({
      service: publisherOf(this.name, port, this.publication),
      namespace: Chart.of(this).namespace,
      port: port.published,
    });
  }
}

/** Nothing may ask for more than the security that its pod is held to. */
function refuseUnsafe({ user, privileged, capAdd }: ParsedService, mistakes: Mistakes): void {
  const advice = 'which the Pod Security Standard of the pod forbids: remove it, or disable the standard for the pod';
  if (user?.uid === 0) mistakes.add('user', `found root, ${advice}`);
  if (privileged) mistakes.add('privileged', `found true, ${advice}`);
  // The one capability that the Pod Security Standard "restricted" leaves.
  const unsafe = capAdd.find((capability) => capability !== 'NET_BIND_SERVICE');
  if (unsafe !== undefined) mistakes.add('cap_add', `found ${unsafe}, ${advice}`);
}

const sortedByName = (variables: readonly EnvVar[]): EnvVar[] =>
  [...variables].sort((a, b) => (a.name < b.name ? -1 : 1));

/** Claims to make from a template, and claims that are there already. */
function partition(claims: readonly VolumeClaim[]): [VolumeClaim[], VolumeClaim[]] {
  return [claims.filter(({ external }) => !external), claims.filter(({ external }) => external)];
}
