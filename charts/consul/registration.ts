import type { Endpoint } from '../../lib/endpoint';

/** A service as Consul's agent takes it (`PUT /v1/agent/service/register`). */
export interface ConsulRegistration {
  /** Name of the service (`Name`): letters, digits and `-`, as it becomes a DNS label. */
  readonly name: string;
  /** Where the service listens (`Address`, `Port`). */
  readonly endpoint: Endpoint;
  /** Unique id at the agent (`ID`); a service of the same id is replaced. @default - the name */
  readonly id?: string;
  /** Words to select the service by (`Tags`). @default - none */
  readonly tags?: readonly string[];
  /** Facts about the service (`Meta`). @default - none */
  readonly meta?: Readonly<Record<string, string>>;
  /** How Consul finds out whether the service is well (`Checks`). @default - none: it counts as well */
  readonly checks?: readonly ConsulCheck[];
}

/** A check; durations are Go durations such as `10s` or `1m30s`. */
export type ConsulCheck = ConsulTcpCheck | ConsulHttpCheck | ConsulTtlCheck;

interface ConsulCheckBase {
  /** What the check is called (`Name`). */
  readonly name: string;
  /** How long the service may be critical before Consul takes it off (`DeregisterCriticalServiceAfter`, at least `1m`). @default - never */
  readonly deregisterCriticalServiceAfter?: string;
}

interface ConsulTimes {
  /** Time between two checks (`Interval`). */
  readonly interval: string;
  /** Time to wait for an answer (`Timeout`). @default - Consul's 10s */
  readonly timeout?: string;
}

/** The service is well if it takes a connection (`TCP`). */
export interface ConsulTcpCheck extends ConsulCheckBase, ConsulTimes {
  readonly tcp: Endpoint;
}

/** The service is well if it answers with 2xx (`HTTP`). */
export interface ConsulHttpCheck extends ConsulCheckBase, ConsulTimes {
  readonly http: Endpoint;
  /** Path to ask for. @default "/" */
  readonly path?: string;
}

/** The service is well as long as it says so itself (`TTL`). */
export interface ConsulTtlCheck extends ConsulCheckBase {
  readonly ttl: string;
}

/** The JSON that Consul's agent takes. */
export function registrationPayload({ name, endpoint, id, tags, meta, checks }: ConsulRegistration): string {
  const payload = {
    id,
    name,
    tags,
    meta,
    address: endpoint.host,
    port: endpoint.port,
    checks: checks?.map(checkPayload),
  };
  return `${JSON.stringify(payload, null, 2)}\n`;
}

function checkPayload(check: ConsulCheck): object {
  const { name, deregisterCriticalServiceAfter } = check;
  if ('ttl' in check) return { name, ttl: check.ttl, deregisterCriticalServiceAfter };
  const { interval, timeout } = check;
  const target = 'tcp' in check ? { tcp: check.tcp.address } : { http: `${check.http.url}${check.path ?? '/'}` };
  return { name, ...target, interval, timeout, deregisterCriticalServiceAfter };
}
