import { show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { fieldsOf, textOf } from '../fields';
import type { ContainerSpec } from '../objects';
import { grafanasOf } from '../programs/grafana';

interface Probe {
  readonly name: string;
  readonly port: string;
  readonly scheme: string;
}

/** HTTP probes of a container, with the number of their port. */
function probesOf(container: ContainerSpec): Probe[] {
  const { readinessProbe, livenessProbe, startupProbe } = container;
  return Object.entries({ readinessProbe, livenessProbe, startupProbe }).flatMap(([name, probe]) => {
    const request = fieldsOf(fieldsOf(probe)['httpGet']);
    const port = textOf(request['port']);
    if (port === undefined) return [];
    const number = container.ports?.find((candidate) => candidate.name === port)?.containerPort ?? port;
    return [{ name, port: String(number), scheme: textOf(request['scheme']) ?? 'HTTP' }];
  });
}

/** Grafanas that listen elsewhere, or speak otherwise, than their probes ask. */
export function* grafanaListeners(cluster: Cluster): Generator<RuleFinding> {
  for (const { pods, container, setting } of grafanasOf(cluster)) {
    const [probe] = probesOf(container);
    if (probe === undefined) continue;
    const port = setting('server', 'http_port');
    if (port !== undefined && /^\d+$/.test(port.value) && port.value !== probe.port) {
      yield {
        id: 'grafana/port',
        object: pods.owner.identity,
        sentence: `${port.at}: found ${port.value}, but ${probe.name} and the Service ask port ${probe.port}, so no pod is ever ready: remove it`,
      };
    }
    const protocol = setting('server', 'protocol');
    const isSecure = /^(https|h2)$/i.test(protocol?.value ?? 'http');
    if (protocol === undefined || isSecure === (probe.scheme === 'HTTPS')) continue;
    yield {
      id: 'grafana/protocol',
      object: pods.owner.identity,
      sentence: `${protocol.at}: found ${show(protocol.value)}, but ${probe.name} asks by ${probe.scheme}, so no pod is ever ready: set the scheme of the probes, or let the Ingress do TLS`,
    };
  }
}
