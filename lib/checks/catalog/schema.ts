import type { Entries } from './entry';

/** Findings about fields and sizes of objects. */
export const SCHEMA = {
  'schema/kind': {
    severity: 'error',
    found: 'the version of Kubernetes does not have the kind or the version of its API',
    ignored: '`kubectl apply` fails: "no matches for kind".',
    fix: 'Use the version that the finding names.',
  },
  'schema/unknown-field': {
    severity: 'error',
    found: 'an object has a field that its kind does not have',
    ignored: 'The API server drops it, or rejects the object: "strict decoding error: unknown field".',
    fix: 'Correct the name, or remove the field.',
  },
  'schema/required': {
    severity: 'error',
    found: 'an object lacks a required field',
    ignored: 'The API server rejects the object: "Required value".',
    fix: 'Set the field.',
  },
  'schema/type': {
    severity: 'error',
    found: 'a field has a value of the wrong type',
    ignored: 'The API server rejects the object: "cannot unmarshal number into Go struct field".',
    fix: 'Use a value of the type that the finding names.',
  },
  'schema/value': {
    severity: 'error',
    found: 'a field has a value that is not allowed',
    ignored: 'The API server rejects the object: "Unsupported value" or "Invalid value".',
    fix: 'Use one of the values that the finding names.',
  },
  'schema/size': {
    severity: 'error',
    found: 'the values of a ConfigMap or Secret have more than 1 MiB together, or annotations more than 256 KiB',
    ignored: 'The API server rejects the object: "must have at most 1048576 bytes".',
    fix: 'Split the object.',
  },
  'schema/apply-size': {
    severity: 'warning',
    found: 'an object fits, but not with the copy of itself that `kubectl apply` adds as an annotation',
    ignored: '`kubectl apply` fails: "metadata.annotations: Too long".',
    fix: 'Apply it with `--server-side`, or split it.',
  },
  'object/dropped-field': {
    severity: 'error',
    found: 'a field that a JsonPatch sets is not written, since the typed classes of cdk8s drop unknown names',
    ignored: 'The field is missing in `dist/`.',
    fix: 'Use the name that cdk8s knows, or patch an ApiObject.',
  },
  'construct/validation': {
    severity: 'error',
    found: 'a construct of another package, or of the environment itself, reports an error of its validation',
    ignored: 'As the construct says.',
    fix: 'Fix what the construct reports.',
  },
} as const satisfies Entries;
