import { type Data, isMap, mapsAt, textAt } from '../../../values/data';
import { listed, show, suggestion } from '../../../values/text';
import { type Complaint, complaint } from '../complaint';
import { isPort, PORT_NAME } from '../formats';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const PROBE_HANDLERS = ['exec', 'grpc', 'httpGet', 'tcpSocket'];
const HOOK_HANDLERS = ['exec', 'httpGet', 'sleep', 'tcpSocket'];
const COUNTS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];

/** Probes and lifecycle hooks of a container. */
export function* probeRules(container: Data, at: string): Generator<Complaint> {
  for (const name of PROBES) {
    const probe = container[name];
    if (!isMap(probe)) continue;
    const path = `${at}.${name}`;
    yield* handlerRules(probe, PROBE_HANDLERS, path, 'api/probe');
    yield* portRules(probe, container, path, 'api/probe');
    for (const field of COUNTS) {
      const value = probe[field];
      if (typeof value === 'number' && value < 0) {
        yield complaint('api/probe', `${path}.${field}`, `found ${value}, allowed is at least 0: correct it`);
      }
    }
    const { successThreshold: successes = 1, terminationGracePeriodSeconds: grace } = probe;
    // The API server takes 0 as one that is not set.
    if (name !== 'readinessProbe' && typeof successes === 'number' && successes > 1) {
      yield complaint('api/probe', `${path}.successThreshold`, `found ${successes}, allowed is 1: remove it`);
    }
    if (typeof grace === 'number' && (grace <= 0 || name === 'readinessProbe')) {
      const allowed = name === 'readinessProbe' ? 'none for a readinessProbe: remove it' : 'at least 1: raise it';
      yield complaint('api/probe', `${path}.terminationGracePeriodSeconds`, `found ${grace}, allowed is ${allowed}`);
    }
  }
  const { lifecycle } = container;
  for (const name of ['postStart', 'preStop'] as const) {
    const hook = isMap(lifecycle) ? lifecycle[name] : undefined;
    if (!isMap(hook)) continue;
    const path = `${at}.lifecycle.${name}`;
    yield* handlerRules(hook, HOOK_HANDLERS, path, 'api/lifecycle');
    yield* portRules(hook, container, path, 'api/lifecycle');
  }
}

type Id = 'api/probe' | 'api/lifecycle';

function* handlerRules(probe: Data, handlers: readonly string[], at: string, id: Id): Generator<Complaint> {
  const found = handlers.filter((handler) => isMap(probe[handler]));
  if (found.length !== 1) {
    yield complaint(
      id,
      at,
      `found ${found.length === 0 ? 'no handler' : listed(found)}, allowed is one of ${listed(handlers)}: ${found.length === 0 ? 'add one' : 'remove the others'}`,
    );
  }
  const { exec } = probe;
  if (isMap(exec) && !(Array.isArray(exec['command']) && exec['command'].length > 0)) {
    yield complaint(id, `${at}.exec.command`, 'found none, allowed is a command with its arguments: set it');
  }
}

function* portRules(probe: Data, container: Data, at: string, id: Id): Generator<Complaint> {
  for (const handler of ['httpGet', 'tcpSocket', 'grpc'] as const) {
    const target = probe[handler];
    const port = isMap(target) ? target['port'] : undefined;
    const path = `${at}.${handler}.port`;
    if (typeof port === 'number' && !isPort(port)) {
      yield complaint(id, path, `found ${port}, allowed is a whole number from 1 to 65535: correct it`);
    }
    if (typeof port !== 'string') continue;
    if (!PORT_NAME.takes(port)) {
      yield complaint(id, path, `found ${show(port)}, allowed is a number, or the name of a port: correct it`);
      continue;
    }
    const names = mapsAt(container, 'ports').flatMap((known) => textAt(known, 'name') ?? []);
    if (names.includes(port)) continue;
    yield complaint(
      id,
      path,
      `found ${show(port)}, which is no port of the container${suggestion(port, names)}, allowed are ${listed(names) || 'none, it names no ports'}: use one of those, or a number`,
    );
  }
}
