import { UserError } from '../../lib/values/errors';
import { show } from '../../lib/values/text';

type Value = string | number | boolean;
type Section<Key extends string> = { readonly [K in Key]?: Value };

type OAuth = Section<
  | 'enabled'
  | 'name'
  | 'icon'
  | 'allow_sign_up'
  | 'auto_login'
  | 'client_id'
  | 'client_secret'
  | 'scopes'
  | 'auth_url'
  | 'token_url'
  | 'api_url'
  | 'allowed_domains'
  | 'allowed_groups'
  | 'role_attribute_path'
  | 'role_attribute_strict'
  | 'allow_assign_grafana_admin'
  | 'skip_org_role_sync'
  | 'use_pkce'
  | 'use_refresh_token'
  | 'tls_skip_verify_insecure'
>;

/**
 * `grafana.ini` of Grafana 10.3: the sections that installations set. Every other key has a variable of its own,
 * `GF_<SECTION>_<KEY>`, which goes into `env`, and so do all secret ones.
 */
export interface GrafanaConfig {
  readonly analytics?: Section<
    | 'reporting_enabled'
    | 'check_for_updates'
    | 'check_for_plugin_updates'
    | 'feedback_links_enabled'
    | 'google_analytics_ua_id'
  >;
  readonly auth?: Section<
    | 'login_cookie_name'
    | 'login_maximum_inactive_lifetime_duration'
    | 'login_maximum_lifetime_duration'
    | 'token_rotation_interval_minutes'
    | 'disable_login_form'
    | 'disable_signout_menu'
    | 'signout_redirect_url'
    | 'oauth_auto_login'
    | 'oauth_allow_insecure_email_lookup'
    | 'api_key_max_seconds_to_live'
    | 'sigv4_auth_enabled'
  >;
  readonly 'auth.anonymous'?: Section<'enabled' | 'org_name' | 'org_role' | 'hide_version' | 'device_limit'>;
  readonly 'auth.basic'?: Section<'enabled'>;
  readonly 'auth.generic_oauth'?: OAuth;
  readonly 'auth.github'?: OAuth & Section<'allowed_organizations' | 'team_ids'>;
  readonly 'auth.google'?: OAuth & Section<'hosted_domain'>;
  readonly 'auth.azuread'?: OAuth & Section<'allowed_organizations' | 'force_use_graph_api'>;
  readonly 'auth.okta'?: OAuth;
  readonly 'auth.jwt'?: Section<
    | 'enabled'
    | 'header_name'
    | 'email_claim'
    | 'username_claim'
    | 'jwk_set_url'
    | 'jwk_set_file'
    | 'cache_ttl'
    | 'expect_claims'
    | 'role_attribute_path'
    | 'auto_sign_up'
    | 'url_login'
  >;
  readonly 'auth.ldap'?: Section<'enabled' | 'config_file' | 'allow_sign_up' | 'skip_org_role_sync'>;
  readonly 'auth.proxy'?: Section<
    | 'enabled'
    | 'header_name'
    | 'header_property'
    | 'auto_sign_up'
    | 'sync_ttl'
    | 'whitelist'
    | 'headers'
    | 'enable_login_token'
  >;
  readonly dashboards?: Section<'versions_to_keep' | 'min_refresh_interval' | 'default_home_dashboard_path'>;
  readonly database?: Section<
    | 'type'
    | 'host'
    | 'name'
    | 'user'
    | 'password'
    | 'ssl_mode'
    | 'ca_cert_path'
    | 'path'
    | 'max_open_conn'
    | 'max_idle_conn'
    | 'conn_max_lifetime'
    | 'log_queries'
    | 'cache_mode'
    | 'wal'
  >;
  readonly dataproxy?: Section<'logging' | 'timeout' | 'keep_alive_seconds' | 'send_user_header' | 'row_limit'>;
  readonly explore?: Section<'enabled'>;
  /** Switches of Grafana, by name; `enable` lists several. */
  readonly feature_toggles?: Readonly<Record<string, Value>>;
  readonly grafana_net?: Section<'url'>;
  readonly live?: Section<'max_connections' | 'allowed_origins' | 'ha_engine' | 'ha_engine_address'>;
  readonly log?: Section<'mode' | 'level' | 'filters'>;
  readonly 'log.console'?: Section<'level' | 'format'>;
  readonly metrics?: Section<'enabled' | 'interval_seconds' | 'disable_total_stats'>;
  readonly paths?: Section<'data' | 'temp_data_lifetime' | 'logs' | 'plugins' | 'provisioning'>;
  readonly plugins?: Section<
    | 'enable_alpha'
    | 'allow_loading_unsigned_plugins'
    | 'plugin_admin_enabled'
    | 'plugin_admin_external_manage_enabled'
    | 'disable_plugins'
  >;
  readonly remote_cache?: Section<'type' | 'connstr' | 'prefix' | 'encryption'>;
  readonly rendering?: Section<'server_url' | 'callback_url' | 'renderer_token' | 'concurrent_render_request_limit'>;
  readonly security?: Section<
    | 'disable_initial_admin_creation'
    | 'admin_user'
    | 'admin_password'
    | 'admin_email'
    | 'secret_key'
    | 'disable_gravatar'
    | 'data_source_proxy_whitelist'
    | 'disable_brute_force_login_protection'
    | 'cookie_secure'
    | 'cookie_samesite'
    | 'allow_embedding'
    | 'strict_transport_security'
    | 'content_security_policy'
    | 'content_security_policy_template'
    | 'angular_support_enabled'
    | 'csrf_trusted_origins'
  >;
  readonly server?: Section<
    | 'protocol'
    | 'domain'
    | 'enforce_domain'
    | 'root_url'
    | 'serve_from_sub_path'
    | 'router_logging'
    | 'enable_gzip'
    | 'read_timeout'
    | 'cert_file'
    | 'cert_key'
  >;
  readonly smtp?: Section<
    | 'enabled'
    | 'host'
    | 'user'
    | 'password'
    | 'cert_file'
    | 'key_file'
    | 'skip_verify'
    | 'from_address'
    | 'from_name'
    | 'ehlo_identity'
    | 'startTLS_policy'
  >;
  readonly snapshots?: Section<'enabled' | 'external_enabled' | 'external_snapshot_url' | 'public_mode'>;
  readonly 'tracing.opentelemetry'?: Section<'custom_attributes' | 'sampler_type' | 'sampler_param'>;
  readonly 'tracing.opentelemetry.otlp'?: Section<'address' | 'propagation'>;
  readonly unified_alerting?: Section<
    | 'enabled'
    | 'disabled_orgs'
    | 'admin_config_poll_interval'
    | 'ha_listen_address'
    | 'ha_advertise_address'
    | 'ha_peers'
    | 'ha_peer_timeout'
    | 'ha_redis_address'
    | 'execute_alerts'
    | 'evaluation_timeout'
    | 'max_attempts'
    | 'min_interval'
  >;
  readonly users?: Section<
    | 'allow_sign_up'
    | 'allow_org_create'
    | 'auto_assign_org'
    | 'auto_assign_org_id'
    | 'auto_assign_org_role'
    | 'default_theme'
    | 'default_language'
    | 'home_page'
    | 'viewers_can_edit'
    | 'editors_can_admin'
    | 'hidden_users'
  >;
}

/** Names of sections and keys; others would be read as further lines, or as comments. */
const NAME = /^[A-Za-z0-9_.-]+$/;
const NAME_FORM = 'allowed are letters, digits, "_", "-" and ".": rename it';

/** Suffixes of keys that hold a secret. */
const SECRET = /(^|_)(password|secret|secret_key|token|connstr)$/;
/** Values that Grafana reads from its environment, a file or Vault. */
const LOOKED_UP = /^\$__(env|file|vault)\{.+\}$/;

/**
 * The configuration as Grafana reads it.
 * @throws UserError if it holds a secret, or a text of several lines
 */
export function renderIni(config: GrafanaConfig): string {
  const mistakes: string[] = [];
  const text = Object.entries(config)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([section, keys]) => {
      if (!NAME.test(section)) mistakes.push(`config: found section ${show(section)}, ${NAME_FORM}`);
      const lines = Object.entries<Value | undefined>(keys ?? {}).flatMap(([key, value]) => {
        if (value === undefined) return [];
        if (!NAME.test(key)) mistakes.push(`config: ${section}: found key ${show(key)}, ${NAME_FORM}`);
        const mistake = mistakeIn(section, key, value);
        if (mistake) mistakes.push(`config: ${section}.${key}: ${mistake}`);
        return [`${key} = ${iniValue(value)}`];
      });
      return `${[`[${section}]`, ...lines].join('\n')}\n`;
    })
    .join('\n');
  if (mistakes.length > 0) throw new UserError(...mistakes);
  return text;
}

function mistakeIn(section: string, key: string, value: Value): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  if (SECRET.test(key) && !LOOKED_UP.test(value)) {
    return `found a secret, which would be written to a ConfigMap: set ${envName(section, key)} in \`env\` to a key of a Secret`;
  }
  if (/[\r\n`]/.test(value)) return 'found a line break or a backquote, allowed is one line without';
  return undefined;
}

const envName = (section: string, key: string): string =>
  `GF_${section.replace(/[.-]/g, '_').toUpperCase()}_${key.toUpperCase()}`;

/** Values with special characters (comment signs, quotes, backslashes, outer spaces) are quoted with backquotes. */
function iniValue(value: Value): string {
  if (value === '') return "''";
  return typeof value === 'string' && /[;#"'\\]|^\s|\s$/.test(value) ? `\`${value}\`` : String(value);
}
