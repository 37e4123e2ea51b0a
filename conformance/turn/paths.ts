import { instancesOf } from '../../lib/checks/programs/instances';
import type { RequestedApi } from '../../lib/checks/requests/request';
import { serves } from '../../lib/checks/requests/served';
import { counted, type Judgement } from '../check';
import { ask } from './ask';
import { placed, type Started } from './start';

/** Paths of APIs, right and wrong ones, with a way to ask for them. */
const PATHS: ReadonlyArray<readonly [api: RequestedApi, method: string, path: string]> = [
  ['loki-push', 'POST', '/loki/api/v1/push'],
  ['loki-push', 'POST', '/api/prom/push'],
  ['loki-push', 'POST', '/api/v1/push'],
  ['loki-query', 'GET', '/loki/api/v1/query_range'],
  ['loki-query', 'GET', '/prometheus/api/v1/query_range'],
  ['tempo-query', 'GET', '/api/search'],
  ['tempo-query', 'GET', '/tempo/api/search'],
];

/**
 * Asks every role for paths of its system's APIs. The check `flow/path` has to say what the role answers: 404 where it
 * reports the path.
 */
export async function servedAsChecked(started: Started): Promise<Judgement> {
  const { system, cluster } = started;
  const refusals: string[] = [];
  let asked = 0;
  for (const { pods, ip } of placed(started)) {
    const instance = instancesOf(cluster).find((candidate) => candidate.pods === pods && candidate.role !== undefined);
    const port = instance?.container.ports?.find(({ name }) => /^http(-metrics)?$/.test(name ?? ''))?.containerPort;
    if (instance === undefined || port === undefined) continue;
    for (const [api, method, path] of PATHS.filter(([of]) => of.startsWith(system.api))) {
      const expected = serves(instance, api, path);
      if (expected === undefined) continue;
      const { status } = await ask(`http://${ip}:${port}${path}`, { method, headers: { 'X-Scope-OrgID': 'paths' } });
      asked += 1;
      const isServed = status !== undefined && status !== 404 && status !== 405;
      if (isServed === (expected === true)) continue;
      refusals.push(
        `${instance.role} answers ${method} ${path} with ${status ?? 'nothing'}, but flow/path says that it ${expected === true ? 'serves it' : 'does not serve it'}`,
      );
    }
  }
  return { refusals, remarks: [`flow/path agrees with ${counted(asked, 'answer')} of ${system.name}`] };
}
