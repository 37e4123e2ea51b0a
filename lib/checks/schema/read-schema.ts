import { isMap } from '../../values/data';
import type { Schema } from './json-schema';

const TEXTS = ['type', 'format', 'pattern'] as const;
const NUMBERS = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const;
const SWITCHES = ['nullable', 'x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields'] as const;

/**
 * The schema in a CustomResourceDefinition of any origin: only the keys that checks use, if they are of the right type.
 * One that is missing allows anything.
 */
export function schemaIn(data: unknown): Schema {
  if (!isMap(data)) return { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  const { properties, required, items, additionalProperties, enum: values } = data;
  return {
    ...picked(data, TEXTS, 'string'),
    ...picked(data, NUMBERS, 'number'),
    ...picked(data, SWITCHES, 'boolean'),
    // Fields of any object, whose schema the definition need not repeat.
    ...(data['x-kubernetes-embedded-resource'] === true && { 'x-kubernetes-preserve-unknown-fields': true }),
    ...(isMap(properties) && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, schemaIn(schema)])),
    }),
    ...(Array.isArray(required) && { required: required.filter((key) => typeof key === 'string') }),
    ...(isMap(items) && { items: schemaIn(items) }),
    ...(Array.isArray(values) && { enum: values }),
    ...(typeof additionalProperties === 'boolean' && { additionalProperties }),
    ...(isMap(additionalProperties) && { additionalProperties: schemaIn(additionalProperties) }),
  };
}

const picked = (data: Readonly<Record<string, unknown>>, keys: readonly string[], type: string): object =>
  Object.fromEntries(keys.filter((key) => typeof data[key] === type).map((key) => [key, data[key]]));
