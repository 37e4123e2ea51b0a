import path from 'node:path';
import { distance } from 'fastest-levenshtein';
import oldest from '../../../schemas/kubernetes-1.28.json';
import { isMap } from '../../values/data';
import { readText } from '../../values/files';
import { listed, lookUp, show, suggestion } from '../../values/text';
import { groupOf } from '../kinds';
import type { Schema, Schemas } from './json-schema';
import type { KubernetesVersion } from './versions';

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A file of `schemas/`. */
interface KubernetesData {
  /** Name of the schema by version and kind. */
  readonly kinds: Table;
  /** Release that removed a version of a kind, and perhaps the replacement: `1.25 policy/v1`. */
  readonly gone: Table;
  /** The same of versions that are deprecated, and that a later release removes. */
  readonly deprecated: Table;
  readonly definitions: Schemas;
}

/** Fields that the API server asks for in its validation, and the published schema does not. */
const REQUIRED_BESIDES: Readonly<Record<string, readonly string[]>> = {
  'apps.v1.DaemonSet': ['spec'],
  'apps.v1.Deployment': ['spec'],
  'apps.v1.StatefulSet': ['spec'],
  'autoscaling.v1.HorizontalPodAutoscaler': ['spec'],
  'autoscaling.v2.HorizontalPodAutoscaler': ['spec'],
  'batch.v1.CronJob': ['spec'],
  'batch.v1.Job': ['spec'],
  'batch.v1.JobTemplateSpec': ['spec'],
  // Of a StatefulSet's templates too.
  'core.v1.PersistentVolumeClaim': ['metadata', 'spec'],
  'core.v1.Pod': ['spec'],
  'core.v1.PodTemplateSpec': ['spec'],
  'core.v1.Service': ['spec'],
  'networking.v1.Ingress': ['spec'],
  'networking.v1.NetworkPolicy': ['spec'],
  'policy.v1.PodDisruptionBudget': ['spec'],
  'rbac.v1.ClusterRoleBinding': ['roleRef'],
};

const META = 'meta.v1.ObjectMeta';
const NAMED_META = 'metadata with a name';
const CLAIM = 'core.v1.PersistentVolumeClaim';

/** Schema of the metadata of all objects. */
export const METADATA: Schema = { $ref: META };

/** The definitions of a release, with the fields that the API server asks for besides. */
function withRequired(definitions: Schemas): Schemas {
  return {
    ...definitions,
    ...Object.fromEntries(
      Object.entries(REQUIRED_BESIDES).map(([name, fields]) => {
        const { required = [], ...schema } = definitions[name] ?? {};
        const metadata = name === CLAIM ? { metadata: { $ref: NAMED_META } } : {};
        return [
          name,
          {
            ...schema,
            required: [...new Set([...required, ...fields])],
            properties: { ...schema.properties, ...metadata },
          },
        ];
      }),
    ),
    [NAMED_META]: { ...definitions[META], required: ['name'] },
  };
}

/** A version of a kind that a release removes. */
export interface Removal {
  /** The release, such as `1.29`. */
  readonly since: string;
  /** The version to use instead. @default - unknown, or none */
  readonly instead?: string | undefined;
}

/** The kinds of a version of Kubernetes. */
export class KubernetesApi {
  private static readonly known = new Map<KubernetesVersion, KubernetesApi>();

  /** The kinds of a version, read on first use: most environments use one. */
  static of(version: KubernetesVersion): KubernetesApi {
    const api = KubernetesApi.known.get(version) ?? new KubernetesApi(version, dataOf(version));
    KubernetesApi.known.set(version, api);
    return api;
  }

  /** As it is called in sentences. */
  readonly name: string;
  /** All schemas, by their names. */
  readonly schemas: Schemas;
  private readonly groups: ReadonlySet<string>;

  private constructor(
    readonly version: KubernetesVersion,
    private readonly data: KubernetesData,
  ) {
    this.name = `Kubernetes ${version}`;
    this.schemas = withRequired(data.definitions);
    this.groups = new Set([...Object.keys(data.kinds), ...Object.keys(data.gone)].map(groupOf));
  }

  /** The schema of a kind. */
  schemaOf(apiVersion: string, kind: string): Schema | undefined {
    return lookUp(this.schemas, lookUp(lookUp(this.data.kinds, apiVersion) ?? {}, kind) ?? '');
  }

  /** When a version of a kind that this release still has is removed; undefined if it is not deprecated. */
  deprecation(apiVersion: string, kind: string): Removal | undefined {
    return removalIn(this.data.deprecated, apiVersion, kind);
  }

  /**
   * Whether a version is one of Kubernetes itself, or was meant to be: groups of custom resources have a dot, and only
   * a misspelling comes so near to one of its own.
   */
  isOwn(apiVersion: string): boolean {
    const group = groupOf(apiVersion);
    if (this.groups.has(group) || !group.includes('.')) return true;
    return group.endsWith('.k8s.io') && [...this.groups].some((own) => own.includes('.') && distance(own, group) <= 2);
  }

  /** Message for an unknown or removed version and kind, with the replacement. */
  missingKind(apiVersion: string, kind: string): string {
    const { kinds, gone } = this.data;
    const { since, instead = '' } = removalIn(gone, apiVersion, kind) ?? {};
    const versions = Object.keys(kinds).filter((version) => this.schemaOf(version, kind));
    const better = versions.includes(instead) ? [instead] : versions;
    if (since !== undefined || versions.length > 0) {
      const found = `apiVersion: found ${show(apiVersion)}, where ${this.name} has no ${kind}`;
      const removed = since === undefined ? '' : ` (removed in ${since})`;
      return `${found}${removed}: ${better.length > 0 ? `use ${better.sort().join(' or ')}` : 'there is no replacement'}`;
    }
    const own = Object.keys(lookUp(kinds, apiVersion) ?? {});
    const all = Object.values(kinds).flatMap((ofVersion) => Object.keys(ofVersion));
    const hint = suggestion(kind, own) || suggestion(kind, all);
    const found = `kind: found ${show(kind)}, which ${this.name} does not have in ${apiVersion}`;
    if (hint !== '') return `${found}${hint}`;
    return `${found}: use one of ${listed(own.length > 0 ? own : new Set(all))}`;
  }
}

function removalIn(table: Table, apiVersion: string, kind: string): Removal | undefined {
  const [since, instead] = lookUp(lookUp(table, apiVersion) ?? {}, kind)?.split(' ') ?? [];
  return since === undefined ? undefined : { since, instead };
}

const SCHEMAS = path.join(__dirname, '..', '..', '..', 'schemas');

function dataOf(version: KubernetesVersion): KubernetesData {
  if (version === '1.28') return oldest;
  const file = path.join(SCHEMAS, `kubernetes-${version}.json`);
  const data: unknown = JSON.parse(readText(file));
  if (isData(data)) return data;
  throw new Error(`${file}: found no schema of Kubernetes, see schemas/README.md`);
}

const isData = (data: unknown): data is KubernetesData =>
  isMap(data) && ['kinds', 'gone', 'deprecated', 'definitions'].every((key) => isMap(data[key]));
