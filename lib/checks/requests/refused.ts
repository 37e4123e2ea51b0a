import { listed, show } from '../../values/text';
import { withoutPassword } from '../../values/url';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { type Answer, answerTo } from './answer';
import { requestsIn } from './clients';
import { PATHS_BELOW, type Request } from './request';
import { asksForTenant, serves } from './served';

/** Requests that the program at the other end, or a gateway on the way, does not accept. */
export function* refusedRequests(cluster: Cluster): Generator<RuleFinding> {
  const said = new Set<string>();
  for (const request of requestsIn(cluster)) {
    const answer = answerTo(cluster, request.from, request.url, PATHS_BELOW[request.api]);
    const finding = answer && findingOf(request, answer);
    if (finding === undefined || said.has(`${finding.object} ${finding.sentence}`)) continue;
    said.add(`${finding.object} ${finding.sentence}`);
    yield finding;
  }
}

/** The first thing that goes wrong. */
function findingOf(request: Request, answer: Answer): RuleFinding | undefined {
  const { object, at } = request;
  const found = `${at}: found ${show(withoutPassword(request.url))}`;
  return (
    wrongScheme(request, answer, found) ??
    wrongPath(request, answer, found) ??
    (needsUser(answer) && !request.hasCredentials
      ? {
          id: 'flow/credentials',
          object,
          sentence: `${found}, whose gateway ${gatewayOf(answer)} asks for a user, and no user is set: every request gets 401. Set user and password of the client (\`credentials\`)`,
        }
      : undefined) ??
    (needsTenant(answer) && !request.hasTenant
      ? {
          id: 'flow/tenant',
          object,
          sentence: `${found}, where ${answer.instance?.program} has multi-tenancy enabled, and no tenant is set: every request gets 401 "no org id". Set the tenant of the client (header X-Scope-OrgID)`,
        }
      : undefined)
  );
}

const gatewayOf = ({ gateways }: Answer): string => gateways[0]?.instance.pods.owner.identity ?? '';
const needsUser = ({ gateways }: Answer): boolean => gateways.some(({ asksForUser }) => asksForUser);
const needsTenant = ({ instance, gateways }: Answer): boolean =>
  instance !== undefined && asksForTenant(instance) === true && !gateways.some(({ namesTenant }) => namesTenant);

function wrongScheme({ url, object }: Request, { gateways }: Answer, found: string): RuleFinding | undefined {
  const [gateway] = gateways;
  const isHttps = url.startsWith('https:');
  if (gateway === undefined || isHttps === gateway.usesTls) return undefined;
  return {
    id: 'flow/tls',
    object,
    sentence: `${found}, but ${gateway.instance.pods.owner.identity} serves ${isHttps ? 'plain HTTP' : 'HTTPS'} at this port: use ${isHttps ? 'http' : 'https'}`,
  };
}

function wrongPath(
  { api, object }: Request,
  { instance, path, gateways }: Answer,
  found: string,
): RuleFinding | undefined {
  if (instance === undefined) {
    const gateway = gateways.at(-1)?.instance.pods.owner.identity;
    if (api === 'other') return undefined;
    return {
      id: 'flow/path',
      object,
      sentence: `${found}, but ${gateway} passes ${show(path)} to no program: pass the API of the system, or correct the path`,
    };
  }
  const served = serves(instance, api, path);
  if (served === undefined || served === true) return undefined;
  const who = `${instance.program}${instance.role === undefined ? '' : ` (${instance.role})`} of ${instance.pods.owner.identity}`;
  return {
    id: 'flow/path',
    object,
    sentence:
      served.length === 0
        ? `${found}, but ${who} does not serve ${NAMES[api]}: pass the API of the system that does`
        : `${found}, but ${who} does not serve ${NAMES[api]} at ${show(path)}, allowed are ${listed(served)}: correct the path`,
  };
}

const NAMES: Readonly<Record<Request['api'], string>> = {
  'remote-write': 'remote write',
  'loki-push': 'the push API of Loki',
  'loki-query': 'queries of Loki',
  'prometheus-query': 'queries of Prometheus',
  'tempo-query': 'queries of Tempo',
  other: 'this API',
};
