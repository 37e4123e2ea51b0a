import { type ZeroLimit, zeroLimits } from '../../../lib/constructs/microservice/rules/numbers';
import { currentLimit } from '../legacy-limits';
import type { TempoRule } from './subject';

const REJECTS_ALL = 'every push is rejected with "RATE_LIMITED"';

const ZERO_LIMITS: readonly ZeroLimit[] = [
  { key: 'ingestion.rate_limit_bytes', effect: REJECTS_ALL },
  { key: 'ingestion.burst_size_bytes', effect: REJECTS_ALL },
];
const LEGACY_ZERO_LIMITS: readonly ZeroLimit[] = [
  { key: 'ingestion_rate_limit_bytes', effect: REJECTS_ALL },
  { key: 'ingestion_burst_size_bytes', effect: REJECTS_ALL },
];

export const OVERRIDES: readonly TempoRule[] = [
  function* overridesAreOfOneKind({ set: { overrides = {} } }) {
    const { defaults, per_tenant_override_config, per_tenant_override_period, user_configurable_overrides, ...legacy } =
      overrides;
    if (defaults === undefined) return;
    for (const key of Object.keys(legacy)) {
      const path = ['overrides', 'defaults', currentLimit(key)].filter(Boolean).join('.');
      yield {
        id: 'config/legacy-overrides',
        path: `overrides.${key}`,
        mistake: `found beside overrides.defaults, Tempo takes the old keys or the new ones: move it to ${path}`,
      };
    }
  },

  function* limitsLetSomethingPass({ set: { overrides }, installation }) {
    yield* zeroLimits(LEGACY_ZERO_LIMITS, [{ path: 'overrides', limits: overrides }]);
    yield* zeroLimits(ZERO_LIMITS, [
      { path: 'overrides.defaults', limits: overrides?.defaults },
      ...Object.entries(installation.props.overrides ?? {}).map(([tenant, limits]) => ({
        path: `runtimeConfig.overrides.${tenant}`,
        limits,
      })),
    ]);
  },
];
