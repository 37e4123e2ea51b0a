import { adapt } from '../checks/tempo';
import { type Answer, ask, post } from './ask';
import type { TurningSystem } from './system';
import { partAt, type Tree, withValue } from './tree';

/** Number of traces per query. */
const AT_ONCE = 8;

/** A trace for each number. */
const traceOf = (number: number): string => (0x51ab_0000_0000n + BigInt(number)).toString(16).padStart(32, 'a');
const spanOf = (number: number): string => (number + 1).toString(16).padStart(16, '0');

/**
 * Blocks are in a folder, in the format that every version writes, and caches are disabled. A compactor does not wait
 * a minute for its ring to be stable, since the ring does not change here.
 */
function atHome(config: Tree, shared: string): Tree {
  const {
    cache: _,
    memcached: __,
    redis: ___,
    s3: ____,
    gcs: _____,
    block = {},
    ...trace
  } = partAt(config, 'storage.trace');
  const { version: ______, ...format } = Object(block);
  const local = { ...trace, block: format, backend: 'local', local: { path: shared } };
  const stored = withValue(config, 'storage.trace', local);
  const ready = withValue(stored, 'compactor.ring.wait_stability_min_duration', '1s');
  return withValue(ready, 'usage_report.reporting_enabled', false);
}

export const tempo: TurningSystem = {
  name: 'Tempo',
  program: 'tempo',
  api: 'tempo',
  image: /(^|\/)grafana\/tempo$/,
  addressKeys: [
    'server.http_listen_address',
    'server.grpc_listen_address',
    'ingester.lifecycler.address',
    'distributor.ring.instance_addr',
    'compactor.ring.instance_addr',
    'metrics_generator.ring.instance_addr',
    'memberlist.advertise_addr',
  ],
  nameKeys: [
    'ingester.lifecycler.id',
    'distributor.ring.instance_id',
    'compactor.ring.instance_id',
    'metrics_generator.ring.instance_id',
    'memberlist.node_name',
  ],
  atHome,
  adapt,
  ringBlock: 'ingester.lifecycler.ring',
  defaultReplicationFactor: 1,
  entrances: { push: ['distributor', 4318], query: ['query-frontend', 3100] },
  // Its receivers return the same status for every rejection by the distributor.
  withoutTenant: { write: 503, query: 401 },
  ringPage: '/ingester/ring',
  push: ({ url, headers }, number) => {
    const now = Date.now();
    const span = {
      traceId: traceOf(number),
      spanId: spanOf(number),
      name: String(number),
      kind: 1,
      startTimeUnixNano: `${now}000000`,
      endTimeUnixNano: `${now + 1}000000`,
    };
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'turn' } }] };
    return post(`${url}/v1/traces`, { resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] }, headers);
  },
  read: async ({ url, headers }, numbers) => {
    const found: number[] = [];
    let failure: Answer | undefined;
    // Limits the queued jobs, since each query becomes a hundred.
    for (let begin = 0; begin < numbers.length; begin += AT_ONCE) {
      const asked = numbers.slice(begin, begin + AT_ONCE);
      const answers = await Promise.all(
        asked.map((number) => ask(`${url}/api/traces/${traceOf(number)}`, { headers })),
      );
      for (const [index, answer] of answers.entries()) {
        if (answer.ok) found.push(asked[index] ?? -1);
        else failure ??= answer;
      }
    }
    return { ...(failure ?? { ok: true, text: '' }), found };
  },
};
