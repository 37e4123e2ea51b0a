import type { RuleFinding } from '../catalog';
import type { ManifestObject } from '../manifest';
import type { Schema } from './json-schema';
import { KubernetesApi, METADATA } from './kubernetes';
import { ServedApi } from './served-api';
import { NEWEST_VERSION } from './versions';
import { mistakesBySchema } from './walk';

/** Of a custom resource without a definition, the metadata are known all the same. */
const UNKNOWN: Schema = { type: 'object', properties: { metadata: METADATA }, additionalProperties: true };

/**
 * Findings about objects that the API server would reject: unknown fields, wrong types, missing fields, invalid values,
 * and unknown kinds and versions. Of custom resources without a definition, only the metadata are validated.
 */
export const schemaFindings = (objects: readonly ManifestObject[], api = ServedApi.default()): RuleFinding[] =>
  objects.flatMap((object) => findingsOf(object, api).map((finding) => withVersion(finding, object, api)));

function findingsOf({ identity: object, content }: ManifestObject, api: ServedApi): RuleFinding[] {
  const { apiVersion, kind } = content;
  const { kubernetes } = api;
  const own = kubernetes.schemaOf(apiVersion, kind);
  const schema = own ?? api.customSchema(apiVersion, kind) ?? UNKNOWN;
  if (schema === UNKNOWN && kubernetes.isOwn(apiVersion)) {
    return [{ id: 'schema/kind', object, sentence: kubernetes.missingKind(apiVersion, kind) }];
  }
  const name = own || schema === UNKNOWN ? kubernetes.name : `${kind} of ${apiVersion}`;
  const { schemas } = kubernetes;
  return mistakesBySchema(content, schema, { name, schemas, isSecret: kind === 'Secret' }).map((mistake) => ({
    ...mistake,
    object,
  }));
}

const NEWER = ['schema/kind', 'schema/unknown-field', 'schema/value'];

/** Adds to the sentence of a finding that a newer version of Kubernetes takes what is found, if it does. */
function withVersion(finding: RuleFinding, object: ManifestObject, { kubernetes }: ServedApi): RuleFinding {
  if (!NEWER.includes(finding.id) || kubernetes.version === NEWEST_VERSION) return finding;
  const newest = new ServedApi(KubernetesApi.of(NEWEST_VERSION));
  const at = (sentence: string): string => sentence.split(': ', 1)[0] ?? '';
  const stays = findingsOf(object, newest).some(
    ({ id, sentence }) => id === finding.id && at(sentence) === at(finding.sentence),
  );
  if (stays) return finding;
  const hint = `Kubernetes ${NEWEST_VERSION} takes it: if the cluster is newer than ${kubernetes.version}, set kubernetes of EnvironmentChecks to its version`;
  return { ...finding, sentence: `${finding.sentence}. ${hint}` };
}
