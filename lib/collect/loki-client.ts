import { Mistakes } from '../errors';
import { show } from '../text';
import { checkUrl } from './url';

/** Where logs are pushed. */
export interface LokiClient {
  /** Address with its path, such as `loki.pushUrl`. */
  readonly url: string;
  /** Tenant that the logs belong to (header `X-Scope-OrgID`). @default - none; Loki takes it without multi-tenancy */
  readonly tenant?: string;
}

/**
 * @param where path of the construct, which leads each sentence
 * @throws UserError if nothing is pushed to, or a client is nothing that can be
 */
export function checkClients(where: string, clients: readonly LokiClient[]): void {
  const mistakes = new Mistakes(where);
  if (clients.length === 0) mistakes.add('clients', 'found none, logs are read to be pushed: name one');
  for (const [index, { url, tenant }] of clients.entries()) {
    const at = `clients[${index}]`;
    mistakes.attempt(`${at}.url`, () => checkUrl(url, '/loki/api/v1/push', 'loki.pushUrl'), undefined);
    if (tenant === '')
      mistakes.add(`${at}.tenant`, 'found "", allowed is a text of one letter or more: name it, or leave it out');
    const isRepeated = clients.slice(0, index).some((other) => other.url === url && other.tenant === tenant);
    if (isRepeated)
      mistakes.add(at, `found ${show(url)} a second time for the same tenant, allowed is once: remove it`);
  }
  mistakes.throwIfAny();
}
