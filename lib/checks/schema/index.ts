import type { Finding } from '../finding';
import type { ManifestObject } from '../manifest';
import { customSchema } from './custom-resources';
import { isOfKubernetes, KUBERNETES, kubernetesSchema, missingKind, SCHEMAS } from './kubernetes';
import { mistakesBySchema } from './walk';

/**
 * What the API server would not take: fields that are not there, wrong types, missing fields, values that are none,
 * and kinds and versions that it does not serve. Custom resources without a definition here are left alone.
 */
export const schemaFindings = (objects: readonly ManifestObject[]): Finding[] => objects.flatMap(findingsOf);

function findingsOf({ identity: object, content }: ManifestObject): Finding[] {
  const { apiVersion, kind } = content;
  const own = kubernetesSchema(apiVersion, kind);
  const schema = own ?? customSchema(apiVersion, kind);
  if (schema === undefined) {
    if (!isOfKubernetes(apiVersion)) return [];
    return [{ id: 'schema/kind', object, sentence: missingKind(apiVersion, kind) }];
  }
  const name = own ? KUBERNETES : `${kind} of ${apiVersion}`;
  return mistakesBySchema(content, schema, { name, schemas: SCHEMAS, isSecret: kind === 'Secret' }).map((mistake) => ({
    ...mistake,
    object,
  }));
}
