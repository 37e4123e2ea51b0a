import { ApiObject, type App } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { KubernetesObject } from '../../checks/manifest';
import { selects } from '../../checks/objects';
import { installationRingsOf } from '../../checks/rings/ring-checks';
import { type Data, isMap, labelsAt, mapAt, mapsAt, textAt } from '../../values/data';

/**
 * Sync waves, the lowest first. Objects that pods require precede all pods, since an object in a later wave waits
 * until those in earlier waves are healthy.
 */
export const WAVES = { namespaces: -40, definitions: -30, storage: -20, rings: -10, rest: 0 } as const;
export type Wave = keyof typeof WAVES;

/** An object of an app, with its manifest. */
export interface WavedObject {
  readonly object: ApiObject;
  readonly content: KubernetesObject & Data;
  readonly wave: Wave;
}

const DEFINITIONS: ReadonlySet<string> = new Set([
  ...['CustomResourceDefinition', 'StorageClass', 'PriorityClass', 'PersistentVolume', 'ResourceQuota', 'LimitRange'],
  ...['ServiceAccount', 'Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding', 'NetworkPolicy'],
  ...['ConfigMap', 'Secret'],
]);
const WORKLOADS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob']);

/** The objects of an app, each with its wave. */
export function wavesOf(app: App, storage: readonly Construct[] = []): WavedObject[] {
  const objects = app.node
    .findAll()
    .filter((construct: IConstruct): construct is ApiObject => ApiObject.isApiObject(construct))
    .map((object) => ({ object, content: contentOf(object) }));
  const ringSystems = installationRingsOf(app);
  const isMember = ({ content }: { content: Data }): boolean => {
    const labels = labelsAt(content, 'spec.template.metadata.labels');
    return ringSystems.some(
      ({ namespace, rings }) =>
        textAt(content, 'metadata.namespace') === namespace &&
        rings.some(({ selector }) => selects({ matchLabels: selector }, labels)),
    );
  };
  const waveOf = ({ object, content }: { object: ApiObject; content: Data }): Wave => {
    const { kind } = object;
    if (kind === 'Namespace') return 'namespaces';
    if (DEFINITIONS.has(kind)) return 'definitions';
    // One that waits for the address of a load balancer would hold up all that comes after it.
    if (kind === 'Service') return textAt(content, 'spec.type') === 'LoadBalancer' ? 'rest' : 'definitions';
    if (!WORKLOADS.has(kind)) return 'rest';
    if (storage.some((construct) => object.node.scopes.includes(construct))) return 'storage';
    return kind === 'StatefulSet' && isMember({ content }) ? 'rings' : 'rest';
  };
  const waved = objects.map((one) => ({ ...one, wave: waveOf(one) }));
  // A claim may wait for its first pod: in an earlier wave than the pod, it would wait for ever.
  return waved.map((one) =>
    one.object.kind === 'PersistentVolumeClaim' ? { ...one, wave: waveOfUser(one, waved) } : one,
  );
}

function waveOfUser({ content }: WavedObject, others: readonly WavedObject[]): Wave {
  const { name, namespace } = content.metadata;
  const user = others.find(
    (other) =>
      other.content.metadata.namespace === namespace &&
      mapsAt(other.content, 'spec.template.spec.volumes').some(
        (volume) => textAt(volume, 'persistentVolumeClaim.claimName') === name,
      ),
  );
  return user?.wave ?? 'rest';
}

function contentOf(object: ApiObject): KubernetesObject & Data {
  const json: unknown = object.toJson();
  const metadata = mapAt(json, 'metadata');
  return {
    ...(isMap(json) ? json : {}),
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: {
      name: object.name,
      ...(typeof metadata['namespace'] === 'string' && { namespace: metadata['namespace'] }),
      labels: labelsAt(json, 'metadata.labels'),
      annotations: labelsAt(json, 'metadata.annotations'),
    },
  };
}
