/** An address of a Service, as it stands in some text. */
export interface Address {
  /** As it was found. */
  readonly text: string;
  /** The pod of a StatefulSet, where the address is of one alone. */
  readonly pod?: string;
  readonly service: string;
  /** @default - none is said: it is that of whoever asks */
  readonly namespace?: string;
  /** Number of the port. @default - none is said */
  readonly port?: number;
  /** Name of the port, of an SRV record. @default - none is said */
  readonly portName?: string;
}

const NAME = '[a-z](?:[a-z0-9-]*[a-z0-9])?';

/**
 * A word that is an address: behind a scheme, with a port, or with `.svc`. Grafana's systems look names up by `dns+`,
 * `dnssrv+` and `dns:///`; redis-commander has a label before the host.
 */
const ADDRESS = new RegExp(
  [
    String.raw`^(?:(?<scheme>[a-z]+://|dns:///|dns(?:srv(?:noa)?)?\+)|[\w-]+:(?=${NAME}:\d))?`,
    String.raw`(?:_(?<portName>[a-z0-9-]+)\._(?:tcp|udp)\.)?`,
    String.raw`(?<host>${NAME}(?:\.${NAME}){0,2}?)`,
    String.raw`(?<cluster>\.svc(?:\.[a-z0-9-]+)*\.?)?`,
    String.raw`(?::(?<port>\d{1,5}))?(?:[/?#$].*)?$`,
  ].join(''),
);

/** What stands between words. */
const DELIMITERS = /[\s"'`,;=()[\]{}<>|\\]+/;
/** What every address has somewhere. */
const HINT = /:\/\/|:\d|\.svc\b|dns[a-z]*\+/;

/** nginx keeps addresses in variables, and adds the port where it uses them. */
const VARIABLE = /set (\$\w+) ([a-z]+:[^;\s]+);/g;

function withoutVariables(text: string): string {
  if (!text.includes('set $')) return text;
  const values = new Map([...text.matchAll(VARIABLE)].map(([, name = '', value = '']) => [name, value]));
  return text.replaceAll(VARIABLE, '').replaceAll(/\$\w+(?=:\d)/g, (name) => values.get(name) ?? name);
}

/**
 * Every address of the cluster that stands in a text. Addresses outside of it, such as of `example.com`, are none.
 * @param namespaces by which an address is known to be of the cluster, if it does not end with `.svc`
 */
export function addressesIn(text: string, namespaces: ReadonlySet<string>): Address[] {
  if (!HINT.test(text)) return [];
  const words = new Set(withoutVariables(text).split(DELIMITERS));
  return [...words].flatMap((word) => {
    const address = HINT.test(word) ? addressOf(word, namespaces) : undefined;
    return address ? [address] : [];
  });
}

function addressOf(text: string, namespaces: ReadonlySet<string>): Address | undefined {
  const { scheme, portName, host, cluster, port } = ADDRESS.exec(text)?.groups ?? {};
  if (host === undefined || host === 'localhost') return undefined;
  const labels = host.split('.');
  const namespace = labels.length > 1 ? labels.at(-1) : undefined;
  if (namespace !== undefined && cluster === undefined && !namespaces.has(namespace)) return undefined;
  const [service = '', pod] = labels.slice(0, namespace === undefined ? 1 : -1).reverse();
  return {
    text,
    service,
    ...(pod !== undefined && { pod }),
    ...(namespace !== undefined && { namespace }),
    ...(portName !== undefined && { portName }),
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
