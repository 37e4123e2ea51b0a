import type { Finding } from '../finding';
import type { KubernetesObject, ManifestObject } from '../manifest';
import { customSchema } from './custom-resources';
import type { Schema } from './json-schema';
import { isOfKubernetes, KUBERNETES, kubernetesSchema, METADATA, missingKind, SCHEMAS } from './kubernetes';
import { mistakesBySchema } from './walk';

/** Of a custom resource without a definition here, the metadata are known all the same. */
const UNKNOWN: Schema = { type: 'object', properties: { metadata: METADATA }, additionalProperties: true };

/** Whether it is known what an object of this version and kind holds. */
export const hasSchema = ({ apiVersion, kind }: KubernetesObject): boolean =>
  kubernetesSchema(apiVersion, kind) !== undefined || customSchema(apiVersion, kind) !== undefined;

/**
 * What the API server would not take: fields that are not there, wrong types, missing fields, values that are none,
 * and kinds and versions that it does not serve. Of custom resources without a definition here, the metadata are looked at.
 */
export const schemaFindings = (objects: readonly ManifestObject[]): Finding[] => objects.flatMap(findingsOf);

function findingsOf({ identity: object, content }: ManifestObject): Finding[] {
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
