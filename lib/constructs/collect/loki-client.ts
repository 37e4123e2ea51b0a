import { Mistakes, UserError } from '../../values/errors';
import { show } from '../../values/text';
import type { ApiTarget } from '../api/target';
import { checkUrl } from '../api/url';
import { checkTarget, type TargetChecks } from '../api/validate-target';

/** Push target of logs: `loki.push`, `loki.push.as('team-a')`, or the URL of a Loki elsewhere. */
export interface LokiClient extends ApiTarget<'loki-push'> {}

/** Loki takes logs at a path that ends so, be there a proxy before it. */
const PUSH_PATH = /\/push\/?$/;

/**
 * @param where path of the construct, which leads each sentence
 * @throws UserError if nothing is pushed to, or a client is nothing that can be
 */
export function checkClients(where: string, clients: readonly LokiClient[], checks: TargetChecks = {}): void {
  const mistakes = new Mistakes(where);
  if (clients.length === 0) mistakes.add('clients', 'found none, so no logs would be pushed: set at least one');
  for (const [index, client] of clients.entries()) {
    const { url, tenant } = client;
    const at = `clients[${index}]`;
    mistakes.attempt(`${at}.url`, () => checkPushUrl(url), undefined);
    checkTarget(mistakes, at, client, checks);
    const isRepeated = clients.slice(0, index).some((other) => other.url === url && other.tenant === tenant);
    if (isRepeated) mistakes.add(at, `found ${show(url)} twice for the same tenant, allowed is once: remove one`);
  }
  mistakes.throwIfAny();
}

function checkPushUrl(url: string): void {
  const path = '/loki/api/v1/push';
  checkUrl(url, path, 'loki.push');
  if (PUSH_PATH.test(new URL(url).pathname)) return;
  throw new UserError(
    `found ${show(url)}, which is not a push path of Loki, allowed is a path such as "${path}": pass loki.push`,
  );
}
