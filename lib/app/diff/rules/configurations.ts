import { milliseconds } from '../../../model/config/duration';
import { amountOf } from '../../../values/amount';
import { mapsAt, textAt, valueAt } from '../../../values/data';
import type { Change } from '../compare/changes';
import { type FieldChange, fieldChanges, keyChanges } from '../compare/fields';
import type { Comparison, Effect, Statement } from '../model';
import type { InstalledPair } from '../rings/pairs';
import { shownValue } from '../words';

/** A key of a configuration whose change puts something at risk. */
interface KeyRule {
  readonly effect: Effect;
  readonly rule: string;
  readonly key: RegExp;
  /** @default - any change of it */
  readonly when?: (change: FieldChange, pair: InstalledPair) => boolean;
  /** Consequence and remedy. */
  readonly meaning: string;
}

/** Configuration blocks that set the storage location of a system. */
const STORAGE =
  /^(common\.storage|storage_config|storage|blocks_storage|ruler_storage|alertmanager_storage|ruler\.storage|compactor)\./;
const PLACE =
  /\.(bucket_name|bucketnames|bucket|buckets|container_name|storage_prefix|prefix|directory|account_name|storage_account_name|backend|shared_store|endpoint|endpoint_suffix|region|s3)$/;

/** Whether the store of Loki's index is named no more, and is that of all periods, by which it is found then. */
const isStoreOfPeriods = ({ path, before, after }: FieldChange, { after: { config } }: InstalledPair): boolean =>
  path.endsWith('.shared_store') &&
  after === undefined &&
  mapsAt(config, 'schema_config.configs').every((period) => textAt(period, 'object_store') === before);

const LABEL: Pick<KeyRule, 'key' | 'when'> = { key: /^memberlist\.cluster_label$/ };

const KEYS: readonly KeyRule[] = [
  {
    effect: 'data-loss',
    rule: 'data/storage',
    key: PLACE,
    when: (change, pair) =>
      STORAGE.test(change.path) && !/cache|redis/.test(change.path) && !isStoreOfPeriods(change, pair),
    meaning:
      'data at the old location is no longer found, unless both locations hold the same objects: copy the objects first, or keep the key',
  },
  {
    effect: 'data-loss',
    rule: 'data/retention',
    key: /(^|\.|\])(retention_period|compactor_blocks_retention_period|block_retention)$/,
    when: ({ path, before, after }, { after: { system } }) =>
      !path.includes('.tsdb.') && retention(after, path, system.name) < retention(before, path, system.name),
    meaning: 'data older than the new retention is deleted by the next compaction and cannot be restored',
  },
  {
    effect: 'data-loss',
    rule: 'data/retention',
    key: /^compactor\.retention_enabled$/,
    when: ({ after }) => after === true,
    meaning: 'the compactor starts to delete data older than limits_config.retention_period (default 744h)',
  },
  {
    effect: 'data-loss',
    rule: 'data/kvstore',
    key: /^(ingester\.(lifecycler\.)?ring|common\.ring|store_gateway\.sharding_ring)\.kvstore\./,
    when: isOtherStore,
    meaning:
      'pods with the old and the new store do not see each other, so that unflushed data of ingesters is not queried until it is flushed: flush first, or migrate with the multi store',
  },
  {
    effect: 'ring',
    rule: 'ring/kvstore',
    key: /\.kvstore\./,
    when: (change, pair) => !/^(ingester|common|store_gateway)\./.test(change.path) && isOtherStore(change, pair),
    meaning: 'members register again, and there are two rings during the rollout',
  },
  {
    ...LABEL,
    effect: 'ring',
    rule: 'ring/cluster-label',
    meaning:
      'members with the old and the new label reject messages of each other, so that there are two rings during the rollout',
  },
  {
    ...LABEL,
    effect: 'outage',
    rule: 'outage/cluster-label',
    when: (_, pair) => gossips(pair) && !bothListen(pair),
    meaning:
      'during the rollout each part of the ring has too few members, and writes and reads are refused: set memberlist.cluster_label_verification_disabled to true first, change the label with the next rollout, and remove it with a third',
  },
];

/** Whether the rings of an installation are kept by gossip. */
const gossips = ({ after: { config } }: InstalledPair): boolean => 'memberlist' in config;

/** Whether members before and after accept gossip with another cluster label. */
const bothListen = (pair: InstalledPair): boolean =>
  [pair.before, pair.after].every(
    ({ config }) => valueAt(config, 'memberlist.cluster_label_verification_disabled') === true,
  );

/** Stores that systems take where none is named. */
const DEFAULT_STORE: Readonly<Record<string, string>> = { Mimir: 'memberlist', Loki: 'consul', Tempo: 'consul' };
const DEFAULT_PREFIX = 'collectors/';

function isOtherStore({ path, before, after }: FieldChange, { after: { system } }: InstalledPair): boolean {
  if (path.endsWith('.kvstore.prefix')) return (before ?? DEFAULT_PREFIX) !== (after ?? DEFAULT_PREFIX);
  if (!/\.kvstore\.(store|consul\.host|etcd\.endpoints(\[\])?|multi\.primary)$/.test(path)) return false;
  const fallback = path.endsWith('.store') ? DEFAULT_STORE[system.name] : undefined;
  return (before ?? fallback) !== (after ?? fallback);
}

const DEFAULT_RETENTION: Readonly<Record<string, string>> = { Loki: '744h', Mimir: '0', Tempo: '336h' };

/** Retention in milliseconds; 0 is unlimited. */
function retention(value: unknown, path: string, system: string): number {
  // An unset limit of one tenant falls back to the limit of all tenants, which is unknown here.
  const isOfTenant = /overrides/.test(path);
  const text = value ?? (isOfTenant ? undefined : DEFAULT_RETENTION[system]);
  const time = typeof text === 'string' || typeof text === 'number' ? milliseconds(text) : undefined;
  return time === undefined || time === 0 ? Number.POSITIVE_INFINITY : time;
}

/** Limits of tenants in files of their own, and the retention of Prometheus, which is an argument. */
const ELSEWHERE =
  /^data\[.*\]\.overrides.*(retention_period|compactor_blocks_retention_period|block_retention)$|\[--storage\.tsdb\.retention\.(time|size)\]$/;

/** Retentions that are shortened outside the configuration of a system. */
export function* shorterRetention(change: Change, configurationsOfSystems: ReadonlySet<string>): Generator<Statement> {
  if (change.kind !== 'changed' || configurationsOfSystems.has(change.after.identity)) return;
  for (const { path, before, after } of change.fields) {
    if (!ELSEWHERE.test(path) || lifetime(after, path) >= lifetime(before, path)) continue;
    yield {
      effect: 'data-loss',
      rule: 'data/retention',
      object: change.after.identity,
      sentence: `${path}: ${shownValue(before)} → ${shownValue(after)}: data older than the new retention is deleted and cannot be restored`,
    };
  }
}

const lifetime = (value: unknown, path: string): number =>
  path.endsWith('.size]')
    ? (amountOf(String(value).replace(/B$/, '')) ?? Number.POSITIVE_INFINITY)
    : retention(value, path, '');

/** Risks of a changed configuration of Loki, Mimir or Tempo. */
export function* configurations(pair: InstalledPair, { today }: Comparison): Generator<Statement> {
  const changes = keyChanges(pair.before.config, pair.after.config);
  for (const change of changes) {
    for (const { effect, rule, key, when = () => true, meaning } of KEYS) {
      if (change.reordered === true || !key.test(change.path) || !when(change, pair)) continue;
      const { path, before, after } = change;
      const values = `${shownValue(before, path)} → ${shownValue(after, path)}`;
      yield { effect, rule, object: pair.after.object, sentence: `${path}: ${values}: ${meaning}` };
    }
  }
  yield* schemaPeriods(pair, today);
}

/** Periods of Loki's schema that began already: chunks and indexes are read by the period that they were written in. */
function* schemaPeriods({ before, after }: InstalledPair, today: string): Generator<Statement> {
  const [earlier, later] = [before, after].map(({ config }) => mapsAt(config, 'schema_config.configs'));
  const from = (period: unknown): string => textAt(period, 'from') ?? '';
  const froms = new Set([...(earlier ?? []), ...(later ?? [])].map(from));
  for (const day of [...froms].filter((one) => one <= today).sort()) {
    const [old, now] = [earlier?.find((period) => from(period) === day), later?.find((period) => from(period) === day)];
    const changes = fieldChanges(old, now);
    if (changes.length === 0 || earlier?.length === 0) continue;
    const at = `schema_config.configs[${day}]`;
    const what =
      old === undefined
        ? 'is added with a start in the past, so that data written since then is read with the wrong schema: start it tomorrow or later'
        : now === undefined
          ? 'is removed, so that data written in it is no longer found: keep it until its data is older than the retention'
          : `${changes.map(({ path, before: one, after: other }) => `${path}: ${shownValue(one)} → ${shownValue(other)}`).join(', ')}: the period has already started, and data written in it is no longer found: do not change it, and add a period that starts tomorrow or later`;
    yield { effect: 'data-loss', rule: 'data/schema-period', object: after.object, sentence: `${at}: ${what}` };
  }
}
