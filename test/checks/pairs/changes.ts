import { ApiObject, type Chart, JsonPatch } from 'cdk8s';
import { Ring } from '../../../lib/model/ring/ring';
import { type Change, zones } from '../sound';

export const { add, remove, replace } = JsonPatch;

export const INGESTER = 'StatefulSet/loki-loki-distributed-ingester';
export const GOSSIP = 'Service/loki-loki-distributed-memberlist';
export const QUERIER = 'StatefulSet/loki-loki-distributed-querier';
export const POD = '/spec/template/spec';
export const CONTAINER = `${POD}/containers/0`;

export const patch = (object: string, ...patches: JsonPatch[]): Change => ({ patches: { [object]: patches } });
/** Patches of the Deployment of the sound environment. */
export const web = (...patches: JsonPatch[]): Change => patch('Deployment/web', ...patches);
/** The text of a configuration. */
export const config = (text: string): Change => patch('ConfigMap/web', replace('/data/web.yaml', `${text}\n`));
export const rename = (object: string): Change => patch(object, replace('/metadata/name', 'renamed'));
/** Patches of the StatefulSets of all zones of a role of Mimir. */
export const patchesOf = (role: string, ...patches: JsonPatch[]): NonNullable<Change['patches']> =>
  Object.fromEntries(zones.map(({ name }) => [`StatefulSet/mimir-${role}-${name}`, patches]));

/** A further object in namespace `web`. */
export const object = (apiVersion: string, kind: string, fields: object, name = 'more'): Change => ({
  objects: (chart: Chart) => new ApiObject(chart, name, { apiVersion, kind, metadata: { name }, ...fields }),
});

export const LABELLED = { type: 'memberlist', clusterLabel: 'loki' } as const;
export const gossiping = (replicationFactor: number, clusterLabel = 'loki'): Ring =>
  new Ring({ replicationFactor, store: { type: 'memberlist', clusterLabel } });
export const claims = { persistence: { claims: [{ size: '1Gi', storageClass: 'fast' }] } } as const;
/** Props of the ingesters of Loki. */
export const ingesters = (props: object): Change => ({
  loki: { ingester: { replicas: 3, disruptionBudget: { maxUnavailable: 1 }, ...claims, ...props } },
});
/** A role of Mimir without zones. */
export const ONE_ZONE = { zones: false, replicas: 3, antiAffinity: { hosts: 'required' } } as const;
/** Loki with another image. */
export const lokiImage = (tag?: string, digest?: string): Change => ({
  loki: { image: { repository: 'docker.io/grafana/loki', tag, digest } },
});

/** A workload of one container that no policy finds anything about. */
export const workload = (
  chart: Chart,
  kind: 'Deployment' | 'DaemonSet',
  name: string,
  container: object,
  { labels = { app: name }, pod = {} }: { readonly labels?: object; readonly pod?: object } = {},
): ApiObject =>
  new ApiObject(chart, name, {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name,
              image: 'program:1.0',
              ports: [{ name: 'http', containerPort: 8080 }],
              readinessProbe: { httpGet: { path: '/', port: 'http' } },
              resources: { requests: { cpu: '10m' } },
              securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true },
              ...container,
            },
          ],
          ...pod,
        },
      },
    },
  });
