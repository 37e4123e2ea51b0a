import type { RoleRing } from '../../../constructs/microservice/installation-rings';
import { assignsKeys } from '../../../model/ring/report';
import { type Data, isMap, mapsAt, textAt } from '../../../values/data';
import { dataOf } from '../compare/texts';
import { argsOf, type PodTemplate, type World } from '../world';
import type { KnownSystem } from './systems';

/** Pods of one role of a system. */
export interface RolePods {
  /** Such as `ingester`. */
  readonly role: string;
  readonly pods: PodTemplate;
  readonly container: Data;
  /** "" without one. */
  readonly zone: string;
}

/** A system as it runs in a namespace: the pods that read one configuration. */
export interface Installed {
  readonly system: KnownSystem;
  readonly namespace: string;
  /** The ConfigMap or Secret that has the configuration, such as `ConfigMap/logging/loki`. */
  readonly object: string;
  readonly config: Data;
  /** Rings by which keys are shared out. */
  readonly rings: readonly RoleRing[];
  /** Pods of those rings, and perhaps others. */
  readonly roles: readonly RolePods[];
}

/** The installations of systems in namespaces, found by the images and arguments of pods. */
export function installedIn(
  world: World,
  systems: readonly KnownSystem[],
  namespaces: ReadonlySet<string>,
): Installed[] {
  const found = new Map<string, Found>();
  for (const namespace of namespaces) {
    for (const chunk of world.workloadsMentioning('-target', namespace)) {
      if (isOfNoRing(chunk.text, [...found.values()])) continue;
      for (const pods of world.podsIn(chunk, namespace)) addRoles(found, pods, world, systems);
    }
  }
  return [...found.values()];
}

type Found = Omit<Installed, 'roles'> & { readonly roles: RolePods[]; readonly name: string };

/** Whether a text reads a configuration that is known, and is of none of its rings: it need not be read. */
function isOfNoRing(text: string, found: readonly Found[]): boolean {
  const known = found.filter(({ name }) => text.includes(name));
  return known.length > 0 && known.every(({ rings }) => rings.every(({ role }) => !text.includes(role)));
}

function addRoles(found: Map<string, Found>, pods: PodTemplate, world: World, systems: readonly KnownSystem[]): void {
  for (const container of mapsAt(pods.pod, 'containers')) {
    const system = systemOf(systems, textAt(container, 'image') ?? '');
    const role = system && flag(container, 'target');
    const file = role && configOf(world, pods, container);
    if (!system || !role || !file) continue;
    const key = `${system.name}/${file.object}`;
    const name = file.object.split('/').at(-1) ?? '';
    const entry = found.get(key) ?? {
      ...{ system, ...file, name, roles: [] },
      rings: system.rings(file.config).filter(assignsKeys),
    };
    // Two files may have the same object.
    if (entry.roles.some((one) => one.pods.owner.key === pods.owner.key)) continue;
    entry.roles.push({ role, pods, container, zone: zoneOf(container) });
    found.set(key, entry);
  }
}

/** The system of an image, in the release nearest to its tag. */
function systemOf(systems: readonly KnownSystem[], image: string): KnownSystem | undefined {
  const releases = systems.filter((system) => repositoryEnd(image) === system.image);
  const [, major, minor] = /:v?(\d+)\.(\d+)[^/]*$/.exec(image.replace(/@.*$/, '')) ?? [];
  return (
    releases.find((release) => release.minor === `${major}.${minor}`) ??
    releases.find((release) => release.minor.startsWith(`${major}.`)) ??
    releases[0]
  );
}

const repositoryEnd = (image: string): string =>
  image
    .replace(/@.*$/, '')
    .replace(/:[^/]*$/, '')
    .split('/')
    .at(-1) ?? '';

/** The value of a flag, such as `-target=ingester`. */
export function flag(container: Data, name: string): string | undefined {
  const args = argsOf(container);
  for (const [index, arg] of args.entries()) {
    const [, key, value] = /^--?([\w.-]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (key === name) return value ?? args[index + 1];
  }
  return undefined;
}

/** The zone that a pod is told, such as by `-ingester.ring.instance-availability-zone=zone-a`. */
function zoneOf(container: Data): string {
  const [zone = ''] = argsOf(container).flatMap((arg) => /availability-zone[= ](\S+)$/.exec(arg)?.[1] ?? []);
  return zone;
}

type ConfigFile = Pick<Installed, 'object' | 'namespace' | 'config'>;

/** The configuration file that a container is told of. */
function configOf(world: World, { namespace, pod }: PodTemplate, container: Data): ConfigFile | undefined {
  const file = flag(container, 'config.file');
  if (file === undefined) return undefined;
  for (const mount of mapsAt(container, 'volumeMounts')) {
    const [folder, subPath] = [(textAt(mount, 'mountPath') ?? '').replace(/\/$/, ''), textAt(mount, 'subPath')];
    if (subPath === undefined ? !file.startsWith(`${folder}/`) : file !== folder) continue;
    const volume = mapsAt(pod, 'volumes').find(({ name }) => name === mount['name']);
    const below = subPath ?? file.slice(folder.length + 1);
    for (const part of [...(volume ? [volume] : []), ...mapsAt(volume, 'projected.sources')]) {
      const read = textIn(world, namespace, part, below);
      const config = read && dataOf(below, read.text);
      if (read && isMap(config)) return { object: read.object, namespace, config };
    }
  }
  return undefined;
}

function textIn(world: World, namespace: string, volume: Data, file: string) {
  for (const [kind, block, name] of [
    ['ConfigMap', 'configMap', textAt(volume, 'configMap.name')],
    ['Secret', 'secret', textAt(volume, 'secret.secretName') ?? textAt(volume, 'secret.name')],
  ] as const) {
    const object = name === undefined ? undefined : world.find(kind, namespace, name);
    if (object === undefined) continue;
    const key = mapsAt(volume, `${block}.items`).find(({ path }) => path === file)?.['key'] ?? file;
    const { data, stringData } = object.content;
    const [text, encoded] = kind === 'Secret' ? [textOf(stringData, key), textOf(data, key)] : [textOf(data, key)];
    if (text !== undefined) return { object: object.identity, text };
    if (encoded !== undefined)
      return { object: object.identity, text: Buffer.from(encoded, 'base64').toString('utf8') };
  }
  return undefined;
}

/** Keys of files have dots, which stand for no path. */
function textOf(texts: unknown, key: unknown): string | undefined {
  const text = isMap(texts) ? texts[String(key)] : undefined;
  return typeof text === 'string' ? text : undefined;
}
