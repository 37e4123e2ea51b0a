import { Chart } from 'cdk8s';
import { eks } from '../../environments/eks';
import { lab } from '../../environments/lab';
import { type KubernetesObject, objectsOf } from '../objects';

/** Secrets that are made by hand, and never part of the manifests. */
const MADE_BY_HAND: Readonly<Record<string, readonly string[]>> = {
  lab: ['ada-grafana/grafana'],
  eks: ['grafana/grafana', 'tempo/tempo-gateway-tls'],
};

/**
 * Ports of Services on which nothing listens. Mimir's alertmanagers tell each other of their state over gRPC; the port
 * is one of those that a running installation's Service has.
 */
const SILENT = ['Service/mimir-alertmanager-headless: 9094'];

type Labels = Readonly<Record<string, string>>;

/** A workload's pods. */
interface Pods {
  readonly owner: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly spec: KubernetesObject['spec'];
}

/** A reference that an object makes. */
interface Link {
  readonly from: string;
  readonly to: string;
}

const namespaceOf = ({ metadata }: KubernetesObject): string => String(metadata['namespace'] ?? '');
const nameOf = ({ kind, metadata }: KubernetesObject): string => `${kind}/${metadata.name}`;
const matches = (labels: Labels, selector: Labels): boolean =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);

/** An environment, as its objects refer to each other. */
class Cluster {
  private readonly known: ReadonlySet<string>;
  readonly pods: readonly Pods[];
  readonly namespaces: readonly string[];

  constructor(
    readonly objects: readonly KubernetesObject[],
    private readonly madeByHand: readonly string[],
  ) {
    this.known = new Set(objects.map((object) => `${namespaceOf(object)}/${nameOf(object)}`));
    this.namespaces = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
    this.pods = objects.flatMap((object) => {
      const template = object['spec']?.template;
      if (template?.spec?.containers === undefined) return [];
      const { metadata, spec } = template;
      return [{ owner: nameOf(object), namespace: namespaceOf(object), labels: metadata?.labels ?? {}, spec }];
    });
  }

  of(...kinds: readonly string[]): KubernetesObject[] {
    return this.objects.filter(({ kind }) => kinds.includes(kind));
  }

  has(namespace: string, kind: string, name: string): boolean {
    if (kind === 'Secret' && this.madeByHand.includes(`${namespace}/${name}`)) return true;
    return this.known.has(`${namespace}/${kind}/${name}`);
  }

  service(namespace: string, name: string): KubernetesObject | undefined {
    return this.of('Service').find((service) => service.metadata.name === name && namespaceOf(service) === namespace);
  }

  podsBehind(service: KubernetesObject): readonly Pods[] {
    const { selector } = service['spec'];
    return this.pods.filter((pods) => pods.namespace === namespaceOf(service) && matches(pods.labels, selector));
  }

  /** Whether something answers at this port of a Service: one of its own, or of its pods if it leads to each of them. */
  answers(service: KubernetesObject, port: number): boolean {
    const { ports = [], clusterIP } = service['spec'];
    if (ports.some((candidate: { port: number }) => candidate.port === port)) return true;
    return clusterIP === 'None' && this.podsBehind(service).some(({ spec }) => portsOf(spec).includes(port));
  }
}

const portsOf = (spec: KubernetesObject['spec']): Array<string | number> =>
  spec.containers.flatMap(({ ports = [] }: { ports?: Array<{ name?: string; containerPort: number }> }) =>
    ports.flatMap(({ name, containerPort }) => (name === undefined ? [containerPort] : [name, containerPort])),
  );

/** ConfigMaps, Secrets, claims and service accounts that a pod needs before it starts. */
function needsOf({ owner, spec }: Pods): Link[] {
  const links: Link[] = [];
  const need = (kind: string, name: string | undefined, optional = false): void => {
    if (name !== undefined && !optional) links.push({ from: owner, to: `${kind}/${name}` });
  };
  need('ServiceAccount', spec.serviceAccountName);
  for (const { configMap, secret, persistentVolumeClaim, projected } of spec.volumes ?? []) {
    need('ConfigMap', configMap?.name, configMap?.optional);
    need('Secret', secret?.secretName, secret?.optional);
    need('PersistentVolumeClaim', persistentVolumeClaim?.claimName);
    for (const source of projected?.sources ?? []) {
      need('ConfigMap', source.configMap?.name);
      need('Secret', source.secret?.name);
    }
  }
  for (const container of [...spec.containers, ...(spec.initContainers ?? [])]) {
    for (const { valueFrom } of container.env ?? []) {
      need('ConfigMap', valueFrom?.configMapKeyRef?.name);
      need('Secret', valueFrom?.secretKeyRef?.name);
    }
    for (const { configMapRef, secretRef } of container.envFrom ?? []) {
      need('ConfigMap', configMapRef?.name);
      need('Secret', secretRef?.name);
    }
  }
  return links;
}

/** nginx has addresses in variables, and adds the port where it uses them. */
function withoutVariables(text: string): string {
  const values = new Map(
    [...text.matchAll(/set (\$\w+) (http:[^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  );
  return text
    .replaceAll(/set \$\w+ http:[^;]+;/g, '')
    .replaceAll(/(\$\w+)(?=:\d)/g, (name) => values.get(name) ?? name);
}

/** Every address of a Service that stands in some text: `name.namespace`, with or without domain and port. */
function addressesIn(
  text: string,
  namespaces: readonly string[],
): Array<{ service: string; namespace: string; port?: number; portName?: string }> {
  const domain = String.raw`(?:\.svc(?:\.cluster\.local\.?)?)?`;
  const pattern = new RegExp(
    String.raw`(?<![\w./-])(https?://|dns(?:srv(?:noa)?)?\+|dns:///)?(?:_([\w-]+)\._tcp\.)?([a-z][a-z0-9-]*)\.(${namespaces.join('|')})${domain}(?![\w-]|\.\w)(?::(\d+))?`,
    'g',
  );
  return [...text.matchAll(pattern)].map(([, scheme, portName, service = '', namespace = '', port]) => ({
    service,
    namespace,
    portName,
    port: port === undefined ? (scheme === 'http://' && portName === undefined ? 80 : undefined) : Number(port),
  }));
}

describe.each([
  ['lab', lab],
  ['eks', eks],
])('in %s', (environment, make) => {
  const objects = make()
    .node.children.filter(Chart.isChart)
    .flatMap((chart) => Object.values(objectsOf(chart)));
  const cluster = new Cluster(objects, MADE_BY_HAND[environment] ?? []);

  test('every object is in a namespace that exists', () => {
    const missing = objects.filter((object) => {
      const namespace = namespaceOf(object);
      return namespace !== '' && !cluster.namespaces.includes(namespace);
    });
    expect(missing.map(nameOf)).toEqual([]);
  });

  test('every pod finds its ConfigMaps, Secrets, claims and service account', () => {
    const links = cluster.pods.flatMap((pods) => needsOf(pods).map((link) => ({ ...link, namespace: pods.namespace })));
    expect(links.length).toBeGreaterThan(50);
    const dangling = links.filter(({ namespace, to }) => {
      const [kind = '', name = ''] = to.split('/');
      return name !== 'default' && !cluster.has(namespace, kind, name);
    });
    expect(dangling).toEqual([]);
  });

  test('every mount has a volume, and every key of a ConfigMap that is mounted is in it', () => {
    const mistakes = cluster.pods.flatMap(({ owner, namespace, spec }) => {
      const claims = objects.find((object) => nameOf(object) === owner && namespaceOf(object) === namespace)?.['spec'];
      const volumes: readonly string[] = [
        ...(spec.volumes ?? []),
        ...(claims?.volumeClaimTemplates ?? []).map(({ metadata }: KubernetesObject) => metadata),
      ].map(({ name }) => name);
      const containers: readonly KubernetesObject[] = [...spec.containers, ...(spec.initContainers ?? [])];
      return containers.flatMap(({ volumeMounts = [] }) =>
        volumeMounts.flatMap(({ name, subPath }: { name: string; subPath?: string }) => {
          if (!volumes.includes(name)) return [`${owner}: no volume ${name}`];
          const configMap = spec.volumes?.find((volume: { name: string }) => volume.name === name)?.configMap?.name;
          if (configMap === undefined || subPath === undefined) return [];
          const files = objects.find(
            (object) => nameOf(object) === `ConfigMap/${configMap}` && namespaceOf(object) === namespace,
          )?.['data'];
          return files && subPath in files ? [] : [`${owner}: no ${subPath} in ${configMap}`];
        }),
      );
    });
    expect(mistakes).toEqual([]);
  });

  test('every Service leads to pods, at ports that they open', () => {
    const mistakes = cluster.of('Service').flatMap((service) => {
      const { selector, ports = [] } = service['spec'];
      if (selector === undefined) return [];
      const behind = cluster.podsBehind(service);
      if (behind.length === 0) return [`${nameOf(service)}: no pods`];
      return ports.flatMap(({ port, targetPort = port }: { port: number; targetPort?: string | number }) =>
        behind.some(({ spec }) => portsOf(spec).includes(targetPort)) ? [] : [`${nameOf(service)}: ${targetPort}`],
      );
    });
    expect(mistakes).toEqual(SILENT);
  });

  test('every StatefulSet, autoscaler, budget, Ingress, binding and monitor names what exists', () => {
    const missing = objects.flatMap((object) => {
      const namespace = namespaceOf(object);
      const { spec = {}, subjects = [], roleRef } = object;
      const named: Array<[string, string | undefined, string]> = [];
      if (object.kind === 'StatefulSet') named.push(['Service', spec.serviceName, namespace]);
      if (object.kind === 'HorizontalPodAutoscaler')
        named.push([spec.scaleTargetRef.kind, spec.scaleTargetRef.name, namespace]);
      for (const subject of subjects) named.push([subject.kind, subject.name, subject.namespace ?? namespace]);
      if (roleRef) named.push([roleRef.kind, roleRef.name, roleRef.kind === 'Role' ? namespace : '']);
      for (const { secretName } of object.kind === 'Ingress' ? (spec.tls ?? []) : [])
        named.push(['Secret', secretName, namespace]);
      return named.flatMap(([kind, name, where]) =>
        name === undefined || cluster.has(where, kind, name) ? [] : [`${nameOf(object)}: ${kind}/${name}`],
      );
    });
    expect(missing).toEqual([]);

    const idle = cluster.of('PodDisruptionBudget').filter((budget) => {
      const { matchLabels } = budget['spec'].selector;
      return !cluster.pods.some(
        ({ namespace, labels }) => namespace === namespaceOf(budget) && matches(labels, matchLabels),
      );
    });
    expect(idle.map(nameOf)).toEqual([]);

    const blind = cluster.of('ServiceMonitor').flatMap((monitor) => {
      const { selector, namespaceSelector, endpoints } = monitor['spec'];
      const watched = cluster
        .of('Service')
        .filter((service) => namespaceSelector.matchNames.includes(namespaceOf(service)))
        .filter(({ metadata }) => matches(Object(metadata['labels']), selector.matchLabels));
      return endpoints.flatMap(({ port }: { port: string }) =>
        watched.some(({ spec }) => spec.ports.some(({ name }: { name: string }) => name === port))
          ? []
          : [`${nameOf(monitor)}: ${port}`],
      );
    });
    expect(blind).toEqual([]);

    const paths = cluster
      .of('Ingress')
      .flatMap((ingress) =>
        ingress['spec'].rules.flatMap(({ http }: { http: { paths: KubernetesObject[] } }) =>
          http.paths.map(({ backend }) => ({ ingress, ...backend.service })),
        ),
      );
    for (const { ingress, name, port } of paths) {
      const service = cluster.service(namespaceOf(ingress), name);
      expect(service && cluster.answers(service, port.number)).toBe(true);
    }
  });

  test('every address that stands anywhere is one of a Service, at a port that answers', () => {
    const addresses = objects.flatMap((object) =>
      addressesIn(withoutVariables(JSON.stringify(object)), cluster.namespaces).map((address) => ({
        from: nameOf(object),
        ...address,
      })),
    );
    expect(addresses.length).toBeGreaterThan(20);
    const dangling = addresses.filter(({ service: name, namespace, port, portName }) => {
      const service = cluster.service(namespace, name);
      if (service === undefined) return true;
      if (port !== undefined) return !cluster.answers(service, port);
      return (
        portName !== undefined && !service['spec'].ports.some(({ name: own }: { name: string }) => own === portName)
      );
    });
    expect(dangling).toEqual([]);
  });
});
