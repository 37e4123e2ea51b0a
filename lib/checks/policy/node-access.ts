import { listed, show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { fieldsOf, itemsOf, textOf, textsOf } from '../fields';

/** Capabilities that a container has without asking, and those that a restricted one may add. */
const HARMLESS: ReadonlySet<string> = new Set(['NET_BIND_SERVICE']);

/** Fields by which all containers of a pod share something of their node. */
const NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

type Part = readonly [id: RuleFinding['id'], sentence: string];

/** Pods that reach their node: whoever takes over the container has what it has. */
export function* nodeAccess({ pods: all }: Cluster): Generator<RuleFinding> {
  for (const { owner, path, spec } of all) {
    for (const [id, sentence] of [...partsOfPod(spec), ...partsOfContainers(spec)]) {
      yield { id, object: owner.identity, sentence: `${path}.${sentence}` };
    }
  }
}

function* partsOfPod(spec: object): Generator<Part> {
  const fields = fieldsOf(spec);
  for (const key of NAMESPACES.filter((name) => fields[name] === true)) {
    yield [
      'policy/host-namespace',
      `${key}: found true, so its containers see the processes or the network of the node: remove it, or accept the finding with the reason`,
    ];
  }
  const folders = itemsOf(fields['volumes']).flatMap(
    (value) => textOf(fieldsOf(fieldsOf(value)['hostPath'])['path']) ?? [],
  );
  if (folders.length > 0) {
    yield [
      'policy/host-path',
      `volumes: found hostPath ${folders.map(show).join(', ')}, which are on the node: use volumes of the cluster, or accept the finding with the reason`,
    ];
  }
}

function* partsOfContainers(spec: object): Generator<Part> {
  const fields = fieldsOf(spec);
  for (const kind of ['containers', 'initContainers', 'ephemeralContainers']) {
    for (const value of itemsOf(fields[kind])) {
      const container = fieldsOf(value);
      const at = `${kind}[${textOf(container['name']) ?? ''}]`;
      const context = fieldsOf(container['securityContext']);
      if (context['privileged'] === true) {
        yield [
          'policy/privileged',
          `${at}.securityContext.privileged: found true, so the container has all rights of the node: add the capabilities that it needs instead`,
        ];
      }
      const added = textsOf(fieldsOf(context['capabilities'])['add']).filter((name) => !HARMLESS.has(name));
      if (added.length > 0) {
        yield [
          'policy/capabilities',
          `${at}.securityContext.capabilities.add: found ${listed(added)}, allowed without a reason is ${listed(HARMLESS)}: remove them, or accept the finding with the reason`,
        ];
      }
      const ports = itemsOf(container['ports']).flatMap((port) => textOf(fieldsOf(port)['hostPort']) ?? []);
      const open = [...new Set(ports)].filter((port) => port !== '0');
      // With the network of the node, all of its ports are the node's, which is said of the pod.
      if (open.length > 0 && fields['hostNetwork'] !== true) {
        yield [
          'policy/host-port',
          `${at}.ports: found hostPort ${open.join(', ')}, open at every address of the node: use a Service, or accept the finding with the reason`,
        ];
      }
    }
  }
}
