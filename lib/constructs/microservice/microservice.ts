import { Construct } from 'constructs';
import type { Container, ContainerPort, KubeService, Probe, Volume, VolumeMount } from '../../values/k8s';
import type { SystemComponent } from '../../values/system';
import { MEMBER } from '../gossip-service';
import type { ControllerKind } from '../workload/controller-kind';
import { mergeProps, overChart } from '../workload/merge';
import type { WorkloadProps } from '../workload/props';
import { type ServiceDefinition, serviceNameOf } from '../workload/services';
import { Workload } from '../workload/workload';
import type { Conventions, NamedPort } from './conventions';

/** A role of a system, as data. */
export interface Role {
  /** Name of the role and of its container, and value of `-target`. */
  readonly name: string;
  readonly kind: ControllerKind;
  /** Whether its pods are members of a ring, or watch one. */
  readonly gossips: boolean;
  /** Whether it keeps data in a folder. */
  readonly keepsData: boolean;
  /** Name of the volume behind that folder. @default - that of the system */
  readonly dataVolume?: string | undefined;
  readonly services: readonly ServiceDefinition[];
  /** Suffix of the Service that gives the pods of a StatefulSet their names. @default - that of the headless one */
  readonly governingSuffix?: string | undefined;
  /** @default - none */
  readonly volumes?: readonly Volume[];
  /** @default - none */
  readonly volumeMounts?: readonly VolumeMount[];
  /** @default - none */
  readonly ports?: readonly ContainerPort[];
  /** Containers beside the main one. @default - none */
  readonly sidecars?: readonly Container[] | undefined;
  /** Arguments that the role needs besides those of the conventions. @default - none */
  readonly args?: readonly string[] | undefined;
  /** Props that differ from the defaults of the system. */
  readonly defaults: WorkloadProps;
}

export interface MicroserviceProps {
  readonly conventions: Conventions;
  /** Names and labels. @default - those of the role */
  readonly component?: SystemComponent;
  /** Name of the Service that gives the pods of a StatefulSet their names. @default - one of the role's own */
  readonly governingService?: string;
  /** Arguments besides those of the role. @default - none */
  readonly args?: readonly string[];
  readonly role: Role;
  /** Props of the user, those of all roles and of this one merged. */
  readonly props: WorkloadProps;
}

/** A role of a system, as a workload: the one construct behind every role of every system. */
export class Microservice extends Construct {
  /** The workload of the role; `ApiObject.of` takes the Deployment or StatefulSet from it. */
  readonly workload: Workload;

  constructor(scope: Construct, id: string, { conventions, role, props, ...own }: MicroserviceProps) {
    super(scope, id);
    const { component = conventions.system.component(role.name), args = [] } = own;
    const isMember = conventions.gossips && role.gossips;
    const { http, grpc, gossip } = conventions.ports;
    this.workload = new Workload(this, 'workload', {
      component,
      kind: role.kind,
      main: {
        name: role.name,
        args: [...conventions.args(role.name), ...(role.args ?? []), ...args],
        ports: [...[http, grpc, ...(isMember ? [gossip] : [])].map(containerPort), ...(role.ports ?? [])],
        volumeMounts: [...conventions.volumeMounts, ...(role.volumeMounts ?? [])],
      },
      volumes: [...conventions.volumes, ...(role.volumes ?? [])],
      data: role.keepsData ? { ...conventions.data, ...(role.dataVolume && { volume: role.dataVolume }) } : undefined,
      sidecars: role.sidecars,
      services: role.services,
      governingService: own.governingService ?? governingService(component, role),
      serviceAccountName: conventions.serviceAccountName,
      asksKubernetes: false,
      props: withScheme(
        conventions,
        overChart(
          mergeProps(conventions.defaults, isMember ? { labels: MEMBER, podLabels: MEMBER } : {}, role.defaults),
          props,
        ),
      ),
    });
    this.node.defaultChild = this.workload;
  }

  /**
   * The Service that clients of the role connect to.
   * @throws UserError if it has none
   */
  get service(): KubeService {
    return this.workload.service;
  }
}

/** Probes ask by TLS where the port of HTTP knows nothing else. The kubelet verifies no certificate. */
function withScheme({ tls, ports }: Conventions, props: WorkloadProps): WorkloadProps {
  if (!tls) return props;
  const over = (probe: Probe | false | undefined): Probe | false | undefined => {
    if (!probe || probe.httpGet === undefined || probe.httpGet.scheme !== undefined) return probe;
    const isEncrypted = [ports.http.name, ports.http.number].includes(probe.httpGet.port.value);
    return isEncrypted ? { ...probe, httpGet: { ...probe.httpGet, scheme: 'HTTPS' } } : probe;
  };
  const { livenessProbe, readinessProbe, startupProbe } = props;
  return {
    ...props,
    livenessProbe: over(livenessProbe),
    readinessProbe: over(readinessProbe),
    startupProbe: over(startupProbe),
  };
}

function governingService(component: SystemComponent, { services, governingSuffix }: Role): string | undefined {
  const service = services.find(({ suffix, headless }) =>
    governingSuffix === undefined ? headless : (suffix ?? '') === governingSuffix,
  );
  return service && serviceNameOf(component, service);
}

const containerPort = ({ name, number }: NamedPort): ContainerPort => ({
  name,
  containerPort: number,
  protocol: 'TCP',
});
