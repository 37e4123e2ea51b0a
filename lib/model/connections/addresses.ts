/** A host that a configuration has its program connect to. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** An address as it stands in a configuration, with the keys that lead to it. */
export interface ConfigAddress extends HostPort {
  readonly path: readonly string[];
}

/** Stands for a port that only DNS knows (SRV records). */
export const ANY_PORT = 0;

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  s3: 443,
  redis: 6379,
  rediss: 6379,
  grpc: 443,
};

const ADDRESS = new RegExp(
  [
    String.raw`^(?:dns:///|dns(?:srv(?:noa)?)?\+)?`,
    String.raw`(?:(?<scheme>[a-z][a-z0-9+]*)://)?(?:[^@/\s]*@)?`,
    String.raw`(?:_[a-z0-9-]+\._(?:tcp|udp)\.)?`,
    String.raw`(?<host>[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.?)`,
    String.raw`(?::(?<port>\d{1,5}))?(?<rest>[/?#].*)?$`,
  ].join(''),
);
const HAS_PREFIX = /^(?:dns:\/\/\/|dns(?:srv(?:noa)?)?\+|[a-z][a-z0-9+]*:\/\/)/;

/** Keys of addresses without a scheme. */
const ADDRESS_KEY =
  /(?:endpoint|endpoints|address|addresses|addr|host|hosts|server|servers|brokers|url|urls|proxy|targets)$/;
/** Keys of advertised addresses, listen addresses and texts for people. */
const OWN_KEY =
  /(?:^|_)(?:external_url|root_url|runbook_url|dashboard_url|listen_address|instance_addr|advertise_addr|bind_addr|http_prefix)$|public|docs?_|^(?:annotations|labels)$/;
const OWN_HOST = /^(?:localhost|127\..*|0\.0\.0\.0|)$/;

/** Ports of clients that are told a host alone, by the key of the block or of the text. */
const portWithout = (path: readonly string[], isInsecure: boolean): number | undefined => {
  if (path.includes('consul')) return 8500;
  if (path.includes('etcd')) return 2379;
  if (path.at(-1) === 'endpoint' && !path.includes('redis')) return isInsecure ? 80 : 443;
  return undefined;
};

/**
 * Every address that a configuration has its program connect to. Listen addresses and advertised addresses are ignored.
 */
export function addressesIn(config: unknown, path: readonly string[] = [], isInsecure = false): ConfigAddress[] {
  if (typeof config === 'string') return config.split(',').flatMap((text) => addressOf(text.trim(), path, isInsecure));
  if (Array.isArray(config)) return config.flatMap((item) => addressesIn(item, path, isInsecure));
  if (typeof config !== 'object' || config === null) return [];
  const insecure = 'insecure' in config && config.insecure === true;
  return Object.entries(config).flatMap(([key, value]) =>
    OWN_KEY.test(key) ? [] : addressesIn(value, [...path, key], insecure),
  );
}

function addressOf(text: string, path: readonly string[], isInsecure: boolean): ConfigAddress[] {
  const key = path.at(-1) ?? '';
  const hasPrefix = HAS_PREFIX.test(text);
  if (!hasPrefix && !ADDRESS_KEY.test(key)) return [];
  const { scheme, host, port, rest } = ADDRESS.exec(text)?.groups ?? {};
  if (host === undefined || OWN_HOST.test(host) || (!hasPrefix && rest !== undefined)) return [];
  const number = port === undefined ? (DEFAULT_PORTS[scheme ?? ''] ?? portWithout(path, isInsecure)) : Number(port);
  // A name of SRV records leads to pods of the cluster, at ports that the records know.
  if (number === undefined) return text.includes('._tcp.') ? [{ host, port: ANY_PORT, path }] : [];
  // Loki's `s3://key:secret@region/bucket` names a region where no host is.
  if (scheme === 's3' && !host.includes('.')) return [{ host: `s3.${host}.amazonaws.com`, port: number, path }];
  return [{ host, port: number, path }];
}
