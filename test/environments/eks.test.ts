import { Chart } from 'cdk8s';
import type { Loki } from '../../charts/loki';
import type { Mimir } from '../../charts/mimir';
import type { Tempo } from '../../charts/tempo';
import { eks } from '../../environments/eks';
import { type KubernetesObject, objectAt, objectsOf, podOf } from '../objects';

const app = eks();
const charts = app.node.children.filter(Chart.isChart);
const objects: Readonly<Record<string, KubernetesObject>> = Object.assign({}, ...charts.map(objectsOf));
const loki = charts.find((chart): chart is Loki => chart.node.id === 'loki');
const fullName = 'loki-loki-distributed';

test('making it again gives the same', () =>
  expect(Object.assign({}, ...eks().node.children.filter(Chart.isChart).map(objectsOf))).toEqual(objects));

test('three ingesters keep three copies on volumes of their own, and one of them may leave', () => {
  const { replicas, volumeClaimTemplates } = objectAt(objects, `StatefulSet/${fullName}-ingester`)['spec'];
  expect(replicas).toBe(3);
  expect(loki?.config.ingester?.lifecycler?.ring?.replication_factor).toBe(3);
  expect(volumeClaimTemplates).toMatchObject([
    { spec: { storageClassName: 'ebs-sc', resources: { requests: { storage: '10Gi' } } } },
  ]);
  expect(objectAt(objects, `PodDisruptionBudget/${fullName}-ingester`)['spec'].maxUnavailable).toBe(1);
});

test('pods have the identity that S3 knows, and no keys', () => {
  const role = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/AWS-Loki-Role' };
  for (const account of ['loki', 'loki-compactor']) {
    expect(objectAt(objects, `ServiceAccount/${account}`).metadata['annotations']).toEqual(role);
  }
  expect(podOf(objects, `StatefulSet/${fullName}-compactor`).serviceAccountName).toBe('loki-compactor');
  expect(podOf(objects, `StatefulSet/${fullName}-ingester`).serviceAccountName).toBe('loki');
  // Promtail's configuration stands in one; what is in it, the URL of Loki, is no secret.
  const secrets = Object.values(objects).filter(({ kind }) => kind === 'Secret');
  expect(secrets.map(({ metadata }) => metadata.name)).toEqual(['promtail']);
});

test('data with a retention of thirty days can be queried for thirty days', () => {
  const { limits_config, chunk_store_config } = loki?.config ?? {};
  expect(limits_config?.retention_period).toBe('30d');
  expect(limits_config?.max_query_lookback ?? 0).toBe(0);
  expect(chunk_store_config).not.toHaveProperty('max_look_back_period');
});

test('queriers ask the index gateway for the index that is written', () => {
  const { schema_config, storage_config } = loki?.config ?? {};
  expect(schema_config?.configs?.map(({ store }) => store)).toEqual(['tsdb']);
  const address = storage_config?.tsdb_shipper?.index_gateway_client?.server_address ?? '';
  const [service, port] = address.replace('dns:///', '').split(':');
  expect(objectAt(objects, `Service/${service}`)['spec'].ports).toContainEqual(
    expect.objectContaining({ name: 'grpc', port: Number(port) }),
  );
});

test('every cache is one that runs', () => {
  const addresses = [...JSON.stringify(loki?.config).matchAll(/dnssrv\+_([\w-]+)\._tcp\.([\w-]+)\./g)];
  expect(addresses).toHaveLength(3);
  for (const [, port, service] of addresses) {
    expect(objectAt(objects, `Service/${service}`)['spec'].ports).toContainEqual(
      expect.objectContaining({ name: port }),
    );
  }
});

test('metrics of spans go to the Mimir that is there', () => {
  const tempo = charts.find((chart): chart is Tempo => chart.node.id === 'tempo');
  const url = tempo?.config.metrics_generator?.storage?.remote_write?.[0]?.url ?? '';
  const [, service, namespace] = /^http:\/\/([\w-]+)\.([\w-]+)\/api\/v1\/push$/.exec(url) ?? [];
  const { metadata, spec } = objectAt(objects, `Service/${service}`);
  expect(metadata['namespace']).toBe(namespace);
  expect(spec.ports).toContainEqual(expect.objectContaining({ port: 80 }));
});

test('Mimir keeps blocks locally until queries read them from storage, and rules survive restarts of pods', () => {
  const mimir = charts.find((chart): chart is Mimir => chart.node.id === 'mimir');
  const { blocks_storage, querier, ruler_storage } = mimir?.config ?? {};
  expect(blocks_storage?.tsdb?.retention_period).toBe('13h');
  expect(querier?.query_store_after).toBe('12h');
  expect(blocks_storage?.bucket_store?.ignore_blocks_within).toBe('10h');
  expect(ruler_storage?.backend).toBe('s3');
});
