import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../compare/changes';
import type { Statement } from '../model';

/** A headless Service that stays headless, although its manifest no longer sets `clusterIP: None`. */
export function* services(change: Change): Generator<Statement> {
  if (change.kind !== 'changed' || change.after.content.kind !== 'Service') return;
  const isHeadless = change.fields.some(
    ({ path, before, after }) =>
      path === 'spec.clusterIP' && after === undefined && (before === 'None' || isDeepStrictEqual(before, ['None'])),
  );
  if (!isHeadless) return;
  yield {
    effect: 'none',
    rule: 'service/stays-headless',
    object: change.after.identity,
    sentence:
      'spec.clusterIP: None → unset: the API server keeps None, so that the Service stays headless: delete it and apply again for it to get an address',
  };
}
