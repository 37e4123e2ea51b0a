import { amountOf } from '../../lib/values/amount';

/** Fields whose written form differs from the form that is read back. */
const QUANTITIES = /(^|\.)(limits|requests|capacity|hard)\.|\.(sizeLimit|averageValue|divisor)$/;

/**
 * Written fields that differ in the object that is read back: `path: wrote X, read Y`. Fields that the server adds are
 * ignored. Notations of the same value are equal too: quantities (`1000m` and `1`), a missing field and an empty one,
 * null, `false` or 0, and `stringData` of a Secret, which is read back as `data`.
 */
export function lostFields(written: unknown, read: unknown, path = ''): string[] {
  if (isNothing(written) && (read === undefined || (isEmpty(written) && isEmpty(read)))) return [];
  if (Array.isArray(written)) {
    if (!Array.isArray(read) || read.length !== written.length) return [sentence(path, written, read)];
    return written.flatMap((item, index) => lostFields(item, read[index], `${path}[${index}]`));
  }
  if (isMap(written)) {
    if (!isMap(read)) return [sentence(path, written, read)];
    const stored = path === '' ? storedAs(written) : written;
    return Object.entries(stored).flatMap(([key, value]) =>
      lostFields(value, read[key], path === '' ? key : `${path}.${key}`),
    );
  }
  if (written === read) return [];
  const isSameAmount = QUANTITIES.test(path) && amountOf(written) !== undefined && amountOf(written) === amountOf(read);
  return isSameAmount ? [] : [sentence(path, written, read)];
}

type Fields = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const isEmpty = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && Object.keys(value ?? {}).length === 0);

/** The zero value of a field that was never set; fields that distinguish 0 from unset keep it. */
const isNothing = (value: unknown): boolean => value === false || value === 0 || value === '' || isEmpty(value);

/** A Secret with its texts encoded as the server stores them. */
function storedAs(object: Fields): Fields {
  const { stringData, ...rest } = object;
  if (object['kind'] !== 'Secret' || !isMap(stringData)) return object;
  const encoded = Object.entries(stringData).map(([key, text]) => [key, Buffer.from(String(text)).toString('base64')]);
  const data = isMap(rest['data']) ? rest['data'] : {};
  return { ...rest, data: { ...data, ...Object.fromEntries(encoded) } };
}

const LONGEST = 80;

function sentence(path: string, written: unknown, read: unknown): string {
  const shown = (value: unknown): string => {
    // Values of a Secret must not appear in the output.
    if (/^(data|stringData)\b/.test(path)) return value === undefined ? 'nothing' : 'another text';
    const text = JSON.stringify(value) ?? 'nothing';
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
  };
  return `${path}: wrote ${shown(written)}, read ${shown(read)}`;
}
