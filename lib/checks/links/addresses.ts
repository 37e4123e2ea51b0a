import tlds from 'tlds';
import { remembered } from '../../values/remembered';

const TOP_LEVEL: ReadonlySet<string> = new Set(tlds);

/** An address of a Service, as it stands in some text. */
export interface Address {
  /** As it was found. */
  readonly text: string;
  /** The pod of a StatefulSet, where the address is of one alone. */
  readonly pod?: string;
  readonly service: string;
  /** @default - not given: the namespace of the client */
  readonly namespace?: string;
  /** Number of the port. @default - none is said */
  readonly port?: number;
  /** Name of the port, of an SRV record. @default - none is said */
  readonly portName?: string;
  /** Domain of the cluster, behind `.svc`. @default - none is said */
  readonly domain?: string;
  /** Whether it may be a domain of the internet as well, since its namespace is a top-level domain, such as `dev`. */
  readonly isPublic: boolean;
  /** Whether it says how it is spoken to. */
  readonly hasScheme: boolean;
  /** Whether it ends with `.svc`, and can be nothing else. */
  readonly isComplete: boolean;
}

/** Domain of Services that several clusters share (Multi-Cluster Services API): any of them may have the Service. */
const OF_SEVERAL_CLUSTERS = 'clusterset.local';

const NAME = '[a-z](?:[a-z0-9-]*[a-z0-9])?';

/** Schemes whose host is looked up by DNS; a bucket (`gs://logs`), a file or an image is no host. */
const SCHEMES = [
  ...[
    'https?',
    'wss?',
    'grpcs?',
    'h2c?',
    'tcp',
    'udp',
    'tls',
    'ssl',
    'dns',
    'otlp',
    'thrift',
    'syslog',
    'ldaps?',
    'smtps?',
  ],
  ...['rediss?', 'memcached?', 'kafka', 'nats', 'amqps?', 'mysql', 'postgres(?:ql)?', 'mongodb'],
].join('|');

/**
 * A word that is an address: behind a scheme, with a port, or with `.svc`. Grafana's systems look names up by `dns+`,
 * `dnssrv+` and `dns:///`; redis-commander has a label before the host.
 */
const ADDRESS = new RegExp(
  [
    String.raw`^(?:(?<scheme>(?:${SCHEMES})://|dns:///|dns(?:srv(?:noa)?)?\+)|[\w-]+:(?=${NAME}:\d))?`,
    String.raw`(?:_(?<portName>[a-z0-9-]+)\._(?:tcp|udp)\.)?`,
    String.raw`(?<host>${NAME}(?:\.${NAME}){0,2}?)`,
    String.raw`(?<cluster>\.svc(?:\.[a-z0-9-]+)*\.?)?`,
    String.raw`(?::(?<port>\d{1,5}))?(?:[/?#$].*)?$`,
  ].join(''),
);

/** Delimiters between words. */
export const DELIMITERS = /[\s"'`,;=()[\]{}<>|\\]+/;
/** Pattern that every address contains. */
export const HINT = /:\/\/|:\d|\.svc\b|dns[a-z]*\+/;

/** nginx keeps addresses in variables, and adds the port where it uses them. */
const VARIABLE = /set (\$\w+) ([a-z]+:[^;\s]+);/g;

export function withoutVariables(text: string): string {
  if (!text.includes('set $')) return text;
  const values = new Map([...text.matchAll(VARIABLE)].map(([, name = '', value = '']) => [name, value]));
  return text.replaceAll(VARIABLE, '').replaceAll(/\$\w+(?=:\d)/g, (name) => values.get(name) ?? name);
}

/**
 * Every address of the cluster that stands in a text. Addresses outside of it, such as of `example.com`, are none.
 * @param namespaces by which an address is known to be of the cluster, if it does not end with `.svc`
 */
export function addressesIn(text: string, namespaces: ReadonlySet<string>): Address[] {
  return candidatesIn(text).flatMap((word) => addressOf(word, namespaces) ?? []);
}

/** Words that may be addresses. */
const candidatesIn = remembered((text): readonly string[] =>
  HINT.test(text) ? [...new Set(withoutVariables(text).split(DELIMITERS))].filter((word) => HINT.test(word)) : [],
);

function addressOf(text: string, namespaces: ReadonlySet<string>): Address | undefined {
  const { scheme, portName, host, cluster, port } = ADDRESS.exec(text)?.groups ?? {};
  if (host === undefined || host === 'localhost') return undefined;
  const labels = host.split('.');
  const namespace = labels.length > 1 ? labels.at(-1) : undefined;
  const [service = '', pod] = labels.slice(0, namespace === undefined ? 1 : -1).reverse();
  if (namespace !== undefined && cluster === undefined) {
    if (!namespaces.has(namespace)) return undefined;
    // Three labels without `.svc` are those of a pod of a StatefulSet, or of a domain.
    if (pod !== undefined && !/-\d+$/.test(pod)) return undefined;
  }
  const domain = cluster?.replace(/^\.svc\.?/, '').replace(/\.$/, '');
  if (domain === OF_SEVERAL_CLUSTERS) return undefined;
  return {
    text,
    service,
    ...(pod !== undefined && { pod }),
    ...(namespace !== undefined && { namespace }),
    ...(portName !== undefined && { portName }),
    ...(domain && { domain }),
    isPublic: namespace !== undefined && cluster === undefined && TOP_LEVEL.has(namespace) && port === undefined,
    hasScheme: scheme !== undefined,
    isComplete: cluster !== undefined,
    ...portOf(scheme, port, portName),
  };
}

/** HTTP has a port where none is said. */
function portOf(scheme: string | undefined, port: string | undefined, portName: string | undefined): { port?: number } {
  if (port !== undefined) return { port: Number(port) };
  if (portName !== undefined) return {};
  if (scheme === 'http://') return { port: 80 };
  return scheme === 'https://' ? { port: 443 } : {};
}
