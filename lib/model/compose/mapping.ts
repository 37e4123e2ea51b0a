import { UserError } from '../../values/errors';
import { environmentVariable, qualifiedName } from '../../values/names';
import { SecretKey } from '../../values/secret-key';
import { show } from '../../values/text';
import type { ComposeEnvironment, ComposeMapping } from './types';

/** An environment variable. */
export interface Variable {
  readonly name: string;
  readonly value: string | SecretKey;
}

const isList = (value: ComposeEnvironment): value is readonly string[] => Array.isArray(value);

/** Key and value of each entry of a map or of a list of `key=value`; a key without a value has `undefined`. */
function entries(mapping: ComposeEnvironment): [string, string | SecretKey | undefined][] {
  if (isList(mapping)) {
    return mapping.map((item) => {
      const [, key, value] = /^([^=]*)(?:=(.*))?$/s.exec(item) ?? [];
      return [key ?? '', value];
    });
  }
  return Object.entries(mapping).map(([key, value]) => [
    key,
    value === null ? undefined : value instanceof SecretKey ? value : String(value),
  ]);
}

/** A map from a map or a list of `KEY=value`; a key without a value has `null`. */
export const asMap = (mapping: ComposeEnvironment): Record<string, string | SecretKey | null> =>
  Object.fromEntries(entries(mapping).map(([key, value]) => [key, value ?? null]));

/** Labels as a map of texts; a label without a value is empty, as Compose has it. They end as annotations. */
export function parseLabels(labels: ComposeMapping): Record<string, string> {
  const texts = entries(labels).map(([key, value]) => {
    if (key === '') throw new UserError(`found ${show(labels)}, each item needs a key: "key=value"`);
    return [qualifiedName(key), typeof value === 'string' ? value : ''];
  });
  return Object.fromEntries(texts);
}

/**
 * Environment variables in the order of their names, as kompose writes them.
 *
 * A variable without a value would come from the shell that runs Compose. Output that depends on a shell
 * cannot be reviewed, so it is refused here; a reader of files fills such variables in beforehand.
 */
export function parseEnvironment(environment: ComposeEnvironment): Variable[] {
  const variables = new Map<string, string | SecretKey>();
  for (const [name, value] of entries(environment)) {
    if (name === '') throw new UserError(`found ${show(environment)}, each item needs a name: "NAME=value"`);
    if (value === undefined) {
      throw new UserError(`found ${show(name)} without a value, which Compose would read from the shell: set a value`);
    }
    variables.set(environmentVariable(name), value);
  }
  return [...variables].map(([name, value]) => ({ name, value })).sort((a, b) => (a.name < b.name ? -1 : 1));
}
