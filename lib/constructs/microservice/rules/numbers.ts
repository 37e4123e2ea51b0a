import { leavesOf } from '../../../model/config/effective';
import type { Release } from '../../../model/release';
import { show } from '../../../values/text';
import type { RuleMistake, RuleSubject } from './rule';

type AnySubject = Pick<RuleSubject<string, object, { readonly version: Release }>, 'set' | 'installation'>;

/** Durations below 0, which the parsers accept: a timer with one fires at once and without end, or never. */
export function* negativeDurations({ set, installation: { version } }: AnySubject): Generator<RuleMistake> {
  for (const { path, value } of leavesOf(set)) {
    if (typeof value !== 'string' || !/^-\d/.test(value)) continue;
    const field = version.schema.fields[path];
    if (field?.type !== 'duration' || String(field.default).startsWith('-')) continue;
    yield {
      id: 'config/negative-duration',
      severity: 'warning',
      path,
      mistake: `found ${show(value)}, ${version.name} starts with it and does not do what the key is for: set a duration of at least 0`,
    };
  }
}

/** Sizes of gRPC messages below the default: requests and answers of usual size are rejected. */
export function* smallMessages({ set, installation: { version } }: AnySubject): Generator<RuleMistake> {
  for (const { path, value } of leavesOf(set)) {
    if (!path.endsWith('_msg_size') || typeof value !== 'number') continue;
    const usual = version.schema.fields[path]?.default;
    // The receiving server of these systems takes 4 MiB by default, which is enough for usual requests.
    const least = Math.min(4 * 1024 * 1024, typeof usual === 'number' && usual > 0 ? usual : Number.POSITIVE_INFINITY);
    if (value >= least) continue;
    yield {
      id: 'config/message-size',
      severity: 'warning',
      path,
      mistake: `found ${value}, larger messages fail with "received message larger than max" and are lost: set at least ${least} bytes`,
    };
  }
}

/** A limit that rejects everything at 0, and how that looks. */
export interface ZeroLimit {
  readonly key: string;
  readonly effect: string;
}

/** Limits of 0 where 0 does not mean "unlimited". */
export function* zeroLimits(
  limits: readonly ZeroLimit[],
  places: ReadonlyArray<{ readonly path: string; readonly limits: object | undefined }>,
): Generator<RuleMistake> {
  for (const place of places) {
    const values = new Map([...leavesOf(place.limits ?? {})].map(({ path, value }) => [path, value]));
    for (const { key, effect } of limits) {
      const value = values.get(key);
      if (value !== 0 && value !== '0' && !(typeof value === 'string' && /^0+\s*[A-Za-z]*$/.test(value))) continue;
      yield {
        id: 'config/zero-limit',
        path: `${place.path}.${key}`,
        mistake: `found ${show(value)}, which is not "unlimited" here: ${effect}: raise it, or remove it to have the default`,
      };
    }
  }
}
