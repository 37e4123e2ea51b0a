import { createHash } from 'node:crypto';
import { Document, Scalar, visit } from 'yaml';

/**
 * A configuration as YAML: keys in the order of the alphabet, so that a diff shows only changes, and
 * words quoted that YAML 1.1, which these systems read, would take for something else.
 */
export function renderConfig(config: object): string {
  const document = new Document(config, { version: '1.1', sortMapEntries: true, aliasDuplicateObjects: false });
  visit(document, {
    // The value of `${NAME}` may look like another type, such as a number.
    Scalar(_, node) {
      if (typeof node.value === 'string' && node.value.includes('${')) node.type = Scalar.QUOTE_SINGLE;
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** Changes whenever one of the texts does; on a pod it makes a changed configuration roll it. */
export function contentHash(...texts: readonly string[]): string {
  const hash = createHash('sha256');
  // The length tells "ab", "c" from "a", "bc".
  for (const text of texts) hash.update(`${text.length}:`).update(text);
  return hash.digest('hex');
}
