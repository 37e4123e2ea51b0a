import type { ConfigSchema } from './config-schema';
import { mistakesInConfig } from './validate';

/** Input of the validation of a configuration. */
export interface ConfigValidation {
  readonly schema: ConfigSchema;
  readonly config: object;
  /** Rules beyond the parser of the system, each sentence prefixed with its path. */
  readonly rules: () => readonly string[];
  /** Block of the schema that holds the limits of tenants. */
  readonly limitsAt: string;
  /** Limits by tenant, from the runtime configuration. */
  readonly overrides: Readonly<Record<string, object>>;
}

/** All errors of a configuration and of the limits of tenants. */
export function validateConfig({ schema, config, rules, limitsAt, overrides }: ConfigValidation): string[] {
  const inForm = mistakesInConfig(schema, config);
  // A rule would stumble over values of the wrong form, which are named already.
  const inEffect = inForm.length > 0 ? [] : rules();
  const inLimits = Object.entries(overrides).flatMap(([tenant, limits]) =>
    mistakesInConfig(schema, limits, { node: schema.at(limitsAt), path: `runtimeConfig.overrides.${tenant}` }),
  );
  return [...[...inForm, ...inEffect].map((sentence) => `config.${sentence}`), ...inLimits];
}
