import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import schema from '../../../imports/compose-spec.schema.json';
import { UserError } from '../../values/errors';
import { listed, show, suggestion } from '../../values/text';
import type { ComposeNetwork, ComposeService, ComposeVolume } from './types';

/** A Compose file, once it is known to follow the specification. */
export interface ComposeFile {
  readonly services?: Readonly<Record<string, ComposeService>>;
  readonly volumes?: Readonly<Record<string, ComposeVolume | null>>;
  readonly networks?: Readonly<Record<string, ComposeNetwork | null>>;
  /** Other files, which are not followed. */
  readonly include?: readonly unknown[];
}

let compiled: ValidateFunction<ComposeFile> | undefined;

/**
 * Holds a file against the JSON schema of the Compose specification.
 * @throws UserError with a sentence for each place that does not fit
 */
export function validateCompose(file: unknown): ComposeFile {
  // Compiling takes longer than all the rest of reading a file; apps without Compose files skip it.
  compiled ??= new Ajv({
    strict: false,
    allErrors: true,
    verbose: true,
    validateSchema: false,
  }).compile<ComposeFile>({
    ...schema,
    $schema: undefined,
  });
  if (compiled(file)) return file;
  throw new UserError(...sentences(compiled.errors ?? []));
}

/** One sentence per place: if all alternatives fail, only the allowed values are reported. */
function sentences(errors: readonly ErrorObject[]): string[] {
  const byPlace = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    const place =
      error.keyword === 'additionalProperties'
        ? `${error.instancePath}/${error.params['additionalProperty']}`
        : error.instancePath;
    byPlace.set(place, [...(byPlace.get(place) ?? []), error]);
  }
  // The deepest error explains a place.
  const places = [...byPlace.keys()].filter(
    (place) => ![...byPlace.keys()].some((other) => other.startsWith(`${place}/`)),
  );
  return places.map((place) => `${readable(place)}: ${explain(byPlace.get(place) ?? [])}`);
}

/** `/services/web/ports/0` as `services.web.ports[0]`. */
const readable = (pointer: string): string =>
  pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.')
    .replace(/\.(\d+)(?=\.|$)/g, '[$1]') || 'the file';

function explain(errors: readonly ErrorObject[]): string {
  const unknown = errors.find(({ keyword }) => keyword === 'additionalProperties');
  if (unknown) {
    const key = String(unknown.params['additionalProperty']);
    const keys = Object.keys(unknown.parentSchema?.['properties'] ?? {});
    if (keys.length === 0) return 'invalid name, allowed are letters, digits, "_", "." and "-": rename it';
    return `unknown key${suggestion(key, keys)}: see the Compose specification`;
  }
  const found = show(errors[0]?.data);
  const values = errors.flatMap(({ keyword, params }) => (keyword === 'enum' ? params['allowedValues'] : []));
  if (values.length > 0) return `found ${found}, allowed are ${listed(new Set(values.map(String)))}`;
  // Of several alternatives, the one with the right type explains most.
  const rule = errors.find(({ keyword }) => !ALTERNATIVES.includes(keyword));
  if (rule) return `found ${found}, it ${rule.message}`;
  const types = errors.flatMap(({ keyword, params }) => (keyword === 'type' ? [params['type']].flat() : []));
  const advice = errors[0]?.data === null ? ': set a value, or remove the key' : '';
  return `found ${found}, allowed is ${[...new Set(types)].join(' or ')}${advice}`;
}

const ALTERNATIVES = ['oneOf', 'anyOf', 'type'];
