import { milliseconds } from '../../model/config/duration';
import { show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { type Fields, fieldsOf, textOf } from '../fields';
import { instancesOf } from '../programs/instances';
import { answerTo } from './answer';
import { passed, serverOf } from './gateway';

/** Time that a query may take, if a configuration says so, and a path at which it is asked. */
const QUERIES: Readonly<Record<string, { readonly keys: readonly string[]; readonly path: string }>> = {
  Loki: { keys: ['limits_config', 'query_timeout'], path: '/loki/api/v1/query_range' },
  Mimir: { keys: ['querier', 'timeout'], path: '/prometheus/api/v1/query_range' },
  Tempo: { keys: ['querier', 'search', 'query_timeout'], path: '/api/search' },
};

const valueAt = (config: Fields, keys: readonly string[]): string | undefined =>
  textOf(keys.reduce<unknown>((value, key) => fieldsOf(value)[key], config));

/** Gateways that give up before the query behind them has to end. */
export function* impatientGateways(cluster: Cluster): Generator<RuleFinding> {
  for (const gateway of instancesOf(cluster)) {
    const server = gateway.program === 'nginx' ? serverOf(gateway) : undefined;
    if (server === undefined) continue;
    for (const [program, { keys, path }] of Object.entries(QUERIES)) {
      const pass = passed(server, path);
      const behind = pass?.upstream === undefined ? undefined : answerTo(cluster, gateway.pods, pass.upstream, '');
      const config = behind?.instance?.config;
      if (pass === undefined || config === undefined || behind?.instance?.program !== program) continue;
      const timeout = valueAt(config.content, keys);
      const query = timeout === undefined ? undefined : milliseconds(timeout);
      if (query === undefined || query <= pass.readTimeout * 1000) continue;
      yield {
        id: 'flow/timeout',
        object: config.object,
        sentence: `${keys.join('.')}: found ${show(timeout)}, but ${gateway.pods.owner.identity} waits ${pass.readTimeout}s for an answer (proxy_read_timeout), and longer queries get 504: set the readTimeout of the gateway, or lower the query timeout`,
      };
    }
  }
}
