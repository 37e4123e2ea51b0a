import type { Endpoint } from '../../lib/values/endpoint';
import type { Mistakes } from '../../lib/values/errors';
import { show } from '../../lib/values/text';

/** A service for the agent of Consul (`PUT /v1/agent/service/register`). */
export interface ConsulRegistration {
  /** Name of the service (`Name`): letters, digits and `-`, as it becomes a DNS label. */
  readonly name: string;
  /** Address and port of the service (`Address`, `Port`). */
  readonly endpoint: Endpoint;
  /** Unique id at the agent (`ID`); a service of the same id is replaced. @default - the name */
  readonly id?: string;
  /** Words to select the service by (`Tags`). @default - none */
  readonly tags?: readonly string[];
  /** Facts about the service (`Meta`). @default - none */
  readonly meta?: Readonly<Record<string, string>>;
  /** Health checks of the service (`Checks`). @default - none: the service is always healthy */
  readonly checks?: readonly ConsulCheck[];
}

/** A check; durations are Go durations such as `10s` or `1m30s`. */
export type ConsulCheck = ConsulTcpCheck | ConsulHttpCheck | ConsulTtlCheck;

interface ConsulCheckBase {
  /** Name of the check (`Name`). */
  readonly name: string;
  /** Time in state critical after which Consul removes the service (`DeregisterCriticalServiceAfter`, at least `1m`). @default - never */
  readonly deregisterCriticalServiceAfter?: string;
}

interface ConsulTimes {
  /** Time between two checks (`Interval`). */
  readonly interval: string;
  /** Time to wait for an answer (`Timeout`). @default - Consul's 10s */
  readonly timeout?: string;
}

/** The service is healthy if it accepts a connection (`TCP`). */
export interface ConsulTcpCheck extends ConsulCheckBase, ConsulTimes {
  readonly tcp: Endpoint;
}

/** The service is well if it answers with 2xx (`HTTP`). */
export interface ConsulHttpCheck extends ConsulCheckBase, ConsulTimes {
  readonly http: Endpoint;
  /** Path of the request. @default "/" */
  readonly path?: string;
}

/** The service is healthy as long as it reports so itself (`TTL`). */
export interface ConsulTtlCheck extends ConsulCheckBase {
  readonly ttl: string;
}

/** Service names that Consul's DNS can resolve. */
const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?$/;
/** The keys of checks that are durations. */
const TIMES = ['interval', 'timeout', 'ttl', 'deregisterCriticalServiceAfter'];
const DURATION = /^(\d+(\.\d+)?(ns|us|ms|s|m|h))+$/;

/** Validates values that Consul would reject or misread. */
export function checkRegistration({ name, id = name, checks = [] }: ConsulRegistration, mistakes: Mistakes): void {
  for (const [key, text] of Object.entries({ name, id })) {
    if (!DNS_LABEL.test(text))
      mistakes.add(key, `found ${show(text)}, allowed are up to 42 lower-case letters, digits and "-"`);
  }
  for (const [index, check] of checks.entries()) {
    if (!('ttl' in check) && Object(check).interval === undefined) {
      mistakes.add(`checks[${index}].interval`, 'missing, and Consul requires it: set a duration such as "10s"');
    }
    for (const [key, value] of Object.entries({ ...check })) {
      if (!TIMES.includes(key) || value === undefined || DURATION.test(String(value))) continue;
      mistakes.add(
        `checks[${index}].${key}`,
        `found ${show(value)}, allowed is a Go duration such as "10s" or "1m30s"`,
      );
    }
  }
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
