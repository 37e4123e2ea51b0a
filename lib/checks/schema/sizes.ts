import type { RuleFinding } from '../catalog';
import { type Cluster, namespaceOf } from '../cluster';
import type { ManifestObject } from '../manifest';

/** Maximum total size of the values of a ConfigMap or Secret, in bytes (`MaxSecretSize` of Kubernetes). */
const MOST_DATA = 1024 * 1024;
/** Maximum total size of the annotations of an object, in bytes (`TotalAnnotationSizeLimitB`). */
const MOST_ANNOTATIONS = 256 * 1024;
/** Annotation in which `kubectl apply` without `--server-side` keeps the applied object. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Objects that are too large for the API server, or for `kubectl apply`. */
export function* sizeFindings(cluster: Cluster): Generator<RuleFinding> {
  const tooLarge = new Set<string>();
  const sizes = [
    ...cluster
      .of('ConfigMap')
      .map(({ identity, content }) => [identity, sizeOf(content.data) + sizeOf(content.binaryData, 'base64')] as const),
    ...cluster
      .of('Secret')
      .map(({ identity, content }) => [identity, sizeOf(content.stringData) + sizeOf(content.data, 'base64')] as const),
  ];
  for (const [object, size] of sizes) {
    if (size <= MOST_DATA) continue;
    tooLarge.add(object);
    yield {
      id: 'schema/size',
      object,
      sentence: `data: found ${size} bytes, allowed are at most ${MOST_DATA} for all keys together: split it into several objects`,
    };
  }
  for (const object of cluster.objects) if (!tooLarge.has(object.identity)) yield* annotationFinding(object);
}

const sizeOf = (texts: Readonly<Record<string, string>> = {}, encoding: BufferEncoding = 'utf8'): number =>
  Object.values(texts).reduce((sum, text) => sum + Buffer.byteLength(text, encoding), 0);

function* annotationFinding(made: ManifestObject): Generator<RuleFinding> {
  const { annotations = {} } = made.content.metadata;
  const own = sizeOf(annotations) + Object.keys(annotations).join('').length;
  const object = made.identity;
  if (own > MOST_ANNOTATIONS) {
    yield {
      id: 'schema/size',
      object,
      sentence: `metadata.annotations: found ${own} bytes, allowed are at most ${MOST_ANNOTATIONS} for all together: shorten them`,
    };
    return;
  }
  const applied = own + LAST_APPLIED.length + appliedSize(made);
  if (applied <= MOST_ANNOTATIONS) return;
  yield {
    id: 'schema/apply-size',
    object,
    sentence: `found ${applied} bytes of annotations once kubectl apply has added its last-applied-configuration, allowed are at most ${MOST_ANNOTATIONS}: apply it with --server-side, or split it into several objects`,
  };
}

/** Bytes that a name or a value takes at most beside its text: quotes, a colon and a comma, or a number. */
const PER_VALUE = 24;

/** Go writes JSON in one line and escapes the characters that HTML escapes. A size that is far from the limit is estimated. */
function appliedSize(made: ManifestObject): number {
  const { content } = made;
  const most = 6 * lengthOf(content);
  if (most < MOST_ANNOTATIONS / 2) return most;
  const annotations = {};
  const metadata = { annotations, namespace: namespaceOf(made), ...content.metadata };
  const text = JSON.stringify({ ...content, metadata });
  return Buffer.byteLength(text) + 5 * (text.match(/[<>&]/g)?.length ?? 0) + 1;
}

/** More characters than a structure has in JSON, before escapes. */
function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length + PER_VALUE;
  if (typeof value !== 'object' || value === null) return PER_VALUE;
  let length = PER_VALUE;
  for (const key in value) length += key.length + PER_VALUE + lengthOf(Reflect.get(value, key));
  return length;
}
