import { amountOf } from '../../values/amount';
import { type Data, mapAt, textsAt } from '../../values/data';
import { show } from '../../values/text';
import { type Complaint, complaint } from './complaint';
import { metadataRules, selectorRules } from './labels';
import { quantityRules } from './pods/resources';

/** A PersistentVolumeClaim, or the template of one. */
export function* claimRules(claim: Data, at: string): Generator<Complaint> {
  // Names and labels of an object of its own are validated with those of all others.
  if (at !== '') yield* metadataRules(claim, at);
  const spec = mapAt(claim, 'spec');
  const path = at === '' ? 'spec' : `${at}.spec`;
  const modes = textsAt(spec, 'accessModes');
  if (modes.length === 0) {
    yield complaint(
      'api/claim',
      `${path}.accessModes`,
      'found none, allowed is at least one: set ["ReadWriteOnce"], unless pods of several nodes use the volume',
    );
  }
  if (modes.includes('ReadWriteOncePod') && modes.length > 1) {
    yield complaint(
      'api/claim',
      `${path}.accessModes`,
      `found ${show(modes)}, allowed is "ReadWriteOncePod" only alone: remove the others`,
    );
  }
  const { storage } = mapAt(spec, 'resources.requests');
  const size = amountOf(storage);
  if (storage === undefined || (size !== undefined && size <= 0)) {
    yield complaint(
      'api/claim',
      `${path}.resources.requests.storage`,
      `found ${storage === undefined ? 'none' : show(storage)}, allowed is a size of more than 0, such as "10Gi": set it`,
    );
  } else {
    yield* quantityRules('storage', storage, `${path}.resources.requests.storage`);
  }
  yield* selectorRules(mapAt(spec, 'selector'), `${path}.selector`);
}
