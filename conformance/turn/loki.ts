import { LOKI_2, LOKI_3 } from '../programs/versions';
import { type Answer, ask, post } from './ask';
import type { Entrance, TurningSystem } from './system';
import { isTree, mapped, partAt, type Tree, withValue } from './tree';

/** Time of the first line, in nanoseconds; each line is one later than the one before. */
const BEGUN = BigInt(Date.now()) * 1_000_000n;
/** Number of streams of the lines, so that every ingester gets some. */
const STREAMS = 16;

/** Keys that hold the name of a store. */
const STORES = ['object_store', 'shared_store', 'delete_request_store'];
const CACHES = ['memcached', 'memcached_client', 'redis'];

/** Every store is a folder, and caches are disabled. */
function atHome(config: Tree, shared: string): Tree {
  const plain = mapped(config, (key, value) => {
    if (CACHES.includes(key)) return undefined;
    return STORES.includes(key) ? 'filesystem' : value;
  });
  const tree = isTree(plain) ? plain : {};
  const { aws: _, gcs: __, azure: ___, ...storage } = partAt(tree, 'storage_config');
  const stored = withValue(tree, 'storage_config', { ...storage, filesystem: { directory: shared } });
  return withValue(stored, 'analytics.reporting_enabled', false);
}

/** Lines in a response; each is a number. */
function linesIn(text: string): number[] {
  const body: { data?: { result?: ReadonlyArray<{ values?: ReadonlyArray<readonly [string, string]> }> } } =
    JSON.parse(text);
  return (body.data?.result ?? []).flatMap(({ values = [] }) => values.map(([, line]) => Number(line)));
}

/** Lines of some streams, from a time in nanoseconds on. */
export async function readLines(
  { url, headers }: Entrance,
  selector: string,
  start: bigint,
  end: bigint,
): Promise<Answer & { readonly found: readonly number[] }> {
  const query = new URLSearchParams({ query: selector, start: String(start), end: String(end), limit: '5000' });
  const answer = await ask(`${url}/loki/api/v1/query_range?${query}`, { headers });
  return { ...answer, found: answer.ok ? linesIn(answer.text) : [] };
}

export const loki: TurningSystem = {
  name: 'Loki',
  program: 'loki',
  api: 'loki',
  image: /(^|\/)grafana\/loki$/,
  versions: LOKI_2,
  addressKeys: [
    'server.http_listen_address',
    'server.grpc_listen_address',
    'ingester.lifecycler.address',
    'distributor.ring.instance_addr',
    'compactor.compactor_ring.instance_addr',
    'index_gateway.ring.instance_addr',
    'query_scheduler.scheduler_ring.instance_addr',
    'ruler.ring.instance_addr',
    'frontend.address',
    'memberlist.advertise_addr',
  ],
  nameKeys: [
    'ingester.lifecycler.id',
    'distributor.ring.instance_id',
    'compactor.compactor_ring.instance_id',
    'index_gateway.ring.instance_id',
    'query_scheduler.scheduler_ring.instance_id',
    'memberlist.node_name',
  ],
  atHome,
  adapt: (launch) => ({ launch }),
  ringBlock: 'ingester.lifecycler.ring',
  defaultReplicationFactor: 3,
  entrances: { push: ['distributor', 3100], query: ['query-frontend', 3100] },
  withoutTenant: { write: 401, query: 401 },
  ringPage: '/ring',
  push: ({ url, headers }, number) => {
    const stream = { job: 'turn', part: String(number % STREAMS) };
    const values = [[String(BEGUN + BigInt(number)), String(number)]];
    return post(`${url}/loki/api/v1/push`, { streams: [{ stream, values }] }, headers);
  },
  read: (entrance, numbers) =>
    readLines(entrance, '{job="turn"}', BEGUN - 1n, BEGUN + BigInt(Math.max(0, ...numbers) + 1)),
};

export const loki3: TurningSystem = {
  ...loki,
  name: 'Loki 3',
  program: 'loki-3',
  versions: LOKI_3,
  addressKeys: [...loki.addressKeys, 'pattern_ingester.lifecycler.address'],
  nameKeys: [...loki.nameKeys, 'pattern_ingester.lifecycler.id'],
};
