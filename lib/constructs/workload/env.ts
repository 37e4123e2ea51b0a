import type { Env } from '../../values/env';
import type { EnvVar } from '../../values/k8s';
import { environmentVariable } from '../../values/names';
import { SecretKey } from '../../values/secret-key';

/** The variables of a container, in the order in which they were given: `$(NAME)` sees those before it. */
export const envVars = (env: Env): EnvVar[] =>
  Object.entries(env).map(([name, value]) => ({ name: environmentVariable(name), ...source(value) }));

function source(value: Env[string]): Omit<EnvVar, 'name'> {
  if (typeof value === 'string') return { value };
  if (value instanceof SecretKey) {
    return { valueFrom: { secretKeyRef: { name: value.secretName, key: value.key } } };
  }
  return { valueFrom: value };
}
