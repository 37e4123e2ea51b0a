import { distance } from 'fastest-levenshtein';
import data from '../../../schemas/kubernetes-1.28.json';
import { listed, lookUp, show, suggestion } from '../../text';
import type { Schema, Schemas } from './schema';

/** As it is called in sentences. */
export const KUBERNETES = 'Kubernetes 1.28';

/** All schemas of Kubernetes, by their names. */
export const SCHEMAS: Schemas = data.definitions;

/** Name of the schema by version and kind. */
const KINDS: Readonly<Record<string, Readonly<Record<string, string>>>> = data.kinds;
/** Since when a version of a kind is gone, and perhaps what to take instead: `1.25 policy/v1`. */
const GONE: Readonly<Record<string, Readonly<Record<string, string>>>> = data.gone;

/** The schema of a kind that Kubernetes itself has. */
export const kubernetesSchema = (apiVersion: string, kind: string): Schema | undefined =>
  lookUp(SCHEMAS, lookUp(lookUp(KINDS, apiVersion) ?? {}, kind) ?? '');

const groupOf = (apiVersion: string): string => (apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : '');
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

/** What is wrong with a version and kind that Kubernetes does not have, and what to take instead. */
export function missingKind(apiVersion: string, kind: string): string {
  const [since, instead = ''] = lookUp(lookUp(GONE, apiVersion) ?? {}, kind)?.split(' ') ?? [];
  const versions = Object.keys(KINDS).filter((version) => kubernetesSchema(version, kind));
  const better = versions.includes(instead) ? [instead] : versions;
  if (since !== undefined || versions.length > 0) {
    const found = `apiVersion: found ${show(apiVersion)}, where ${KUBERNETES} has no ${kind}`;
    const gone = since === undefined ? '' : ` (gone since ${since})`;
    return `${found}${gone}: ${better.length > 0 ? `take ${better.sort().join(' or ')}` : 'nothing takes its place'}`;
  }
  const own = Object.keys(lookUp(KINDS, apiVersion) ?? {});
  const all = Object.values(KINDS).flatMap((kinds) => Object.keys(kinds));
  const hint = suggestion(kind, own) || suggestion(kind, all);
  const found = `kind: found ${show(kind)}, which ${KUBERNETES} does not have in ${apiVersion}`;
  if (hint !== '') return `${found}${hint}`;
  return `${found}: take one of ${listed(own.length > 0 ? own : new Set(all))}`;
}
