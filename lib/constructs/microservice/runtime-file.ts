import type { RuleFinding } from '../../checks/catalog';
import type { ConfigNode, ConfigSchema } from '../../model/config/config-schema';
import { configMistakes } from '../../model/config/validate';

/** The keys of a runtime configuration besides `overrides`, as a schema. */
export type RuntimeKeys = (schema: ConfigSchema) => Readonly<Record<string, ConfigNode>>;

const scalar = (type: 'bool' | 'string'): ConfigNode => ({ kind: 'scalar', type });
export const blockOf = (keys: Readonly<Record<string, ConfigNode>>): ConfigNode => ({
  kind: 'block',
  keys: new Map(Object.entries(keys)),
});
/** `true` and `false` under these keys. */
export const switches = (...keys: readonly string[]): ConfigNode =>
  blockOf(Object.fromEntries(keys.map((key) => [key, scalar('bool')])));
/** A map of names that the user chooses. */
export const mapOf = (value: ConfigNode): ConfigNode => ({ kind: 'map', value });

/** Moving rings from one store to another, in every system. */
export const MULTI_KV: ConfigNode = blockOf({ primary: scalar('string'), mirror_enabled: scalar('bool') });

/** Mistakes in a runtime configuration: a program that finds one at its start ends. */
export const runtimeFindings = (
  schema: ConfigSchema,
  limitsAt: string,
  keys: RuntimeKeys | undefined,
  runtime: object,
): RuleFinding[] =>
  configMistakes(schema, runtime, {
    node: blockOf({ ...keys?.(schema), overrides: mapOf(schema.at(limitsAt)) }),
    path: 'runtimeConfig',
  }).map(({ kind, sentence }) => ({ id: `config/${kind}`, sentence }));
