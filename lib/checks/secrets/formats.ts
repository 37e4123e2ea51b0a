/** A format of credentials that is known by itself. */
interface Format {
  /** As it stands in sentences. */
  readonly name: string;
  readonly pattern: RegExp;
}

const FORMATS: readonly Format[] = [
  { name: 'a private key', pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/ },
  { name: 'an access key of AWS', pattern: /(?<![A-Za-z0-9])A(?:KIA|SIA)[0-9A-Z]{16}(?![A-Za-z0-9])/ },
  { name: 'a token of GitHub', pattern: /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{22,})/ },
  { name: 'a token of GitLab', pattern: /(?<![A-Za-z0-9])gl(?:pat|dt|rt|cbt|ptt|ft)-[\w-]{18,}/ },
  { name: 'a token of Grafana', pattern: /(?<![A-Za-z0-9])(?:glsa_\w{20,}|glc_[\w+/=]{20,}|eyJrIjoi[\w+/=]{20,})/ },
  { name: 'a token of Slack', pattern: /(?<![A-Za-z0-9])xox[abeoprs]-[\w-]{10,}/ },
  {
    name: 'a webhook',
    pattern:
      /https:\/\/(?:hooks\.slack\.com\/(?:services|workflows)\/\w+\/\w+|discord(?:app)?\.com\/api\/webhooks\/\d+\/[\w-]+|[\w.-]+\.webhook\.office\.com\/webhookb2\/[\w@-]+)/,
  },
  { name: 'a key of Google', pattern: /(?<![A-Za-z0-9])AIza[\w-]{35}(?![\w-])/ },
  { name: 'a token of npm or PyPI', pattern: /(?<![A-Za-z0-9])(?:npm_[A-Za-z0-9]{36}|pypi-[\w-]{50,})/ },
  { name: 'a key of Stripe or OpenAI', pattern: /(?<![A-Za-z0-9])(?:[rs]k_live_\w{20,}|sk-[A-Za-z0-9_-]{32,})/ },
  { name: 'a token of Vault', pattern: /(?<![A-Za-z0-9])hv[sbr]\.[\w-]{24,}/ },
  { name: 'a JSON Web Token', pattern: /(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/ },
  { name: 'an account key of Azure', pattern: /(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{20,}=*/ },
  {
    name: 'a token (Bearer)',
    pattern: /\b[Bb]earer\s+(?![Tt]oken\b|[Aa]uth)(?=[\w.~+/-]*\d|[\w.~+/-]{20,})[\w.~+/-]{8,}=*(?![\w.~+/=-]*[)}\]>])/,
  },
  { name: 'a user and a password (Basic)', pattern: /\bBasic\s+(?=\S*[A-Z0-9])[A-Za-z0-9+/]{8,}={0,2}(?=$|["'\s;,])/ },
];

/** All of them at once: most texts have none. */
const ANY = new RegExp(FORMATS.map(({ pattern }) => `(?:${pattern.source})`).join('|'));

/** The credentials that a text holds, by their format. */
export const formatIn = (text: string): string | undefined =>
  ANY.test(text) ? FORMATS.find(({ pattern }) => pattern.test(text))?.name : undefined;

/** User and password before the host of a URL. */
const USER_INFO = /\b([a-z][a-z0-9+.-]*):\/\/([^\s/?#@"'<>:]*):([^\s?#@"'<>]+)@(?=[\w$[{(.-])/gi;
/** A token as the user of a URL. */
const TOKEN_USER = /\b(?!s?ftp|ssh|git)[a-z][a-z0-9+.-]*:\/\/([\w.~-]{20,})@[\w$[{(]/gi;
/** A reference in the place of the password. */
const REFERENCE = /^(\$|%\(|\{\{|<|\*+$|x+$|\.\.\.)/i;

/** Whether a text has a URL with a password, or with a token as its user. */
export function hasCredentialsInUrl(text: string): boolean {
  if (!text.includes('@') || !text.includes('://')) return false;
  for (const [, , , password = ''] of text.matchAll(USER_INFO)) if (!REFERENCE.test(password)) return true;
  for (const [, user = ''] of text.matchAll(TOKEN_USER)) if (/\d/.test(user) && /[A-Za-z]/.test(user)) return true;
  return false;
}

/** A connection without a scheme, as databases take it: `user:password@host`. */
export const hasCredentialsBeforeHost = (text: string): boolean =>
  /^[\w.-]+:[^\s/@:$<{][^\s/@]{2,}@(?:tcp\(|unix\()?[\w.-]+(?::\d+)?\)?(?:\/.*)?$/.test(text);

/** Length of the shortest credential that is known by its format. */
const SHORTEST = 12;

/** Whether a text holds a credential that is known by its format. */
export const hasFormat = (text: string): boolean =>
  text.length >= SHORTEST && (formatIn(text) !== undefined || hasCredentialsInUrl(text));
