import { distance } from 'fastest-levenshtein';
import data from '../../../schemas/kubernetes-1.28.json';
import { listed, lookUp, show, suggestion } from '../../values/text';
import { groupOf } from '../kinds';
import type { Schema, Schemas } from './json-schema';

/** As it is called in sentences. */
export const KUBERNETES = 'Kubernetes 1.28';

const DEFINITIONS: Schemas = data.definitions;

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

/** All schemas of Kubernetes, by their names. */
export const SCHEMAS: Schemas = {
  ...DEFINITIONS,
  ...Object.fromEntries(
    Object.entries(REQUIRED_BESIDES).map(([name, fields]) => {
      const { required = [], ...schema } = DEFINITIONS[name] ?? {};
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
  [NAMED_META]: { ...DEFINITIONS[META], required: ['name'] },
};

/** Name of the schema by version and kind. */
const KINDS: Readonly<Record<string, Readonly<Record<string, string>>>> = data.kinds;
/** Release that removed a version of a kind, and perhaps the replacement: `1.25 policy/v1`. */
const GONE: Readonly<Record<string, Readonly<Record<string, string>>>> = data.gone;

/** The schema of a kind that Kubernetes itself has. */
export const kubernetesSchema = (apiVersion: string, kind: string): Schema | undefined =>
  lookUp(SCHEMAS, lookUp(lookUp(KINDS, apiVersion) ?? {}, kind) ?? '');

const GROUPS = new Set([...Object.keys(KINDS), ...Object.keys(GONE)].map(groupOf));

/**
 * Whether a version is one of Kubernetes itself, or was meant to be: groups of custom resources have a dot, and only
 * a misspelling comes so near to one of its own.
 */
export function isOfKubernetes(apiVersion: string): boolean {
  const group = groupOf(apiVersion);
  if (GROUPS.has(group) || !group.includes('.')) return true;
  return group.endsWith('.k8s.io') && [...GROUPS].some((own) => own.includes('.') && distance(own, group) <= 2);
}

/** Message for an unknown or removed version and kind, with the replacement. */
export function missingKind(apiVersion: string, kind: string): string {
  const [since, instead = ''] = lookUp(lookUp(GONE, apiVersion) ?? {}, kind)?.split(' ') ?? [];
  const versions = Object.keys(KINDS).filter((version) => kubernetesSchema(version, kind));
  const better = versions.includes(instead) ? [instead] : versions;
  if (since !== undefined || versions.length > 0) {
    const found = `apiVersion: found ${show(apiVersion)}, where ${KUBERNETES} has no ${kind}`;
    const gone = since === undefined ? '' : ` (removed in ${since})`;
    return `${found}${gone}: ${better.length > 0 ? `use ${better.sort().join(' or ')}` : 'there is no replacement'}`;
  }
  const own = Object.keys(lookUp(KINDS, apiVersion) ?? {});
  const all = Object.values(KINDS).flatMap((kinds) => Object.keys(kinds));
  const hint = suggestion(kind, own) || suggestion(kind, all);
  const found = `kind: found ${show(kind)}, which ${KUBERNETES} does not have in ${apiVersion}`;
  if (hint !== '') return `${found}${hint}`;
  return `${found}: use one of ${listed(own.length > 0 ? own : new Set(all))}`;
}
