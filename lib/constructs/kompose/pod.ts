import type { ServiceResources } from '../../model/compose/deploy';
import type { Variable } from '../../model/compose/mapping';
import type { ParsedService } from '../../model/compose/service';
import {
  type Container,
  type ContainerPort,
  type EnvVar,
  type NodeAffinity,
  type PodSecurityContext,
  type PodSpec,
  Quantity,
  type SecurityContext,
  type TopologySpreadConstraint,
  type Volume,
  type VolumeMount,
} from '../../values/k8s';
import { noneIfEmpty, noneIfUnset } from '../../values/optional';
import type { PodSecurity } from '../../values/pod-security';
import { SecretKey } from '../../values/secret-key';
import type { KomposeLabels } from './labels';
import { serviceLabel } from './names';

/** All that a pod is made of. */
export interface PodParts {
  /** Name of the service. */
  readonly name: string;
  readonly containerName: string;
  readonly service: ParsedService;
  readonly labels: KomposeLabels;
  readonly env: readonly EnvVar[];
  readonly probes: Pick<Container, 'livenessProbe' | 'readinessProbe'>;
  readonly volumes: readonly Volume[];
  readonly volumeMounts: readonly VolumeMount[];
  /** Default security settings of the pod. @default - none */
  readonly security?: PodSecurity;
}

const RESTART_POLICIES = {
  always: 'Always',
  'on-failure': 'OnFailure',
  no: 'Never',
} as const satisfies Record<ParsedService['restart'], string>;

export function podSpec(parts: PodParts): PodSpec {
  const { name, service, labels, volumes } = parts;
  const { deploy } = service;
  return {
    containers: [container(parts)],
    restartPolicy: RESTART_POLICIES[service.restart],
    volumes: noneIfEmpty(volumes),
    affinity:
      deploy.nodeRequirements.length === 0 ? undefined : { nodeAffinity: nodeAffinity(deploy.nodeRequirements) },
    topologySpreadConstraints: noneIfEmpty(
      deploy.spreadOver.map((label, index) => spread(name, label, deploy.spreadOver.length - index)),
    ),
    securityContext: noneIfUnset(podSecurityContext(parts)),
    hostPid: service.hostPid || undefined,
    hostname: service.hostname,
    subdomain: service.domainname,
    serviceAccountName: labels.serviceAccountName,
    imagePullSecrets: labels.imagePullSecret === undefined ? undefined : [{ name: labels.imagePullSecret }],
    terminationGracePeriodSeconds: service.stopGraceSeconds,
  };
}

function container({ containerName, service, labels, env, probes, volumeMounts, security }: PodParts): Container {
  return {
    name: containerName,
    image: service.image,
    imagePullPolicy: service.pullPolicy ?? labels.imagePullPolicy,
    command: service.entrypoint && [...service.entrypoint],
    args: service.command && [...service.command],
    workingDir: service.workingDir,
    env: noneIfEmpty(env),
    ports: noneIfEmpty(containerPorts(service)),
    ...probes,
    resources: noneIfUnset({
      limits: quantities(service.deploy.limits),
      requests: quantities(service.deploy.requests),
    }),
    securityContext: noneIfUnset(securityContext(service, security)),
    volumeMounts: noneIfEmpty(volumeMounts),
    stdin: service.stdin || undefined,
    tty: service.tty || undefined,
  };
}

/** Environment variables; the value of a Secret's key stays where it is. */
export function envVar({ name, value }: Variable): EnvVar {
  return value instanceof SecretKey
    ? { name, valueFrom: { secretKeyRef: { name: value.secretName, key: value.key } } }
    : { name, value };
}

/** Each port of the container once, however often it is published; TCP goes without saying. */
function containerPorts({ ports }: ParsedService): ContainerPort[] {
  const distinct = new Map(ports.map(({ target, protocol }) => [`${target}/${protocol}`, { target, protocol }]));
  return [...distinct.values()].map(({ target, protocol }) => ({
    containerPort: target,
    protocol: protocol === 'TCP' ? undefined : protocol,
  }));
}

function quantities({ milliCpus, bytes }: ServiceResources): Record<string, Quantity> | undefined {
  return noneIfUnset({
    ...(milliCpus !== undefined && {
      cpu: Quantity.fromString(milliCpus % 1000 === 0 ? String(milliCpus / 1000) : `${milliCpus}m`),
    }),
    ...(bytes !== undefined && { memory: Quantity.fromString(String(bytes)) }),
  });
}

function securityContext(service: ParsedService, security: PodSecurity | undefined): SecurityContext {
  return {
    ...security?.container,
    ...(service.privileged && { privileged: true, allowPrivilegeEscalation: undefined }),
    ...(service.readOnly && { readOnlyRootFilesystem: true }),
    ...(service.noNewPrivileges && { allowPrivilegeEscalation: false }),
    ...(service.user && { runAsUser: service.user.uid, runAsGroup: service.user.gid }),
    capabilities: noneIfUnset({
      add: noneIfEmpty(service.capAdd),
      drop: noneIfEmpty([...new Set([...(security?.container.capabilities?.drop ?? []), ...service.capDrop])]),
    }),
  };
}

function podSecurityContext({ service, labels, security }: PodParts): PodSecurityContext {
  return {
    ...security?.pod,
    ...(service.groups.length > 0 && { supplementalGroups: [...service.groups] }),
    ...(labels.fsGroup !== undefined && { fsGroup: labels.fsGroup }),
  };
}

/** Expressions with `In` precede those with `NotIn`, as in kompose. */
function nodeAffinity(requirements: ParsedService['deploy']['nodeRequirements']): NodeAffinity {
  const matchExpressions = (['In', 'NotIn'] as const).flatMap((operator) =>
    requirements
      .filter((requirement) => requirement.operator === operator)
      .map(({ label, value }) => ({ key: label, operator, values: [value] })),
  );
  return { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } };
}

/** The more important a preference, the larger the skew it is given, as kompose has it. */
function spread(name: string, topologyKey: string, maxSkew: number): TopologySpreadConstraint {
  return {
    maxSkew,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: serviceLabel(name) },
  };
}
