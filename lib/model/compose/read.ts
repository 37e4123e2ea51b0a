import path from 'node:path';
import { isMap, visit } from 'yaml';
import { Mistakes, UserError, within } from '../../values/errors';
import { readText } from '../../values/files';
import { listed, lookUp, show } from '../../values/text';
import { parseYaml, yamlData } from '../../values/yaml';
import { interpolate, type Variables } from './interpolate';
import { asMap } from './mapping';
import type { ComposeProject, ComposeService } from './types';
import { validateCompose } from './validate';

export interface ReadComposeOptions {
  /**
   * Values for `${NAME}`, and for variables of `environment` without a value. The shell is ignored:
   * the result depends on the repository alone.
   * @default - none
   */
  readonly variables?: Variables;
  /**
   * Keys to leave out knowingly, such as `depends_on` or `deploy.update_config.delay`: they would be errors,
   * since they cannot be converted. A key that no service has is an error.
   * @default - none
   */
  readonly drop?: readonly string[];
  /** Profiles whose services take part, besides the services without a profile. @default - none */
  readonly profiles?: readonly string[];
}

/**
 * Reads a `docker-compose.yaml`.
 * @throws UserError that names file and place if it is no YAML, does not follow the Compose specification, or
 *   a variable has no value
 */
export function readCompose(file: string, options: ReadComposeOptions = {}): ComposeProject {
  const text = readText(file);
  return within(file, () => parseCompose(text, path.dirname(path.resolve(file)), options));
}

/** Reads the text of a `docker-compose.yaml` whose paths start from `directory`. */
export function parseCompose(text: string, directory: string, options: ReadComposeOptions = {}): ComposeProject {
  const { variables = {}, drop = [], profiles = [] } = options;
  const { services = {}, volumes = {}, networks = {}, include = [] } = validateCompose(readData(text, variables));
  if (include.length > 0) throw new UserError('include: not supported: read each file separately');
  refuseTopLevel({ volumes, networks });
  const enabled = Object.entries(services).filter(([, service]) => takesPart(service, profiles));
  if (enabled.length === 0)
    throw new UserError('services: found no enabled service: add services, or enable a profile');
  const mistakes = new Mistakes('');
  const dropped = new Set<string>();
  const read = enabled.map(([name, service]): [string, ComposeService] => [
    name,
    withVariables(without(service, drop, dropped), variables),
  ]);
  for (const key of drop) {
    if (!dropped.has(key)) mistakes.add('drop', `found ${show(key)}, which no service has: remove it`);
  }
  mistakes.throwIfAny();
  return { directory, services: Object.fromEntries(read), volumes, networks };
}

/** The file as data, with its variables replaced. */
function readData(text: string, variables: Variables): unknown {
  // Compose files share settings with aliases and `<<`.
  const file = parseYaml(text, '1.2');
  const mistakes = new Mistakes('');
  visit(file.document, {
    Scalar(key, node) {
      // A number that would be printed differently is meant as text: 007, 1.10, a very long id.
      if (typeof node.value === 'number' && node.source !== String(node.value)) node.value = node.source;
      if (key === 'key' || typeof node.value !== 'string' || !node.value.includes('$')) return;
      const place = file.at(node.range?.[0] ?? 0);
      const found = node.value;
      node.value = mistakes.attempt(place, () => interpolate(found, variables), found);
    },
  });
  mistakes.throwIfAny();
  if (!isMap(file.document.contents)) {
    throw new UserError('found no map, allowed is a Compose file with the key "services"');
  }
  return yamlData(file);
}

function takesPart(service: object, active: readonly string[]): boolean {
  const profiles: unknown = 'profiles' in service ? service.profiles : undefined;
  if (!Array.isArray(profiles) || profiles.length === 0) return true;
  return profiles.some((profile) => active.includes(profile));
}

/** The service without the keys that the user gives up, and without its profiles, which have done their work. */
function without(service: ComposeService, drop: readonly string[], dropped: Set<string>): ComposeService {
  const copy = structuredClone(service);
  if (deleteAt(copy, ['profiles'])) dropped.add('profiles');
  for (const key of drop) if (deleteAt(copy, key.split('.'))) dropped.add(key);
  return copy;
}

/** Deletes the key at a path, in every item of a list on the way; whether it was there. */
function deleteAt(value: unknown, steps: readonly string[]): boolean {
  const [step, ...rest] = steps;
  if (step === undefined || typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.map((item) => deleteAt(item, steps)).some(Boolean);
  if (!Object.hasOwn(value, step)) return false;
  return rest.length === 0 ? Reflect.deleteProperty(value, step) : deleteAt(Reflect.get(value, step), rest);
}

/** Gives the variables of `environment` that have no value the one they were given. */
function withVariables(service: ComposeService, variables: Variables): ComposeService {
  if (service.environment === undefined) return service;
  const entries = Object.entries(asMap(service.environment)).map(([name, value]) => [
    name,
    value ?? lookUp(variables, name) ?? null,
  ]);
  return { ...service, environment: Object.fromEntries(entries) };
}

const VOLUME_KEYS = ['name', 'external', 'labels'];
const NETWORK_KEYS = ['name', 'external'];

/** Volumes and networks of the top level may say no more than a claim and a policy can. */
function refuseTopLevel(sections: Pick<ComposeProject, 'volumes' | 'networks'>): void {
  const mistakes = new Mistakes('');
  for (const [section, entries, allowed] of [
    ['volumes', sections.volumes, VOLUME_KEYS],
    ['networks', sections.networks, NETWORK_KEYS],
  ] as const) {
    for (const [name, definition] of Object.entries(entries)) {
      for (const [key, value] of Object.entries(definition ?? {})) {
        const isDefaultDriver = key === 'driver' && (value === 'local' || value === 'bridge' || value === 'default');
        if (allowed.includes(key) || key.startsWith('x-') || isDefaultDriver) continue;
        mistakes.add(`${section}.${name}.${key}`, `cannot be converted, allowed are ${listed(allowed)}: remove it`);
      }
    }
  }
  mistakes.throwIfAny();
}
