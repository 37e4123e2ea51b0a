import { isMap } from '../../values/data';
import { listed, lookUp, nearest } from '../../values/text';
import type { Schema, Schemas } from './json-schema';
import { fieldOf, type Place, pathOf, placesOf } from './places';
import { formOf } from './value-types';
import { allowedBy, concealed, described, mistakeOf, remedyFor } from './values';

type Mistake = 'unknown-field' | 'type' | 'required' | 'value';

/** A schema violation of an object. */
export interface SchemaMistake {
  readonly id: `schema/${Mistake}`;
  /** Prefixed with the path of the field. */
  readonly sentence: string;
}

export interface WalkOptions {
  /** Name of the schema in messages, such as `Kubernetes 1.28`. */
  readonly name: string;
  /** Targets of `$ref`. */
  readonly schemas: Schemas;
  /** Whether values are secret and must not be shown. @default false */
  readonly isSecret?: boolean;
}

/**
 * Validates an object with a schema, as strictly as the API server does with
 * `kubectl apply --validate=strict`.
 */
export function mistakesBySchema(object: unknown, schema: Schema, options: WalkOptions): SchemaMistake[] {
  const walk = new Walk(options);
  walk.visit(object, { schema: walk.resolved(schema), key: '', up: undefined });
  return walk.mistakes;
}

class Walk {
  readonly mistakes: SchemaMistake[] = [];
  private readonly describe: (value: unknown) => string;

  constructor(private readonly options: WalkOptions) {
    this.describe = options.isSecret ? concealed : described;
  }

  /** The schema that a name stands for. */
  resolved(schema: Schema): Schema {
    return schema.$ref === undefined ? schema : (this.options.schemas[schema.$ref] ?? {});
  }

  visit(value: unknown, place: Place): void {
    const { schema } = place;
    if (schema.type === 'object') {
      if (isMap(value)) this.visitMap(value, place);
      else this.refuseType(value, place);
      return;
    }
    const form = formOf(schema);
    if (!form.hasType(value)) {
      this.refuseType(value, place);
      return;
    }
    const mistake = mistakeOf(schema, form, value, this.describe);
    if (mistake !== undefined) this.add('value', pathOf(place), mistake);
    if (schema.items && Array.isArray(value)) {
      const item = this.resolved(schema.items);
      for (const [index, entry] of value.entries()) {
        this.visit(entry, { schema: item, key: index, up: place });
      }
    }
  }

  private visitMap(map: Readonly<Record<string, unknown>>, place: Place): void {
    const { schema } = place;
    const { properties = {}, additionalProperties } = schema;
    const missing = missingFields(map, schema);
    for (const [key, value] of Object.entries(map)) {
      const known = lookUp(properties, key);
      const child = known ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
      // Kubernetes takes a field without a value as one that is not set.
      if (value === undefined || (child && value === null)) continue;
      if (child) {
        this.visit(value, { schema: this.resolved(child), key, up: place });
      } else if (additionalProperties !== true && !schema['x-kubernetes-preserve-unknown-fields']) {
        this.refuseField(key, place, missing);
      }
    }
    for (const key of missing) {
      const field = this.resolved(lookUp(properties, key) ?? {});
      const sentence = `missing, and ${this.options.name} requires it: set it to ${allowedBy(field)}`;
      this.add('required', fieldOf(place, key), sentence);
    }
  }

  private refuseType(value: unknown, place: Place): void {
    const { schema } = place;
    const remedy = remedyFor(schema, value);
    this.add('type', pathOf(place), `found ${this.describe(value)}, allowed is ${allowedBy(schema)}${remedy}`);
  }

  /** @param missing required fields; one that was meant is taken out, so that one mistake is said once */
  private refuseField(key: string, place: Place, missing: Set<string>): void {
    const fields = Object.keys(place.schema.properties ?? {});
    const places = placesOf(key, place, (schema) => this.resolved(schema));
    const meant = places.length > 0 ? undefined : (nearest(key, missing) ?? nearest(key, fields));
    if (meant !== undefined) missing.delete(meant);
    const found = `unknown field, ${this.options.name} does not have it here`;
    this.add('unknown-field', fieldOf(place, key), `${found}${remedyOf(fields, places, meant)}`);
  }

  private add(id: Mistake, path: string, sentence: string): void {
    this.mistakes.push({ id: `schema/${id}`, sentence: `${path || 'the object'}: ${sentence}` });
  }
}

const missingFields = (
  map: Readonly<Record<string, unknown>>,
  { required = [], properties = {} }: Schema,
): Set<string> =>
  new Set(
    required.filter((key) => map[key] === undefined || (map[key] === null && !lookUp(properties, key)?.nullable)),
  );

function remedyOf(fields: readonly string[], places: readonly string[], meant: string | undefined): string {
  if (places.length > 0) return `: move it to ${places.join(' or ')}`;
  if (meant !== undefined) return ` (did you mean "${meant}"?)`;
  return fields.length === 0 ? ': remove it' : `: remove it, or use one of ${listed(fields)}`;
}
