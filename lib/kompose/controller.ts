import type { Construct } from 'constructs';
import type { Service } from '../compose/service';
import type { Mistakes } from '../errors';
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
} from '../k8s';
import { noneIfEmpty } from '../none';
import { StatefulSet } from '../stateful-set';
import type { ControllerType, KomposeLabels } from './labels';
import { serviceLabel } from './names';
import type { Claim } from './volumes';

/** What runs the pods of a service; `pod` is a bare one that nothing replaces. */
export type Controller = ControllerType | 'pod';

/** The controller that labels, `restart` and `deploy.mode` ask for, in this order. */
export function controllerOf({ restart, deploy }: Service, labels: KomposeLabels, mistakes: Mistakes): Controller {
  if (restart !== 'always') {
    if (labels.controller !== undefined || deploy.mode === 'global') {
      mistakes.add(
        'restart',
        `found "${restart}", which makes a bare Pod without a controller: remove it, or the controller`,
      );
    }
    if ((deploy.replicas ?? 1) !== 1)
      mistakes.add('deploy.replicas', `found ${deploy.replicas}, a bare Pod (restart "${restart}") is one: remove it`);
    return 'pod';
  }
  const controller = labels.controller ?? (deploy.mode === 'global' ? 'daemonset' : 'deployment');
  if (controller === 'daemonset' && deploy.replicas !== undefined) {
    mistakes.add('deploy.replicas', `found ${deploy.replicas}, a DaemonSet runs one pod on each node: remove it`);
  }
  if (deploy.update !== undefined && controller !== 'deployment') {
    mistakes.add('deploy.update_config', `found with a ${controller}, only a Deployment updates this way: remove it`);
  }
  return controller;
}

export interface ControllerProps {
  /** Name, labels and annotations of the service's objects. */
  readonly metadata: ObjectMeta;
  readonly podLabels: Readonly<Record<string, string>>;
  readonly podSpec: PodSpec;
  readonly service: Service;
  /** Claims that the pods mount. */
  readonly claims: readonly Claim[];
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
function strategy({ mounts, deploy: { update } }: Service): DeploymentStrategy | undefined {
  if (mounts.some(({ type }) => type !== 'tmpfs')) return { type: 'Recreate' };
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

const claimTemplate = ({ name, spec }: Claim): KubePersistentVolumeClaimProps => ({
  metadata: { name, labels: serviceLabel(name) },
  spec,
});
