import type { Cluster } from '../cluster';
import { fieldsOf, textOf } from '../fields';

/** A value somewhere in an object, with the name that it has there. */
export interface Setting {
  /** Path in the object. */
  readonly at: string;
  /** @default - none: only the format of the value tells */
  readonly name?: string;
  readonly value: string;
}

/** A line with a name and a value, in files of variables, ini, properties, TOML, HCL, Alloy and shell. */
const LINE =
  /^[\t ]*(?:-[\t ]+)?(?:export[\t ]+|set[\t ]+)?["']?([A-Za-z][\w.-]*)["']?[\t ]*[:=][\t ]*(.*?)[\t ]*[;,]?$/gm;
/** A header that nginx adds. */
const HEADER =
  /^[\t ]*(?:proxy_set_header|add_header|more_set_headers|grpc_set_header)[\t ]+["']?([\w-]+)["']?[\t ]*:?[\t ]+(.*?)[\t ]*;/gm;
const VARIABLE = /^[\t ]*set[\t ]+\$(\w+)[\t ]+(.*?)[\t ]*;/gm;
const COMMENT = /^[\t ]*(?:#|\/\/|;|--[\t ]).*$/gm;

/** The settings of a text, by its own syntax: YAML and JSON by their keys, anything else line by line. */
export function* settingsIn(cluster: Cluster, text: string, at: string): Generator<Setting> {
  const data = looksLikeYaml(text) ? cluster.texts.read(text) : undefined;
  if (typeof data === 'object' && data !== null) {
    yield* leavesOf(data, at);
    return;
  }
  const plain = text.replaceAll(COMMENT, '');
  yield { at, value: plain };
  for (const pattern of [LINE, HEADER, VARIABLE]) {
    for (const [, name = '', value = ''] of plain.matchAll(pattern)) {
      yield { at: `${at}.${name}`, name, value: unquoted(value) };
    }
  }
}

/** Neither a file of nginx, which has braces and semicolons, nor one of sections. */
const looksLikeYaml = (text: string): boolean =>
  /^\s*[[{]/.test(text) ? isJson(text) : /^[\w."'-]+:(\s|$)|^- /m.test(text) && !/[;{]\s*$/m.test(text);

const isJson = (text: string): boolean => /^\s*(\{\s*"|\[\s*[{"\d[])/.test(text);

const unquoted = (value: string): string => /^(["'`])(.*)\1$/s.exec(value)?.[2] ?? value.replace(/[\t ]+[#;].*$/, '');

/** All values of a structure, with the key next to them; the items of a list have the key of the list. */
export function leavesOf(value: unknown, at: string, name = '', found: Setting[] = []): Setting[] {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) leavesOf(item, `${at}[${index}]`, name, found);
    return found;
  }
  const text = textOf(value);
  if (text !== undefined) {
    found.push(name !== '' && typeof value === 'string' ? { at, value: text, name } : { at, value: text });
    return found;
  }
  const fields = fieldsOf(value);
  for (const [key, member] of Object.entries(fields)) {
    const isSecure = key === 'secureJsonData';
    // The names of headers stand in the other map of a data source.
    const inner = isSecure ? { ...fieldsOf(fields['jsonData']), ...fieldsOf(member) } : member;
    leavesOf(inner, `${at}.${key}`, isSecure ? key : nameOf(key, name, fields), found);
  }
  return found;
}

/** The name that tells of a value: usually its key. */
function nameOf(key: string, parent: string, fields: Readonly<Record<string, unknown>>): string {
  const [, header] = /^httpHeaderValue(\d+)$/.exec(key) ?? [];
  if (header !== undefined) return textOf(fields[`httpHeaderName${header}`]) ?? '';
  // A list of names and values, as of headers and variables.
  if (key === 'value') return textOf(fields['name'] ?? fields['key'] ?? fields['header']) ?? parent;
  return key;
}

/** Arguments as settings: `--name=value`, `--name value` and `NAME=value`. */
export function* argumentsOf(words: readonly string[], at: string): Generator<Setting> {
  for (const [index, word] of words.entries()) {
    const where = `${at}[${index}]`;
    const [, name, value] = /^-{0,2}([A-Za-z][\w.-]*)=(.*)$/s.exec(word) ?? [];
    const [, flag] = /^--?([A-Za-z][\w.-]*)$/.exec(words[index - 1] ?? '') ?? [];
    if (name !== undefined) yield { at: where, name, value: value ?? '' };
    else if (flag !== undefined && !word.startsWith('-')) yield { at: where, name: flag, value: word };
    else yield { at: where, value: word };
  }
}
