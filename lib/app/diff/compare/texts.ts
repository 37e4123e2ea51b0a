import { type Data, isMap } from '../../../values/data';
import { UserError } from '../../../values/errors';
import { documentsIn } from '../read/yaml';
import { type FieldChange, keyChanges } from './fields';
import { nginxData } from './nginx';

/** A file of a ConfigMap as data, or nothing if it is in no format that has keys. */
export function dataOf(name: string, text: string): unknown {
  if (isNginx(name, text)) return nginxData(text);
  if (/\.ini$/.test(name)) return iniData(text);
  if (!/\.(ya?ml|json)$/.test(name) && !/^\s*[[{]|^[\w.-]+:(\s|$)/m.test(text)) return undefined;
  try {
    const documents = documentsIn(text);
    const [first] = documents;
    if (documents.length > 1) return documents;
    // A file without a key leaves all of them at their defaults.
    if (first === undefined || first === null) return {};
    return typeof first === 'object' && first !== null ? first : undefined;
  } catch (error) {
    // A text that only looks like YAML, such as a script, is compared by lines.
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

const isNginx = (name: string, text: string): boolean =>
  /nginx|\.conf$/.test(name) && /^\s*(http|events|server|upstream|location)\b[^;]*\{/m.test(text);

/** `{ section: { key: value } }` of an INI file. */
function iniData(text: string): Data {
  const sections = new Map<string, Record<string, string>>();
  let section: Record<string, string> = {};
  sections.set('', section);
  for (const line of text.split('\n')) {
    const [, name] = /^\s*\[(.+)\]\s*$/.exec(line) ?? [];
    const [, key, value = ''] = /^\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined) {
      section = sections.get(name) ?? {};
      sections.set(name, section);
    } else if (key !== undefined) section[key] = value;
  }
  return Object.fromEntries([...sections].filter(([, keys]) => Object.keys(keys).length > 0));
}

/** The keys in which two files of a ConfigMap differ; of a text without keys, the lines. */
export function textChanges(name: string, before: string, after: string): FieldChange[] {
  const path = `data[${name}]`;
  const [earlier, later] = [dataOf(name, before), dataOf(name, after)];
  const haveKeys = (isMap(earlier) && isMap(later)) || (Array.isArray(earlier) && Array.isArray(later));
  return haveKeys ? keyChanges(earlier, later, path) : lineChanges(before, after, path);
}

function lineChanges(before: string, after: string, path: string): FieldChange[] {
  const [earlier, later] = [before.split('\n'), after.split('\n')];
  const [removed, added] = [new Set(later), new Set(earlier)];
  return [
    ...earlier.filter((line) => !removed.has(line)).map((line) => ({ path, before: line, after: undefined })),
    ...later.filter((line) => !added.has(line)).map((line) => ({ path, before: undefined, after: line })),
  ];
}
