import type { Construct } from 'constructs';
import type { ParsedService } from '../../model/compose/service';
import type { Mistakes } from '../../values/errors';
import {
  type DeploymentStrategy,
  IntOrString,
  KubeDaemonSet,
  KubeDeployment,
  type KubePersistentVolumeClaimProps,
  KubePod,
  KubeReplicationController,
  type ObjectMeta,
  type PodSpec,
} from '../../values/k8s';
import { noneIfEmpty } from '../../values/optional';
import { StatefulSet } from '../stateful-set';
import type { ControllerType, KomposeLabels } from './labels';
import { serviceLabel } from './names';
import type { VolumeClaim } from './volumes';

/** Kind of the controller of a service; `pod` is a bare Pod without a controller. */
export type Controller = ControllerType | 'pod';

/** The controller that `restart`, labels and `deploy.mode` request; keys that it does not support are errors. */
export function controllerOf(service: ParsedService, labels: KomposeLabels, mistakes: Mistakes): Controller {
  const { restart, deploy } = service;
  const kind = restart === 'always' ? (labels.controller ?? MODES[deploy.mode]) : 'pod';
  const asked = labels.controller ?? (deploy.mode === 'global' ? 'daemonset' : undefined);
  if (kind === 'pod' && asked !== undefined) {
    mistakes.add(
      'restart',
      `found "${restart}", which creates a bare Pod without a controller: remove it, or the ${asked}`,
    );
  }
  if (deploy.mode === 'global' && asked !== 'daemonset') {
    mistakes.add('deploy.mode', `found "global" beside the label kompose.controller.type "${asked}": remove one`);
  }
  if (kind === 'pod' && (deploy.replicas ?? 1) !== 1) {
    mistakes.add(
      'deploy.replicas',
      `found ${deploy.replicas}, a bare Pod (restart "${restart}") has no replicas: remove it`,
    );
  }
  if (kind === 'daemonset' && deploy.replicas !== undefined) {
    mistakes.add('deploy.replicas', `found ${deploy.replicas}, a DaemonSet runs one pod on each node: remove it`);
  }
  if (deploy.update !== undefined && kind !== 'deployment') {
    mistakes.add('deploy.update_config', `found with a ${kind}, allowed only with a Deployment: remove it`);
  }
  if (deploy.update !== undefined && kind === 'deployment' && holdsVolumes(service)) {
    mistakes.add('deploy.update_config', 'found with volumes, which only one pod at a time can mount: remove it');
  }
  return kind;
}

const MODES = { replicated: 'deployment', global: 'daemonset' } as const;

/** Memory belongs to a pod; every other volume outlives it. */
const holdsVolumes = ({ mounts }: ParsedService): boolean => mounts.some(({ type }) => type !== 'tmpfs');

export interface ControllerProps {
  /** Name, labels and annotations of the service's objects. */
  readonly metadata: ObjectMeta;
  readonly podLabels: Readonly<Record<string, string>>;
  readonly podSpec: PodSpec;
  readonly service: ParsedService;
  /** Claims that the pods mount. */
  readonly claims: readonly VolumeClaim[];
}

/** Makes the object that runs the pods. */
export function createController(scope: Construct, kind: Controller, props: ControllerProps): void {
  const { metadata, podLabels, podSpec, service, claims } = props;
  const name = metadata.name ?? '';
  const own = { ...metadata, labels: { ...service.deploy.labels, ...metadata.labels } };
  const selector = { matchLabels: serviceLabel(name) };
  const template = { metadata: { labels: podLabels }, spec: podSpec };
  const annotated = { metadata: { labels: podLabels, annotations: metadata.annotations }, spec: podSpec };
  const replicas = service.deploy.replicas ?? 1;
  switch (kind) {
    case 'pod':
      new KubePod(scope, kind, {
        metadata: { ...own, labels: { ...own.labels, ...podLabels } },
        spec: podSpec,
      });
      return;
    case 'deployment':
      new KubeDeployment(scope, kind, {
        metadata: own,
        spec: { replicas, selector, strategy: strategy(service), template: annotated },
      });
      return;
    case 'daemonset':
      new KubeDaemonSet(scope, kind, { metadata: own, spec: { selector, template } });
      return;
    case 'replicationcontroller':
      new KubeReplicationController(scope, kind, {
        metadata: own,
        spec: { replicas, selector: serviceLabel(name), template },
      });
      return;
    case 'statefulset':
      new StatefulSet(scope, kind, {
        metadata: own,
        spec: {
          replicas,
          selector,
          serviceName: name,
          template,
          volumeClaimTemplates: noneIfEmpty(claims.map(claimTemplate)),
        },
      });
  }
}

/** A volume of one node cannot move while an old pod holds it, so a service with volumes is recreated. */
function strategy(service: ParsedService): DeploymentStrategy | undefined {
  if (holdsVolumes(service)) return { type: 'Recreate' };
  const { update } = service.deploy;
  if (update === undefined) return undefined;
  const count = IntOrString.fromNumber(update.parallelism ?? 1);
  const none = IntOrString.fromNumber(0);
  return {
    type: 'RollingUpdate',
    rollingUpdate:
      update.order === 'start-first'
        ? { maxSurge: count, maxUnavailable: none }
        : { maxSurge: none, maxUnavailable: count },
  };
}

const claimTemplate = ({ name, spec }: VolumeClaim): KubePersistentVolumeClaimProps => ({
  metadata: { name, labels: serviceLabel(name) },
  spec,
});
