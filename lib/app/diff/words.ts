import { isMap } from '../../values/data';
import { show } from '../../values/text';
import type { FieldChange } from './compare/fields';

/** Paths of secret values, which a pull request must not show. */
const SECRET =
  /(^|[._[-])(password|passwd|secret|secret_access_key|secret_key|access_key_id|access_key|account_key|api_key|bearer_token|token)\]?$/i;
const SECRET_VARIABLE = /env\[[^\]]*(PASSWORD|SECRET|TOKEN|ACCESS_KEY)[^\]]*\]\.value$/;
const LONGEST = 80;

/** Whether the value at a path of an object is secret and must be hidden. */
export const isHidden = (path: string, kind = ''): boolean =>
  SECRET.test(path) || SECRET_VARIABLE.test(path) || (kind === 'Secret' && path.startsWith('data'));

/** A value as it is shown: short, and without secrets. */
export function shownValue(value: unknown, path = ''): string {
  if (value === undefined) return 'unset';
  if (isHidden(path)) return '(hidden)';
  const text = typeof value === 'string' && /^[\w./:@%+-]+$/.test(value) ? value : show(value);
  if (text.length <= LONGEST) return text;
  return isMap(value) || Array.isArray(value) ? `{${Object.keys(value).length} fields}` : `${text.slice(0, LONGEST)}…`;
}

/** `path: before → after` */
export function fieldText({ path, before, after, reordered }: FieldChange, kind: string): string {
  if (reordered === true) return `${path}: the same items in another order`;
  if (kind === 'Secret' && path.startsWith('data')) {
    return `${path}: ${before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'} (hidden)`;
  }
  return `${path}: ${shownValue(before, path)} → ${shownValue(after, path)}`;
}

/** `1 pod`, `7 pods` */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The first paths of changes, and how many more there are. */
export function pathsText(changes: readonly FieldChange[], most = 3): string {
  const paths = [...new Set(changes.map(({ path, reordered }) => (reordered ? `${path} (order)` : path)))];
  const more = paths.length - most;
  return `${paths.slice(0, most).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
