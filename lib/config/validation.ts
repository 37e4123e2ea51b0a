import { mistakesInConfig } from './check';
import type { ConfigSchema } from './schema';

/** What is to be checked before an environment is written. */
export interface ConfigValidation {
  readonly schema: ConfigSchema;
  readonly config: object;
  /** What the parser of the system takes and the system does not, each led by its path. */
  readonly rules: () => readonly string[];
  /** Block of the schema that holds the limits of tenants. */
  readonly limitsAt: string;
  /** Limits by tenant, as the runtime configuration has them. */
  readonly overrides: Readonly<Record<string, object>>;
}

/** All mistakes of a configuration and of the limits of tenants. */
export function validateConfig({ schema, config, rules, limitsAt, overrides }: ConfigValidation): string[] {
  const inForm = mistakesInConfig(schema, config);
  // A rule would stumble over values of the wrong form, which are named already.
  const inEffect = inForm.length > 0 ? [] : rules();
  const inLimits = Object.entries(overrides).flatMap(([tenant, limits]) =>
    mistakesInConfig(schema, limits, { node: schema.at(limitsAt), path: `runtimeConfig.overrides.${tenant}` }),
  );
  return [...[...inForm, ...inEffect].map((sentence) => `config.${sentence}`), ...inLimits];
}
