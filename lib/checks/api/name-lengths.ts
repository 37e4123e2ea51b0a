import { type Data, textAt } from '../../values/data';
import { show } from '../../values/text';
import { type Complaint, complaint } from './complaint';

/** Names that are valid, but too long for what is derived from them. */
export function* longest(object: Data, most: number, why: string): Generator<Complaint> {
  const name = textAt(object, 'metadata.name') ?? '';
  if (name.length <= most) return;
  yield complaint(
    'api/name-length',
    'metadata.name',
    `found ${show(name)} of ${name.length} characters, allowed are at most ${most}, since ${why}: shorten it`,
  );
}
