import { valueAt } from '../../../model/config/effective';
import type { Release } from '../../../model/release';
import type { RuleMistake, RuleSubject } from './rule';

type AnySubject = Pick<RuleSubject<string, object, { readonly version: Release }>, 'processes' | 'installation'>;

const LISTENERS = ['server.http_listen_port', 'server.grpc_listen_port', 'memberlist.bind_port'];

/** Ports of one process that are equal. */
export function* listenPorts({ processes, installation: { version } }: AnySubject): Generator<RuleMistake> {
  const said = new Set<string>();
  for (const { config } of processes) {
    const ports = LISTENERS.flatMap((path) => {
      const port = valueAt(config, path) ?? version.schema.fields[path]?.default;
      return typeof port === 'number' && port > 0 ? [{ path, port }] : [];
    });
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
