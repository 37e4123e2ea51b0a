import { listed, lookUp, nearest } from '../../text';
import { formOf } from './forms';
import { fieldOf, type Place, pathOf, placesOf } from './places';
import type { Schema, Schemas } from './schema';
import { allowedBy, concealed, described, mistakeOf, remedyFor } from './values';

/** A place of an object that its schema refuses. */
export interface SchemaMistake {
  readonly id: `schema/${'unknown-field' | 'type' | 'required' | 'value'}`;
  /** Led by the path of the field. */
  readonly sentence: string;
}

export interface WalkOptions {
  /** Whose schema it is, such as `Kubernetes 1.28`; it stands in sentences. */
  readonly name: string;
  /** What `$ref` can name. */
  readonly schemas: Schemas;
  /** Whether the values are such as nobody may read. @default false */
  readonly isSecret?: boolean;
}

/**
 * Where an object is not what its schema says, as strictly as the API server can be asked to look
 * (`kubectl apply --validate=strict`).
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
    if (schema.type === 'array' ? !Array.isArray(value) : !formOf(schema).hasType(value)) {
      this.refuseType(value, place);
      return;
    }
    const mistake = mistakeOf(schema, value, this.describe);
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
    const { properties = {}, additionalProperties, required = [] } = schema;
    const meant = new Set<string>();
    for (const [key, value] of Object.entries(map)) {
      const known = lookUp(properties, key);
      const child = known ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
      if (child) {
        // Kubernetes takes a field without a value as one that is not set.
        if (value === null || value === undefined) continue;
        this.visit(value, { schema: this.resolved(child), key, up: place });
      } else if (additionalProperties !== true && !schema['x-kubernetes-preserve-unknown-fields']) {
        this.refuseField(key, place, meant);
      }
    }
    for (const key of required) {
      const value = map[key];
      const field = this.resolved(lookUp(properties, key) ?? {});
      if (!meant.has(key) && (value === undefined || (value === null && !field.nullable))) {
        const sentence = `found none, and ${this.options.name} requires it: set it to ${allowedBy(field)}`;
        this.add('required', fieldOf(place, key), sentence);
      }
    }
  }

  private refuseType(value: unknown, place: Place): void {
    const { schema } = place;
    const remedy = remedyFor(schema, value);
    this.add('type', pathOf(place), `found ${this.describe(value)}, allowed is ${allowedBy(schema)}${remedy}`);
  }

  /** @param meant gets the field that was meant, so that it is not said to be missing too */
  private refuseField(key: string, place: Place, meant: Set<string>): void {
    const found = `found a field that ${this.options.name} does not have here`;
    const fields = Object.keys(place.schema.properties ?? {});
    const places = placesOf(key, place, (schema) => this.resolved(schema));
    const guess = nearest(key, fields);
    if (guess !== undefined) meant.add(guess);
    this.add('unknown-field', fieldOf(place, key), `${found}${remedyOf(fields, places, guess)}`);
  }

  private add(id: 'unknown-field' | 'type' | 'required' | 'value', path: string, sentence: string): void {
    this.mistakes.push({ id: `schema/${id}`, sentence: `${path || 'the object'}: ${sentence}` });
  }
}

function remedyOf(fields: readonly string[], places: readonly string[], guess: string | undefined): string {
  if (places.length > 0) return `: move it to ${places.join(' or ')}`;
  if (guess !== undefined) return ` (did you mean "${guess}"?)`;
  return fields.length === 0 ? ': remove it' : `: remove it, or take one of ${listed(fields)}`;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
