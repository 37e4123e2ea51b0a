import { mapAt } from '../../values/data';
import { complaint, type Rule } from './complaint';
import { CONFIG_KEY, refusal } from './formats';

/** Keys of ConfigMaps and Secrets. */
export const configKeyRules: Rule = function* (object) {
  for (const field of ['data', 'binaryData', 'stringData'] as const) {
    for (const key of Object.keys(mapAt(object, field))) {
      const wrong = refusal(CONFIG_KEY, key);
      if (wrong !== undefined) yield complaint('api/config-key', field, wrong);
    }
  }
};

/** Secrets: those of a type have the keys of it. */
export const secretRules: Rule = function* (object, at) {
  yield* configKeyRules(object, at);
  const { type } = object;
  const required = typeof type === 'string' && Object.hasOwn(REQUIRED, type) ? (REQUIRED[type] ?? []) : [];
  const keys = { ...mapAt(object, 'data'), ...mapAt(object, 'stringData') };
  for (const key of required.filter((name) => !(name in keys))) {
    yield complaint(
      'api/config-key',
      `data[${key}]`,
      `missing, and required of a Secret of type "${String(type)}": add it, or use type "Opaque"`,
    );
  }
};

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};
