import { type ConfigOf, Release, type Releases } from '../../model/release';
import { UserError } from '../../values/errors';
import { listed, show } from '../../values/text';

/** The props of a system that are typed by its release. */
interface Released<R extends Release> {
  /** Keys of the configuration to add or to replace: maps merge, lists replace. Data from a file is taken too, and checked
   * when the environment is made. @default - none */
  readonly config?: ConfigOf<R>;
}

interface AnyVersion<R extends Release> {
  /**
   * The release that runs, such as `MIMIR_2_10`: its image, its labels, and the type and schema of `config`.
   * @default - the newest that the chart knows
   */
  readonly version?: R;
}

/** Which release it is. It may be left out where it is the default, or any. */
export type ReleaseProps<R extends Release, Known extends Releases<Release>> = Released<R> &
  (Known[0] extends R ? AnyVersion<R> : Required<AnyVersion<R>>);

/**
 * The configured release, or the default.
 * @throws UserError if it is none of those
 */
export function releaseAmong<R extends Release>(known: Releases<R>, version: R | undefined): R {
  const [newest] = known;
  const found = version === undefined ? newest : known.find((release) => release === version);
  if (found !== undefined) return found;
  throw new UserError(
    `${newest.system}: version: found ${version instanceof Release ? version.constant : show(version)}, allowed are the releases ${listed(known.map(({ constant }) => constant))}: hand over one of them, such as version: ${newest.constant}`,
  );
}
