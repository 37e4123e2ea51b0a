import { type Data, mapsAt, textAt } from '../../../values/data';
import { show } from '../../../values/text';
import { advice, type Complaint, complaint } from '../complaint';
import { isPort, PORT_NAME, refusal } from '../formats';
import type { ContainerAt } from './containers';

const NUMBERS = 'allowed is a whole number from 1 to 65535: correct it';

/** Ports of a container. */
export function* portRules(container: Data, at: string, isHostNetwork: boolean): Generator<Complaint> {
  const names = new Set<string>();
  for (const [index, port] of mapsAt(container, 'ports').entries()) {
    const path = `${at}.ports[${index}]`;
    const { containerPort, hostPort } = port;
    if (containerPort !== undefined && !isPort(containerPort)) {
      yield complaint('api/port', `${path}.containerPort`, `found ${show(containerPort)}, ${NUMBERS}`);
    }
    // 0 stands for none.
    if (typeof hostPort === 'number' && hostPort !== 0 && !isPort(hostPort)) {
      yield complaint('api/port', `${path}.hostPort`, `found ${show(hostPort)}, ${NUMBERS}`);
    }
    if (isHostNetwork && typeof hostPort === 'number' && hostPort !== 0 && hostPort !== containerPort) {
      yield complaint(
        'api/port',
        `${path}.hostPort`,
        `found ${hostPort} and containerPort ${show(containerPort)}, which must be equal with hostNetwork: use one number`,
      );
    }
    const name = textAt(port, 'name');
    if (name === undefined || name === '') continue;
    const wrong = refusal(PORT_NAME, name);
    if (wrong !== undefined) yield complaint('api/port', `${path}.name`, wrong);
    if (names.has(name)) {
      yield complaint(
        'api/duplicate-port',
        `${path}.name`,
        `found ${show(name)}, the name of another port of the container, allowed is each name once: rename one`,
      );
    }
    names.add(name);
  }
}

/** Ports that several containers of a pod have: they share its network. */
export function* sharedPorts(containers: readonly ContainerAt[]): Generator<Complaint> {
  const numbers = new Map<string, ContainerAt>();
  const names = new Map<string, ContainerAt>();
  for (const one of containers) {
    for (const [index, port] of mapsAt(one.container, 'ports').entries()) {
      const { containerPort } = port;
      const protocol = textAt(port, 'protocol') ?? 'TCP';
      const number = `${protocol} ${String(containerPort)}`;
      const name = textAt(port, 'name') ?? '';
      const holder = numbers.get(number);
      const namesake = name === '' ? undefined : names.get(name);
      if (holder !== undefined && holder !== one) {
        yield advice(
          'api/duplicate-port',
          `${one.at}.ports[${index}].containerPort`,
          `found ${number}, which container ${show(textAt(holder.container, 'name'))} has too, and containers of a pod share its addresses: the second one to listen ends with "address already in use". Change one of them`,
        );
      } else if (namesake !== undefined && namesake !== one) {
        yield advice(
          'api/duplicate-port',
          `${one.at}.ports[${index}].name`,
          `found ${show(name)}, the name of a port of container ${show(textAt(namesake.container, 'name'))} too, so a Service that names it leads to only one of them: rename one`,
        );
      }
      numbers.set(number, holder ?? one);
      if (name !== '') names.set(name, namesake ?? one);
    }
  }
}
