import crds from '../../../imports/crds.schema.json';
import { type Data, isMap, mapsAt, textAt, valueAt } from '../../values/data';
import { lookUp } from '../../values/text';
import type { Schema } from './json-schema';
import { METADATA } from './kubernetes';
import { schemaIn } from './read-schema';

/** Schemas of custom resources, by version of the API and kind. */
export type CustomSchemas = Readonly<Record<string, Readonly<Record<string, Schema>>>>;

/** Those whose definition is in `crds/`. */
export const SHIPPED: CustomSchemas = crds.schemas;

/** Whether an object is a CustomResourceDefinition with all fields that name its kind. */
export const isDefinition = (object: unknown): object is Data =>
  isMap(object) &&
  object['kind'] === 'CustomResourceDefinition' &&
  textAt(object, 'spec.group') !== undefined &&
  textAt(object, 'spec.names.kind') !== undefined &&
  mapsAt(object, 'spec.versions').some((version) => textAt(version, 'name') !== undefined);

/** The schemas of the versions that definitions serve. */
export function schemasOf(definitions: readonly Data[]): CustomSchemas {
  const schemas: Record<string, Record<string, Schema>> = {};
  for (const definition of definitions) {
    const kind = textAt(definition, 'spec.names.kind') ?? '';
    for (const version of mapsAt(definition, 'spec.versions').filter(({ served }) => served !== false)) {
      const apiVersion = `${textAt(definition, 'spec.group') ?? ''}/${textAt(version, 'name') ?? ''}`;
      const root = schemaIn(valueAt(version, 'schema.openAPIV3Schema'));
      const text = { type: 'string' };
      schemas[apiVersion] = {
        ...schemas[apiVersion],
        // The API server validates the metadata itself, so that a definition has no schema for it.
        [kind]: {
          ...root,
          type: 'object',
          properties: { ...root.properties, apiVersion: text, kind: text, metadata: METADATA },
        },
      };
    }
  }
  return schemas;
}

/** Schemas of several origins; the last one of a kind counts. */
export function mergedSchemas(one: CustomSchemas, other: CustomSchemas): CustomSchemas {
  const all = Object.entries(other).map(
    ([version, kinds]) => [version, { ...lookUp(one, version), ...kinds }] as const,
  );
  return { ...one, ...Object.fromEntries(all) };
}
