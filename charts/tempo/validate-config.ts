import type { TempoConfig } from '../../imports/tempo-config';
import { milliseconds } from '../../lib/model/config/duration';
import { show } from '../../lib/values/text';
import { currentLimit } from './legacy-limits';

type Rule = (config: TempoConfig) => Iterable<string>;

/**
 * Mistakes that the parser accepts and Tempo does not: it ends with an error, or finds less than it stores. A sentence for each,
 * led by its path.
 */
export const mistakesInTempo = (config: TempoConfig): string[] => RULES.flatMap((rule) => [...rule(config)]);

const BACKENDS = ['local', 's3', 'gcs', 'azure'];
const MINUTE = 60_000;

const RULES: readonly Rule[] = [
  function* backendIsKnown({ storage }) {
    const backend = storage?.trace?.backend;
    if (backend !== undefined && BACKENDS.includes(backend)) return;
    yield `storage.trace.backend: found ${show(backend)}, allowed are ${BACKENDS.join(', ')}: take one of those`;
  },

  function* generatorHasAFolder({ metrics_generator }) {
    if (metrics_generator === undefined || metrics_generator.storage?.path) return;
    yield 'metrics_generator.storage.path: found none, and the generator ends without one: set it to a folder on its volume';
  },

  function* generatorHasWork({ metrics_generator, overrides }) {
    if (metrics_generator === undefined) return;
    if ((overrides?.defaults?.metrics_generator?.processors ?? []).length > 0) return;
    if ((overrides?.metrics_generator_processors ?? []).length > 0) return;
    yield 'overrides.defaults.metrics_generator.processors: found none, and no span reaches the generator without one: name "service-graphs" or "span-metrics"';
  },

  function* overridesAreOfOneKind({ overrides = {} }) {
    const { defaults, per_tenant_override_config, per_tenant_override_period, user_configurable_overrides, ...legacy } =
      overrides;
    if (defaults === undefined) return;
    for (const key of Object.keys(legacy)) {
      const path = ['overrides', 'defaults', currentLimit(key)].filter(Boolean).join('.');
      yield `overrides.${key}: found beside overrides.defaults, Tempo takes the old keys or the new ones: move it to ${path}`;
    }
  },

  function* blocksAreSeenInTime({ ingester, storage, compactor }) {
    const poll = storage?.trace?.blocklist_poll ?? '5m';
    const pollTime = milliseconds(poll) ?? 5 * MINUTE;
    const kept = ingester?.complete_block_timeout;
    if (kept !== undefined && (milliseconds(kept) ?? 0) < pollTime) {
      yield `ingester.complete_block_timeout: found ${show(kept)}, queriers look for new blocks every ${show(poll)} (storage.trace.blocklist_poll): raise it above that`;
    }
    const retention = compactor?.compaction?.block_retention;
    if (retention !== undefined && (milliseconds(retention) ?? 0) < pollTime) {
      yield `compactor.compaction.block_retention: found ${show(retention)}, queriers look for new blocks every ${show(poll)} (storage.trace.blocklist_poll): raise it above that`;
    }
  },
];
