import fields from '../../schemas/tempo-2.3.1.json';

const DEFAULTS = 'overrides.defaults.';
const LIMITS = Object.keys(fields).flatMap((path) => (path.startsWith(DEFAULTS) ? [path.slice(DEFAULTS.length)] : []));

/**
 * Where a limit of the form before Tempo 2.3 stands below `overrides.defaults` (or below a tenant), such as
 * `ingestion.rate_limit_bytes` of `ingestion_rate_limit_bytes`: the new form has the same names, cut into blocks.
 */
export const currentLimit = (legacy: string): string | undefined =>
  LIMITS.find((path) => `_${path.replaceAll('.', '_')}`.endsWith(`_${legacy}`));
