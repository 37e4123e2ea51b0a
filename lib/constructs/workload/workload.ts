import { Construct } from 'constructs';
import { Mistakes, UserError } from '../../values/errors';
import {
  type Container,
  type DaemonSetUpdateStrategy,
  KubeDaemonSet,
  KubeDeployment,
  KubePersistentVolumeClaim,
  type KubeService,
  type KubeStatefulSet,
  type ObjectMeta,
  type PodSpec,
  type PodTemplateSpec,
  type Volume,
} from '../../values/k8s';
import { noneIfEmpty, noneIfUnset } from '../../values/optional';
import type { Labels, SystemComponent } from '../../values/system';
import { StatefulSet } from '../stateful-set';
import type { ControllerKind } from './controller-kind';
import { type DataFolder, type Storage, storageOf } from './persistence';
import { type MainContainer, podSpec } from './pod';
import type { Persistence, WorkloadProps } from './props';
import { createAutoscaler, createDisruptionBudget, mostReplicas } from './scaling';
import { createServiceAccount } from './service-account';
import { createService, type ServiceDefinition, serviceNameOf } from './services';
import { checkForms, checkProps, checkVolumeNames } from './validate-props';
import { checkService } from './validate-service';

/** A workload of a chart; `props` are the merged props of the user and all defaults. */
export interface WorkloadDefinition {
  readonly component: SystemComponent;
  /** A DaemonSet runs on every node, so it has no autoscaling and no claims. */
  readonly kind: ControllerKind | 'DaemonSet';
  readonly main: MainContainer;
  /** @default - none */
  readonly volumes?: readonly Volume[];
  /** Folder and volume of its data. @default - none */
  readonly data?: DataFolder;
  /** Containers beside the main one. @default - none */
  readonly sidecars?: readonly Container[];
  readonly services: readonly ServiceDefinition[];
  /** Service that gives the pods of a StatefulSet their DNS names (`serviceName`). @default - its first Service */
  readonly governingService?: string;
  /** Service account of the installation. */
  readonly serviceAccountName: string;
  /** Whether its pods use the Kubernetes API, so that its own service account has a token. @default true */
  readonly asksKubernetes?: boolean;
  /** Update strategy of a DaemonSet. @default - one node after the other */
  readonly daemonUpdateStrategy?: DaemonSetUpdateStrategy;
  /** Labels of the controller itself that differ from those of the component. @default - none */
  readonly controllerLabels?: Labels | undefined;
  /** Pod settings for access to the node, such as `hostNetwork`. @default - none */
  readonly pod?: Pick<PodSpec, 'hostNetwork' | 'hostPid' | 'dnsPolicy' | 'automountServiceAccountToken'>;
  readonly props: WorkloadProps;
}

/**
 * A Deployment or a StatefulSet with its Services, autoscaler, disruption budget, claims and service account, for
 * every role of a system, a cache and a gateway.
 *
 * @throws UserError that names the workload and the prop for each invalid combination of props
 */
export class Workload extends Construct {
  /** Controller of the pods. Its id is `controller`, regardless of its kind. */
  readonly controller: KubeDeployment | KubeStatefulSet | KubeDaemonSet;
  /** The Services, the one that clients connect to first. */
  readonly services: readonly KubeService[];

  constructor(scope: Construct, id: string, definition: WorkloadDefinition) {
    super(scope, id);
    const { component, kind, props } = definition;
    const mistakes = new Mistakes(this.node.path);
    const labels = { ...props.labels, ...component.labels };
    checkForms(props, mistakes);
    mistakes.throwIfAny();
    const storage = storageOf(
      {
        owner: component.objectName,
        kind: kind === 'DaemonSet' ? 'Deployment' : kind,
        data: definition.data,
        persistence: props.persistence,
        replicas: mostReplicas(props),
      },
      mistakes,
    );
    checkProps(props, kind, mistakes);
    checkService(props.service, definition.services, mistakes);
    checkVolumeNames(
      [
        ...(definition.volumes ?? []).map(({ name }) => name),
        // Two claims of one name are a mistake of their own.
        ...new Set([
          ...storage.volumes.map(({ name }) => name),
          ...storage.templates.map(({ metadata }) => metadata?.name ?? ''),
        ]),
        ...(props.volumes ?? []).map(({ name }) => name),
      ],
      mistakes,
    );
    mistakes.throwIfAny();

    const target = kind === 'DaemonSet' ? undefined : { component, kind, labels };
    if (target && props.autoscaling) createAutoscaler(this, target, props.autoscaling);

    this.services = definition.services.map((service) =>
      createService(this, `service${service.suffix === undefined ? '' : `-${service.suffix}`}`, {
        ...service,
        component,
        service: props.service,
        serviceLabels: props.serviceLabels,
        serviceAnnotations: props.serviceAnnotations,
        appProtocols: props.appProtocols,
      }),
    );
    if (target && props.disruptionBudget) createDisruptionBudget(this, target, props.disruptionBudget);
    for (const { metadata, spec } of storage.claims) {
      new KubePersistentVolumeClaim(this, metadata?.name ?? 'claim', {
        metadata: {
          ...metadata,
          namespace: component.system.namespace,
          labels: { ...metadata?.labels, ...component.labels },
        },
        spec,
      });
    }

    const serviceAccountName = props.serviceAccount
      ? createServiceAccount(this, 'service-account', props.serviceAccount, {
          name: component.objectName,
          namespace: component.system.namespace,
          labels: component.labels,
          automountToken: definition.asksKubernetes,
        })
      : definition.serviceAccountName;
    this.controller = this.createController(definition, storage, serviceAccountName);
    this.node.defaultChild = this.controller;
  }

  /**
   * The Service that clients connect to: the one with the name of the workload.
   * @throws UserError if it has none
   */
  get service(): KubeService {
    const [service] = this.services;
    if (service !== undefined) return service;
    throw new UserError(`${this.node.path}: service: found none, nothing connects to this workload: leave it out`);
  }

  private createController(definition: WorkloadDefinition, storage: Storage, serviceAccountName: string) {
    const { component, kind, main, volumes = [], sidecars = [], services, props } = definition;
    const metadata: ObjectMeta = {
      name: component.objectName,
      namespace: component.system.namespace,
      labels: { ...props.labels, ...component.labels, ...definition.controllerLabels },
      annotations: props.annotations,
    };
    const template: PodTemplateSpec = {
      metadata: { labels: { ...props.podLabels, ...component.selector }, annotations: props.podAnnotations },
      spec: {
        ...definition.pod,
        ...podSpec({
          component,
          main: { ...main, volumeMounts: [...main.volumeMounts, ...storage.mounts] },
          volumes: [...volumes, ...storage.volumes],
          sidecars,
          serviceAccountName,
          props,
        }),
      },
    };
    const shared = {
      revisionHistoryLimit: props.revisionHistoryLimit,
      minReadySeconds: props.minReadySeconds,
      selector: { matchLabels: { ...component.selector } },
      template,
    };
    if (kind === 'DaemonSet') {
      const updateStrategy = definition.daemonUpdateStrategy;
      return new KubeDaemonSet(this, 'controller', { metadata, spec: { ...shared, updateStrategy } });
    }
    // An autoscaler owns the number of replicas; writing one would set it back with every apply.
    const spec = { ...shared, replicas: props.autoscaling ? undefined : (props.replicas ?? 1) };
    if (kind === 'Deployment') {
      return new KubeDeployment(this, 'controller', { metadata, spec: { ...spec, strategy: props.strategy } });
    }
    return new StatefulSet(this, 'controller', {
      metadata,
      spec: {
        ...spec,
        serviceName: definition.governingService ?? serviceNameOf(component, services[0] ?? {}),
        podManagementPolicy: props.podManagementPolicy,
        updateStrategy: props.updateStrategy,
        persistentVolumeClaimRetentionPolicy: retentionOf(props.persistence),
        volumeClaimTemplates: noneIfEmpty(storage.templates),
      },
    });
  }
}

function retentionOf(
  persistence: Persistence | undefined,
): { readonly whenDeleted?: string; readonly whenScaled?: string } | undefined {
  if (persistence === undefined || !('claims' in persistence) || persistence.retentionPolicy === undefined)
    return undefined;
  return noneIfUnset(persistence.retentionPolicy);
}
