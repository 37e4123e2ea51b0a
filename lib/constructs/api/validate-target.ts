import { type Mistakes, UserError } from '../../values/errors';
import { dnsSubdomain } from '../../values/names';
import { show } from '../../values/text';
import type { BasicAuth, Identity, Needs } from './target';

/** Characters and length that Loki, Mimir and Tempo allow in a tenant. */
const TENANT = /^[A-Za-z0-9!\-_.*'()]{1,150}$/;

/**
 * Returns `text` if it is a valid tenant.
 * @throws UserError that contains the allowed values
 */
export function tenantId(text: string): string {
  if (text === '') {
    throw new UserError('found "", allowed is a non-empty string: set it, or remove it');
  }
  if (TENANT.test(text) && text !== '.' && text !== '..') return text;
  throw new UserError(
    `found ${show(text)}, allowed are up to 150 letters, digits and "!", "-", "_", ".", "*", "'", "(", ")": rename the tenant`,
  );
}

export interface TargetToCheck extends Identity {
  readonly needs?: Needs;
  /** URL, if its scheme decides whether TLS is used. */
  readonly url?: string;
}

export interface TargetChecks {
  /** Whether requests have a tenant without configuration, as those of Tempo's generator. @default false */
  readonly namesTenant?: boolean;
  /** Whether requests have a tenant that cannot be overridden, as those of Loki's ruler. @default false */
  readonly fixesTenant?: boolean;
  /** Whether several tenants, joined by "|", can be read with one request. @default false */
  readonly readsTenants?: boolean;
}

/** Validates at `at` the tenant, credentials and TLS that the server requires. */
export function checkTarget(
  mistakes: Mistakes,
  at: string,
  { tenant, credentials, tls, needs, url }: TargetToCheck,
  { namesTenant = false, fixesTenant = false, readsTenants = false }: TargetChecks = {},
): void {
  const below = (key: string): string => (at === '' ? key : `${at}.${key}`);
  if (tenant !== undefined && fixesTenant) {
    mistakes.add(
      below('tenant'),
      `found ${show(tenant)}, allowed is no tenant, because the program sets the tenant of each request itself: remove it`,
    );
  } else if (tenant !== undefined) {
    for (const one of readsTenants ? tenant.split('|') : [tenant]) {
      mistakes.attempt(below('tenant'), () => tenantId(one), one);
    }
  } else if (needs?.tenant && !namesTenant && !fixesTenant) {
    mistakes.add(
      below('tenant'),
      `missing, and ${needs.by} requires a tenant because multi-tenancy is enabled: set it, as { tenant: "team-a" } or by .as("team-a")`,
    );
  }
  if (credentials) {
    checkCredentials(mistakes, below('credentials'), credentials);
  } else if (needs?.credentials) {
    mistakes.add(
      below('credentials'),
      `missing, and the gateway of ${needs.by} requires a user (basicAuth): set the user for clients there as basicAuth.client, or here`,
    );
  }
  if (tls && url?.startsWith('http:')) {
    mistakes.add(
      below('tls'),
      `found beside ${show(url)}, allowed is only an https URL: change the scheme of the URL, or remove tls`,
    );
  }
  const ca = tls?.ca;
  if (ca) mistakes.attempt(below('tls.ca'), () => dnsSubdomain(ca.secretName), ca.secretName);
}

/** Validates a user at `at`. */
export function checkCredentials(mistakes: Mistakes, at: string, { username, password }: BasicAuth): void {
  if (username === '' || username.includes(':')) {
    mistakes.add(`${at}.username`, `found ${show(username)}, allowed is a string without ":": rename the user`);
  }
  mistakes.attempt(`${at}.password`, () => dnsSubdomain(password.secretName), password.secretName);
}
