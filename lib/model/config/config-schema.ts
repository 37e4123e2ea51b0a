import { UserError } from '../../values/errors';
import { nested } from './nested';
import { isScalarType, type ScalarType } from './value-types';

/** A path of a configuration file, from `schemas/*.json`. */
export interface ConfigField {
  readonly type: string;
  readonly default: unknown;
  readonly flag?: string;
  readonly deprecated?: boolean;
  readonly hidden?: boolean;
}

/** Paths of a configuration file: `.` is a key, `[]` an item of a list, `<name>` a key of the user's choice. */
export type ConfigFields = Readonly<Record<string, ConfigField>>;

/** Whether data is a file of `schemas/`. */
export const isConfigFields = (data: unknown): data is ConfigFields =>
  typeof data === 'object' && data !== null && !Array.isArray(data) && Object.values(data).every(isConfigField);

const isConfigField = (field: unknown): field is ConfigField =>
  typeof field === 'object' &&
  field !== null &&
  'type' in field &&
  typeof field.type === 'string' &&
  'default' in field;

/** A block, a list, a map or a value of a configuration file. */
export type ConfigNode =
  | { readonly kind: 'block'; readonly keys: ReadonlyMap<string, ConfigNode>; readonly field?: ConfigField }
  | { readonly kind: 'list'; readonly item: ConfigNode; readonly field?: ConfigField }
  | { readonly kind: 'map'; readonly value: ConfigNode; readonly field?: ConfigField }
  | { readonly kind: 'scalar'; readonly type: ScalarType; readonly field?: ConfigField };

/** A key of a configuration that a flag sets too. */
export interface FlaggedKey {
  readonly path: string;
  readonly field: ConfigField;
}

/** The valid content of a configuration file of one system and version. */
export class ConfigSchema {
  private tree: ConfigNode | undefined;
  private flagged: ReadonlyMap<string, FlaggedKey> | undefined;
  private preset: object | undefined;

  /** @param name of the system with its version, such as `Loki 2.9.4`; it stands in sentences */
  constructor(
    readonly name: string,
    readonly fields: ConfigFields,
  ) {}

  get root(): ConfigNode {
    this.tree ??= treeOf(this.fields);
    return this.tree;
  }

  /** The keys that have a flag, by the name of the flag without the dash. */
  get flags(): ReadonlyMap<string, FlaggedKey> {
    this.flagged ??= new Map(
      Object.entries(this.fields).flatMap(([path, field]) =>
        field.flag === undefined ? [] : [[field.flag.replace(/^-/, ''), { path, field }]],
      ),
    );
    return this.flagged;
  }

  /** The defaults of all keys outside of lists and maps; those that are found out when the program starts are left out. */
  get defaults(): object {
    this.preset ??= nested(
      Object.entries(this.fields).flatMap(([path, field]) =>
        /[<[]/.test(path) || !isKnown(field.default) ? [] : [[path, field.default] as const],
      ),
    );
    return this.preset;
  }

  /** The block at `path`, such as `limits_config`. */
  at(path: string): ConfigNode {
    const node = path
      .split('.')
      .reduce<ConfigNode | undefined>((at, key) => (at?.kind === 'block' ? at.keys.get(key) : undefined), this.root);
    if (node === undefined) throw new UserError(`${this.name} has no key ${path}`);
    return node;
  }

  /** Other places of a key, to distinguish a misplaced key from a misspelt one. */
  placesOf(key: string): string[] {
    return Object.keys(this.fields).filter((path) => path.endsWith(`.${key}`) && !/[<[]/.test(path));
  }
}

/** Whether a default is a value, and none such as `<hostname>`. */
const isKnown = (value: unknown): boolean =>
  value !== null && value !== undefined && !(typeof value === 'string' && value.startsWith('<'));

interface Branch {
  field?: ConfigField;
  readonly children: Map<string, Branch>;
}

function treeOf(fields: ConfigFields): ConfigNode {
  const root: Branch = { children: new Map() };
  for (const [path, field] of Object.entries(fields)) {
    // `a[].b` has the steps `a`, `[]` and `b`.
    const steps = path.replaceAll('[]', '.[]').split('.');
    let branch = root;
    for (const step of steps) {
      const next = branch.children.get(step) ?? { children: new Map() };
      branch.children.set(step, next);
      branch = next;
    }
    branch.field = { ...field, type: typeAt(path, field) };
  }
  return nodeOf(root);
}

/** Some sizes, such as those of gRPC's windows, are read by dskit, which prints `KiB`; others by the system's own parser. */
const typeAt = (path: string, { type, default: preset }: ConfigField): string =>
  type === 'bytes' && (path.endsWith('_window_size') || /[KMG]iB/.test(String(preset))) ? 'bytes-binary' : type;

function nodeOf({ field, children }: Branch): ConfigNode {
  const item = children.get('[]');
  if (item) return { kind: 'list', item: nodeOf(item), field };
  const [[first, child] = ['', undefined]] = children;
  if (child && first.startsWith('<')) return { kind: 'map', value: nodeOf(child), field };
  if (children.size > 0) {
    return { kind: 'block', keys: new Map([...children].map(([key, branch]) => [key, nodeOf(branch)])), field };
  }
  return leafOf(field?.type ?? 'any', field);
}

function leafOf(type: string, field?: ConfigField): ConfigNode {
  const [, item] = /^list\((.*)\)$/.exec(type) ?? [];
  if (item !== undefined) return { kind: 'list', item: leafOf(item), field };
  const [, value] = /^map\(\w+,(.*)\)$/.exec(type) ?? [];
  if (value !== undefined) return { kind: 'map', value: leafOf(value), field };
  return { kind: 'scalar', type: isScalarType(type) ? type : 'any', field };
}
