import { isIPv6 } from 'node:net';
import { UserError } from '../../values/errors';
import { show } from '../../values/text';
import type { LogFormat, NginxTime } from './nginx';
import type { GatewayProps } from './props';

/** The format of the charts. */
const LOG_FORMAT: LogFormat = {
  parts: [
    '$remote_addr - $remote_user [$time_local]  $status ',
    '"$request" $body_bytes_sent "$http_referer" ',
    '"$http_user_agent" "$http_x_forwarded_for"',
  ],
};

/**
 * The format of the access log.
 * @throws UserError if it would end its own quotes
 */
export function logFormatOf(value: GatewayProps['logFormat']): LogFormat {
  if (value === undefined) return LOG_FORMAT;
  const { format, ...escaping } = typeof value === 'string' ? { format: value } : value;
  if (/['\n]/.test(format)) {
    throw new UserError(
      `found ${show(format)}, allowed is one line without "'", which ends the string in nginx: change it`,
    );
  }
  return { parts: [format], ...escaping };
}

/** A name or an address, perhaps with a port. */
const SERVER = /^([\w.-]+|\[[0-9a-fA-F:.]+\])(:\d{1,5})?$/;
const PARAMETER = /^(valid=\d+(ms|s|m|h|d)?|ipv[46]=(on|off)|status_zone=\w+)$/;

/**
 * Value of `resolver`.
 * @throws UserError if nginx would reject it
 */
export function resolverOf(value: string | readonly string[]): string {
  const words = (typeof value === 'string' ? [value] : value).flatMap((each) => each.trim().split(/\s+/));
  const servers = words.map((word) => (isIPv6(word) ? `[${word}]` : word));
  const wrong = servers.find((word) => !SERVER.test(word) && !PARAMETER.test(word));
  if (wrong !== undefined || !servers.some((word) => SERVER.test(word))) {
    throw new UserError(
      `found ${show(wrong ?? value)}, allowed are names or addresses of DNS servers, optionally with a port, and parameters such as "valid=30s": write one per list item`,
    );
  }
  return servers.join(' ');
}

/**
 * A time that nginx reads.
 * @throws UserError if it is none, or no time at all
 */
export function nginxTime(value: NginxTime): NginxTime {
  if (/^[1-9]\d*(ms|s|m|h)?$/.test(String(value))) return value;
  throw new UserError(
    `found ${show(value)}, allowed is a whole number of at least 1, in seconds or with a unit, such as "10m"`,
  );
}
