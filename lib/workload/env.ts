import type { EnvVar } from '../k8s';
import { environmentVariable } from '../names';
import { SecretKey } from '../secret-key';
import type { Env } from './props';

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
