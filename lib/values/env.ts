import type { EnvVarSource } from './k8s';
import type { SecretKey } from './secret-key';

/** Environment variables of a container: a string, a key of a Secret, or any other source (`env`). */
export type Env = Readonly<Record<string, string | SecretKey | EnvVarSource>>;
