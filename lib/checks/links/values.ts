import { isPair, isScalar, parseAllDocuments, visit } from 'yaml';

/** A value of a configuration, and the keys that lead to it. */
export interface Value {
  readonly keys: readonly string[];
  readonly value: string;
}

/** The values of a text: of YAML and JSON by its structure, of anything else line by line. */
export function valuesOf(text: string, key = ''): Value[] {
  // A word is no file, whatever YAML makes of it.
  if (!/\s/.test(text)) return [valueOfLine(text, key)];
  const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false, prettyErrors: false });
  // A text that is invalid YAML, or one long scalar, is of another language.
  if (!Array.isArray(documents) || documents.some(({ errors, contents }) => errors.length > 0 || isScalar(contents))) {
    return valuesByLine(text, key);
  }
  const values: Value[] = [];
  for (const document of documents) {
    visit(document, {
      Scalar(at, node, path) {
        if (at === 'key' || typeof node.value !== 'string') return;
        const keys = path.flatMap((parent) => (isPair(parent) && isScalar(parent.key) ? String(parent.key.value) : []));
        const below = node.value.includes('\n') ? valuesByLine(node.value, key) : [{ keys: [], value: node.value }];
        values.push(...below.map((value) => ({ ...value, keys: [...keys, ...value.keys] })));
      },
    });
  }
  return values;
}

const COMMENT = /^\s*(#|\/\/)/;

const valuesByLine = (text: string, key: string): Value[] =>
  text
    .split('\n')
    .filter((line) => !COMMENT.test(line))
    .map((line) => valueOfLine(line, key));

/** `key = value`, `key: value`, `--key=value` or `directive value;`, else the line as it is. */
const LINE = /^\s*(?:-\s+)?["']?(?<key>-{0,2}[A-Za-z][\w.-]*)["']?(?:\s*=\s*|:\s+|\s+)(?<value>\S.*)$/;

function valueOfLine(line: string, key: string): Value {
  const { key: own, value } = LINE.exec(line)?.groups ?? {};
  return own === undefined || value === undefined ? { keys: [key], value: line } : { keys: [key, own], value };
}
