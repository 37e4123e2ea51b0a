import { UserError } from '../../values/errors';
import { show } from '../../values/text';
import { parsePortNumber } from './scalars';
import type { ComposePort } from './types';

export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** A port of a container and where its Service publishes it. */
export interface Port {
  /** Port of the Service. */
  readonly published: number;
  /** Port of the container. */
  readonly target: number;
  readonly protocol: Protocol;
}

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];
const SHORT_FORM = '[PUBLISHED[-END]:]TARGET[-END][/PROTOCOL]';

/** The ports that one entry of `ports` stands for; a range stands for several. */
export function parsePort(entry: number | string | ComposePort): Port[] {
  return typeof entry === 'object' ? parseLongPort(entry) : parseShortPort(String(entry));
}

/** The port of one entry of `expose`, which a Service publishes under its own number. */
export function parseExposed(entry: number | string): Port[] {
  const text = String(entry);
  if (text.includes(':'))
    throw new UserError(`found ${show(entry)}, allowed is PORT[-END][/PROTOCOL]: publish ports with "ports"`);
  return parseShortPort(text);
}

function parseShortPort(text: string): Port[] {
  const [, hostIp, published, target = '', protocol] =
    /^(?:(?:(\[[^\]]*\]|[^:]*):)?([\d-]*):)?([\d-]+)(?:\/(\w+))?$/.exec(text) ?? [];
  if (target === '') throw new UserError(`found ${show(text)}, allowed is ${SHORT_FORM}, such as "8080:80/udp"`);
  checkHostIp(hostIp);
  return pair(text, published, target, protocol);
}

function parseLongPort({ target, published, protocol, mode = 'ingress', host_ip }: ComposePort): Port[] {
  if (target === undefined) throw new UserError('missing target: set the port of the container');
  if (mode !== 'ingress') {
    throw new UserError(
      `mode: found ${show(mode)}, a Service has only "ingress": remove it, or use hostPort with your own DaemonSet`,
    );
  }
  checkHostIp(host_ip);
  return pair(
    show({ target, published }),
    published === undefined ? undefined : String(published),
    String(target),
    protocol,
  );
}

function pair(found: string, published: string | undefined, target: string, protocol: string | undefined): Port[] {
  const targets = parseRange(target);
  const ports = published ? parseRange(published) : targets;
  if (ports.length !== targets.length) {
    throw new UserError(
      `found ${show(found)} with ${ports.length} published and ${targets.length} target ports, both ranges must have the same length`,
    );
  }
  const transport = parseProtocol(protocol);
  return targets.map((port, index) => ({
    published: ports[index] ?? port,
    target: port,
    protocol: transport,
  }));
}

function parseRange(text: string): number[] {
  const [first = '', last = first, ...rest] = text.split('-');
  if (rest.length > 0) throw new UserError(`found ${show(text)}, allowed is a port or a range START-END`);
  const start = parsePortNumber(first);
  const end = parsePortNumber(last);
  if (end < start) throw new UserError(`found ${show(text)}, a range goes from the smaller port to the larger one`);
  return Array.from({ length: end - start + 1 }, (_, index) => start + index);
}

function parseProtocol(text = 'tcp'): Protocol {
  const protocol = PROTOCOLS.find((known) => known === text.toUpperCase());
  if (protocol === undefined) throw new UserError(`found protocol ${show(text)}, allowed are tcp, udp and sctp`);
  return protocol;
}

const ALL_ADDRESSES: readonly (string | undefined)[] = [undefined, '', '0.0.0.0', '::', '[::]'];

function checkHostIp(address: string | undefined): void {
  if (ALL_ADDRESSES.includes(address)) return;
  throw new UserError(
    `found address ${show(address)}, a Service cannot listen on a single address of a host: remove it, and use kubectl port-forward to reach it from one machine`,
  );
}
