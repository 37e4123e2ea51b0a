import type { RuleFinding } from '../catalog';
import type { KubernetesObject, ManifestObject } from '../manifest';
import { customSchema } from './custom-resources';
import type { Schema } from './json-schema';
import { isOfKubernetes, KUBERNETES, kubernetesSchema, METADATA, missingKind, SCHEMAS } from './kubernetes';
import { mistakesBySchema } from './walk';

/** Of a custom resource without a definition here, the metadata are known all the same. */
const UNKNOWN: Schema = { type: 'object', properties: { metadata: METADATA }, additionalProperties: true };

/** Whether the schema of this version and kind is known. */
export const hasSchema = ({ apiVersion, kind }: KubernetesObject): boolean =>
  kubernetesSchema(apiVersion, kind) !== undefined || customSchema(apiVersion, kind) !== undefined;

/**
 * Findings about objects that the API server would reject: unknown fields, wrong types, missing fields, invalid values,
 * and unknown kinds and versions. Of custom resources without a definition here, only the metadata are validated.
 */
export const schemaFindings = (objects: readonly ManifestObject[]): RuleFinding[] => objects.flatMap(findingsOf);

function findingsOf({ identity: object, content }: ManifestObject): RuleFinding[] {
  const { apiVersion, kind } = content;
  const own = kubernetesSchema(apiVersion, kind);
  const schema = own ?? customSchema(apiVersion, kind) ?? UNKNOWN;
  if (schema === UNKNOWN && isOfKubernetes(apiVersion)) {
    return [{ id: 'schema/kind', object, sentence: missingKind(apiVersion, kind) }];
  }
  const name = own || schema === UNKNOWN ? KUBERNETES : `${kind} of ${apiVersion}`;
  return mistakesBySchema(content, schema, { name, schemas: SCHEMAS, isSecret: kind === 'Secret' }).map((mistake) => ({
    ...mistake,
    object,
  }));
}
