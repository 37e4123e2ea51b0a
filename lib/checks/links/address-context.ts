import { type Address, DELIMITERS, HINT, withoutVariables } from './addresses';
import type { Text } from './texts';
import { type Value, valuesOf } from './values';

/**
 * Whether text that looks like an address is meant as one. `error:42` of a query, `redis:7` of an image,
 * `app:1000` of an owner and the link of a sentence are not.
 */
export function isMeant({ text, key }: Text, address: Address): boolean {
  return valuesOf(withoutVariables(text), key).some((value) => isAddressIn(value, address));
}

/** Keys of texts for people or queries. */
const FOR_READERS = new Set(['annotations', 'labels', 'external_labels', 'panels']);
/** The last word of keys whose values are no addresses. */
const OTHER_VALUES = new Set(
  [
    'annotation body comment content description doc docs documentation expr expression format help message note notes',
    'pattern promql logql query regex subject summary template text title owner user uid gid',
  ].flatMap((words) => words.split(' ')),
);
/** Words anywhere in a key, or the command before an argument. */
const OTHER_WORDS = /\b(image|runbook|chown|chgrp|gosu|setpriv|su-exec)\b/;
/** Operators of queries and of matchers. */
const OPERATOR = /[|!]=|[=!|]~/;
/** Directives of nginx whose first value is an address, whatever follows. */
const DIRECTIVE = /^(server|[a-z]+_pass)$/;

function isAddressIn({ keys, value }: Value, address: Address): boolean {
  const words = value.split(DELIMITERS).filter((word) => word !== '');
  if (!words.includes(address.text)) return false;
  if (address.isComplete) return true;
  if (isForReaders(keys) || OPERATOR.test(value)) return false;
  if (words.every((word) => HINT.test(word))) return true;
  if (DIRECTIVE.test(keys.at(-1) ?? '')) return words[0] === address.text;
  // In a command or a sentence, only unambiguous addresses.
  return address.hasScheme && (address.namespace !== undefined || /:\d+(\/|$)/.test(address.text));
}

function isForReaders(keys: readonly string[]): boolean {
  const [last = '', before = ''] = keys
    .slice(-2)
    .map((key) =>
      key
        .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
        .replaceAll('_', ' ')
        .toLowerCase(),
    )
    .reverse();
  const [end = ''] = last.split(/[^a-z]+/).reverse();
  return (
    keys.some((key) => FOR_READERS.has(key)) ||
    OTHER_VALUES.has(end) ||
    [last, before].some((key) => OTHER_WORDS.test(key))
  );
}
