import { isDay } from '../../../lib/model/config/value-types';
import { show } from '../../../lib/values/text';
import { FAR_AWAY } from './schema';
import { type LokiRule, periodsIn } from './subject';

export const STRUCTURED_METADATA: readonly LokiRule[] = [
  function* activePeriodStoresMetadata({ set, of, installation, today }) {
    if (!installation.version.traits.checksStructuredMetadata) return;
    if (!of('ingester').limits_config?.allow_structured_metadata) return;
    const periods = periodsIn(set).map(({ from = '', store, schema }, index) => ({ index, from, store, schema }));
    const begun = periods.filter(({ from }) => isDay(from) && from <= (today ?? FAR_AWAY));
    // Without a day, any of them may be the active one.
    const active = today === undefined ? begun : begun.slice(-1);
    const last = active.at(-1);
    if (last === undefined || active.some(({ store, schema }) => store === 'tsdb' && schema === 'v13')) return;
    yield {
      id: 'config/structured-metadata',
      path: `schema_config.configs[${last.index}]`,
      mistake: `found store ${show(last.store)} and schema ${show(last.schema)}, structured metadata needs "tsdb" and "v13", and Loki ends with "schema v13 is required to store Structured Metadata": add a period with both that begins in the future, and set limits_config.allow_structured_metadata to false until it has begun`,
    };
  },
];
