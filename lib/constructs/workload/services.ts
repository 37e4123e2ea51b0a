import type { Construct } from 'constructs';
import { serviceFamilies } from '../../values/ip-families';
import { intOrString, KubeService, type ServicePort, type ServiceSpec } from '../../values/k8s';
import { serviceName } from '../../values/names';
import type { Labels, SystemComponent } from '../../values/system';
import type { ServiceProps } from './props';

/** A port of a Service. */
export interface PortDefinition {
  readonly name: string;
  readonly port: number;
  /** Name or number of the container's port. @default - the name */
  readonly targetPort?: string | number;
  /** @default "TCP" */
  readonly protocol?: 'TCP' | 'UDP';
}

/** A Service of a workload. */
export interface ServiceDefinition {
  /** Suffix after the name of the workload, such as `headless`. @default - none */
  readonly suffix?: string;
  /** Whether its name leads to each pod instead of to one address (`clusterIP: None`). @default false */
  readonly headless?: boolean;
  /** Whether pods that are not ready are found too. @default false */
  readonly publishNotReadyAddresses?: boolean;
  readonly ports: readonly PortDefinition[];
  /** Labels besides the standard ones. @default - none */
  readonly labels?: Labels;
  /** Fields of the specification to add or to replace. @default - none */
  readonly spec?: ServiceSpec;
}

export interface WorkloadServiceProps extends ServiceDefinition {
  readonly component: SystemComponent;
  /** Props of the user for the Service that clients connect to. */
  readonly service?: ServiceProps | undefined;
  readonly serviceLabels?: Labels;
  readonly serviceAnnotations?: Labels;
  readonly appProtocols?: Labels;
}

/** Name of a Service. */
export const serviceNameOf = (component: SystemComponent, { suffix }: Pick<ServiceDefinition, 'suffix'>): string =>
  serviceName(suffix === undefined ? component.objectName : `${component.objectName}-${suffix}`);

/** Whether a Service is the one that has the name of its workload, which clients reach. */
export const isForClients = ({ suffix }: ServiceDefinition): boolean => suffix === undefined;

/** Makes a Service in front of the pods of a component. */
export function createService(scope: Construct, id: string, props: WorkloadServiceProps): KubeService {
  const { component, headless = false, publishNotReadyAddresses, appProtocols = {} } = props;
  const own: ServiceProps = (isForClients(props) ? props.service : undefined) ?? {};
  const annotations = { ...props.serviceAnnotations, ...own.annotations };
  return new KubeService(scope, id, {
    metadata: {
      name: serviceNameOf(component, props),
      namespace: component.system.namespace,
      labels: { ...props.serviceLabels, ...own.labels, ...props.labels, ...component.labels },
      annotations: Object.keys(annotations).length > 0 ? annotations : props.serviceAnnotations,
    },
    spec: {
      type: own.type ?? 'ClusterIP',
      clusterIp: headless ? 'None' : own.clusterIp,
      publishNotReadyAddresses,
      ports: props.ports.map((port) => ({
        ...servicePort(port),
        appProtocol: appProtocols[port.name] ?? appProtocols[port.targetPort ?? ''],
        nodePort: own.nodePorts?.[port.name],
      })),
      selector: { ...component.selector },
      ...serviceFamilies(component.system.ipFamilies),
      loadBalancerIp: own.loadBalancerIp,
      loadBalancerClass: own.loadBalancerClass,
      loadBalancerSourceRanges: own.loadBalancerSourceRanges && [...own.loadBalancerSourceRanges],
      externalTrafficPolicy: own.externalTrafficPolicy,
      internalTrafficPolicy: own.internalTrafficPolicy,
      ...props.spec,
      ...own.spec,
    },
  });
}

const servicePort = ({ name, port, targetPort = name, protocol = 'TCP' }: PortDefinition): ServicePort => ({
  name,
  port,
  targetPort: intOrString(targetPort),
  protocol,
});
