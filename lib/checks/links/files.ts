import { type Directive, parseNginx } from '../../model/languages/nginx';
import { listed, show, suggestion } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import type { ContainerSpec } from '../objects';
import { fileAt, isGiven } from '../programs/files';
import { type InstanceConfig, instancesOf } from '../programs/instances';

/** A path of a file that a program reads, and where it stands. */
interface NamedFile {
  readonly path: string;
  readonly at: string;
}

/** Files of ConfigMaps and Secrets that arguments and configurations name, and that are not there. */
export function* missingFiles(cluster: Cluster): Generator<RuleFinding> {
  const said = new Set<string>();
  const configured = new Map(instancesOf(cluster).map((instance) => [instance.container, instance]));
  for (const pods of cluster.pods) {
    for (const container of pods.spec.containers) {
      const config = configured.get(container)?.config;
      const inConfig = config === undefined ? [] : filesOf(config);
      const named = [
        ...inArguments(container, pods.path).map((file) => ({ ...file, object: pods.owner.identity })),
        ...inConfig.map((file) => ({ ...file, object: config?.object ?? '' })),
      ];
      for (const { path, at, object } of named) {
        const file = fileAt(cluster, pods, container, path);
        if (file === undefined || isGiven(file) || said.has(`${object} ${at}`)) continue;
        said.add(`${object} ${at}`);
        yield {
          id: 'link/file',
          object,
          sentence: `${at}: found ${show(path)}, but ${file.object} has no such key${suggestion(path.split('/').at(-1) ?? '', file.keys)}, it has ${listed(file.keys) || 'none'}: add the key, or correct the path`,
        };
      }
    }
  }
}

const knownFiles = new WeakMap<object, readonly NamedFile[]>();

/** Files that a configuration names; all roles of a system read the same one. */
function filesOf({ content, key, text }: InstanceConfig): readonly NamedFile[] {
  const known = knownFiles.get(content) ?? filesIn(content, '');
  knownFiles.set(content, known);
  return key.endsWith('.conf') ? nginxFiles(key, text) : known;
}

const PATH = /^\/[^\s*?{}$,]+$/;

const inArguments = ({ name, command = [], args = [] }: ContainerSpec, path: string): NamedFile[] =>
  [...command.slice(1), ...args].flatMap((word) => {
    const value = word.startsWith('-') ? word.replace(/^[^=]*=?/, '') : word;
    return PATH.test(value) ? [{ path: value, at: `${path}.containers[${name}].args` }] : [];
  });

/** Keys of files, such as `password_file`, `ca_file` and `runtime_config.file`. */
const FILE_KEY = /(?:^|_)file$/;

function filesIn(value: unknown, path: string): NamedFile[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => filesIn(item, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof item !== 'string') return filesIn(item, at);
    return FILE_KEY.test(key) && PATH.test(item) ? [{ path: item, at }] : [];
  });
}

const NGINX_FILES = ['auth_basic_user_file', 'ssl_certificate', 'ssl_certificate_key', 'proxy_ssl_trusted_certificate'];

function nginxFiles(key: string, text: string): NamedFile[] {
  const walk = (directives: readonly Directive[]): NamedFile[] =>
    directives.flatMap(({ words: [name = '', path = ''], block = [] }) => [
      ...(NGINX_FILES.includes(name) && PATH.test(path) ? [{ path, at: `data[${key}]: ${name}` }] : []),
      ...walk(block),
    ]);
  return walk(parseNginx(text) ?? []);
}
