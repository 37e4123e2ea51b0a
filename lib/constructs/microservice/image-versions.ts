import type { RuleFinding } from '../../checks/catalog';
import type { Cluster } from '../../checks/cluster';
import type { Release, Releases } from '../../model/release';
import { type Image, minorOf, tagIn } from '../../values/image';
import type { System } from '../../values/system';
import { show } from '../../values/text';
import { containerOf } from './role-container';

/** Image and release of an installation. */
export interface ReleasedInstallation {
  readonly system: System;
  /** Image of all roles that have none of their own. */
  readonly image: Image;
  readonly version: Release;
  /** All that the chart knows. */
  readonly releases: Releases<Release>;
}

/**
 * Images of another minor version than the release that the configuration is checked for: keys come and go between
 * minor versions, and a program that finds a key that it does not have ends with `field ... not found`.
 */
export function* imagesOfOtherVersions(
  installation: ReleasedInstallation,
  roles: readonly string[],
  cluster: Cluster,
): Generator<RuleFinding> {
  const { system } = installation;
  const shared = system.imageReference(installation.image);
  const owners = roles.flatMap((role) =>
    cluster
      .podsWith(system.namespace, { matchLabels: system.component(role).selector })
      .map((pods) => ({ object: pods.owner.identity, image: containerOf(pods, role)?.image })),
  );
  // One mistake in the image of all roles is one finding.
  if (owners.some(({ image }) => image === shared)) yield* findingsAbout(shared, installation);
  for (const { object, image } of owners) {
    if (image === undefined || image === shared) continue;
    for (const finding of findingsAbout(image, installation)) yield { ...finding, object };
  }
}

function* findingsAbout(image: string, { version, releases }: ReleasedInstallation): Generator<RuleFinding> {
  const tag = tagIn(image);
  const minor = minorOf(tag);
  if (minor === version.minor) return;
  if (minor === undefined) {
    yield {
      id: 'version/unknown',
      sentence: `image: found ${show(image)}, and no version in ${tag === undefined ? 'it, since it has no tag' : `its tag ${show(tag)}`}: the configuration is checked for ${version.name}, and nobody can tell whether the image takes it. Name a tag with the version, such as "${version.version}", also beside a digest`,
    };
    return;
  }
  const known = releases.find((release) => release.minor === minor);
  yield {
    id: 'version/schema',
    sentence: `image: found ${show(image)}, which is ${version.system} ${minor}, but roles and configuration are those of ${version.name}: a program ends at its start when it finds a key that it does not have ("field not found"). Take an image of ${version.minor}${known === undefined ? '' : `, or set version: ${known.constant}`}`,
  };
}
