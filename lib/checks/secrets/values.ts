/** Texts that are read from elsewhere: variables, templates, lookups of Grafana, references of Terraform and Vault. */
const REFERENCE =
  /^(\$\{?[A-Za-z_(]|\$__|%\(|%\{|\{\{|<[^>]*>|ref\+|vault:|op:\/\/|arn:)|\$\{[^}]+\}|\$__\w+\{|\{\{.*\}\}/;

/** Settings that have the name of a secret, and that are none. */
const SETTING =
  /^(|true|false|null|none|nil|yes|no|on|off|auto|default|enabled?|disabled?|basic|bearer|digest|optional|required|always|never|anonymous|file|header|cookie|query|~|-|\*+|x+|redacted|\d+(\.\d+)?([smhdwy]|ms|[KMG]i?B?)?)$/i;

/** Paths of files, and names of keys of the same kind. */
const PATH = /^(\.{0,2}\/[\w./@%+-]*|~\/.*|[A-Za-z]:\\.*|\w+:\/\/\/.*)$/;

/** Hashes of passwords, which nobody can log in with: bcrypt, apr1, SHA and crypt of htpasswd, and PBKDF2. */
const HASHED = /(^|:)(\$2[abxy]\$|\$apr1\$|\$[156]\$|\{SHA\}|\{SSHA\}|pbkdf2)/;

/** Whether a text is a value itself: no reference, no file, no setting, no hash. */
export const isLiteral = (value: string): boolean => {
  const text = value.trim();
  return text.length >= 3 && !SETTING.test(text) && !REFERENCE.test(text) && !PATH.test(text) && !HASHED.test(text);
};

/** The name of an object of Kubernetes, of which a part says that it is a Secret. */
export const namesSecret = (value: string): boolean =>
  /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(value) &&
  /(^|[-.])(secret|secrets|tls|cert|creds?|credentials|auth|token|key|keys|password|htpasswd)([-.]|$)/.test(value);

/** Least length of a random text. */
const LENGTH = 24;
/** A word within a name of several: small letters, with a capital before them or not. */
const WORD = /[A-Z]?[a-z]{3,}/g;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text is a key in Base64, or another random one of letters in both cases and digits. */
export function isRandom(value: string): boolean {
  if (value.length > 512 || !/^[\w+/=-]+$/.test(value)) return false;
  // Names of several parts have hyphens between them, or are paths.
  const isMixed = (part: string): boolean =>
    part.length >= LENGTH && /\d/.test(part) && /[a-z]/.test(part) && /[A-Z]/.test(part);
  if (!value.split(/[-_]/).some(isMixed)) return false;
  const inWords = (value.match(WORD) ?? []).join('').length;
  return inWords / value.length < 0.4 && new Set(value).size >= LENGTH / 2;
}

/** Whether a text may be a key behind a name that only hints at one: letters and digits, and no identifier of an object. */
export const isKey = (value: string): boolean =>
  /^(?=.*\d)(?=.*[A-Za-z])[\w+/=-]{16,}$/.test(value) && !UUID.test(value);
