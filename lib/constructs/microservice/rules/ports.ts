import { leavesOf, valueAt } from '../../../model/config/effective';
import type { Release } from '../../../model/release';
import type { RuleMistake, RuleSubject } from './rule';

type AnySubject = Pick<RuleSubject<string, object, { readonly version: Release }>, 'processes' | 'installation'>;

const LISTENERS = ['server.http_listen_port', 'server.grpc_listen_port', 'memberlist.bind_port'];

/** Ports of the receivers of Tempo over TCP, as far as the configuration names them. */
const receiverPorts = (config: unknown): Array<{ readonly path: string; readonly port: number }> =>
  [...leavesOf(valueAt(config, 'distributor.receivers'))].flatMap(({ path, value }) => {
    const [, port] = /:(\d+)$/.exec(typeof value === 'string' && path.endsWith('.endpoint') ? value : '') ?? [];
    const isUdp = /\.thrift_(compact|binary)\./.test(path);
    return port === undefined || isUdp ? [] : [{ path: `distributor.receivers.${path}`, port: Number(port) }];
  });

/** Ports of one process that are equal. */
export function* listenPorts({ processes, installation: { version } }: AnySubject): Generator<RuleMistake> {
  const said = new Set<string>();
  for (const { config, role } of processes) {
    const ports = LISTENERS.flatMap((path) => {
      const port = valueAt(config, path) ?? version.schema.fields[path]?.default;
      return typeof port === 'number' && port > 0 ? [{ path, port }] : [];
    });
    // Other roles do not start receivers.
    if (role === 'distributor') ports.push(...receiverPorts(config));
    for (const [index, { path, port }] of ports.entries()) {
      const other = ports.slice(0, index).find((before) => before.port === port);
      const key = `${path} ${port}`;
      if (other !== undefined && !said.has(key)) {
        said.add(key);
        yield {
          id: 'config/port-conflict',
          path,
          mistake: `found ${port}, which is ${other.path} too, and the process ends with "address already in use": take another port`,
        };
      }
    }
  }
}
