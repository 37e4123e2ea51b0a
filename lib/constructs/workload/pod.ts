import type { Container, ContainerPort, PodSpec, Probe, Volume, VolumeMount } from '../../values/k8s';
import { noneIfEmpty } from '../../values/optional';
import { resourceRequirements } from '../../values/quantity';
import type { SystemComponent } from '../../values/system';
import { envVars } from './env';
import { podAntiAffinity, spreadConstraints } from './placement';
import type { WorkloadProps } from './props';

/** The main container of a workload, as its chart knows it. */
export interface MainContainer {
  readonly name: string;
  readonly args: readonly string[];
  readonly ports: readonly ContainerPort[];
  readonly volumeMounts: readonly VolumeMount[];
}

export interface PodProps {
  readonly component: SystemComponent;
  readonly main: MainContainer;
  readonly volumes: readonly Volume[];
  /** Containers that the chart puts beside the main one. */
  readonly sidecars: readonly Container[];
  readonly serviceAccountName: string;
  readonly props: WorkloadProps;
}

/** The pod of a workload. */
export function podSpec({ component, main, volumes, sidecars, serviceAccountName, props }: PodProps): PodSpec {
  const { selector } = component;
  return {
    serviceAccountName,
    imagePullSecrets: props.imagePullSecrets?.map((name) => ({ name })),
    enableServiceLinks: props.enableServiceLinks,
    schedulerName: props.schedulerName,
    priorityClassName: props.priorityClassName,
    securityContext: props.podSecurityContext,
    terminationGracePeriodSeconds: props.terminationGracePeriodSeconds,
    hostAliases: props.hostAliases && noneIfEmpty(props.hostAliases),
    dnsConfig: props.dnsConfig,
    initContainers: noneIfEmpty(props.initContainers ?? []),
    containers: [mainContainer(component, main, props), ...sidecars, ...(props.containers ?? [])],
    affinity: props.affinity ?? podAntiAffinity(selector, props.antiAffinity),
    topologySpreadConstraints: noneIfEmpty(spreadConstraints(selector, props.topologySpread ?? [])),
    nodeSelector: props.nodeSelector,
    tolerations: noneIfEmpty(props.tolerations ?? []),
    volumes: noneIfEmpty([...volumes, ...(props.volumes ?? [])]),
  };
}

function mainContainer(
  component: SystemComponent,
  { name, args, ports, volumeMounts }: MainContainer,
  props: WorkloadProps,
): Container {
  const { image, imagePullPolicy = 'IfNotPresent', command, extraArgs = [], env = {}, envFrom = [] } = props;
  return {
    name,
    image: image && component.system.imageReference(image),
    imagePullPolicy,
    command: noneIfEmpty(command ?? []),
    args: noneIfEmpty([...args, ...extraArgs]),
    ports: [...ports],
    env: noneIfEmpty(envVars(env)),
    envFrom: noneIfEmpty(envFrom),
    securityContext: props.containerSecurityContext,
    readinessProbe: probe(props.readinessProbe),
    livenessProbe: probe(props.livenessProbe),
    startupProbe: probe(props.startupProbe),
    lifecycle: props.lifecycle,
    resources: resourceRequirements(props.resources),
    volumeMounts: noneIfEmpty([...volumeMounts, ...(props.volumeMounts ?? [])]),
  };
}

const probe = (value: Probe | false | undefined): Probe | undefined => (value === false ? undefined : value);
