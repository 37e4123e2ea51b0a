import { UserError } from './errors';
import { show } from './text';

/** A container image, pinned by tag, by digest or by both. */
export interface Image {
  /** Registry and repository, such as `quay.io/minio/minio`; without a registry it is Docker Hub's. */
  readonly repository: string;
  /**
   * Tag, such as `1.20.1`.
   * @default - none; the container runtime takes `latest`, unless there is a digest
   */
  readonly tag?: string;
  /**
   * Digest of the image or of its index, `sha256:` and 64 hexadecimal digits. It decides which image is pulled;
   * the tag is ignored.
   * @default - none
   */
  readonly digest?: string;
}

const REPOSITORY = /^([\w.-]+(:\d+)?\/)?[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** The tag in a reference such as `quay.io/minio/minio:1.2@sha256:...`; nothing if it has none. */
export const tagIn = (reference: string): string | undefined => /:([^/:]+)$/.exec(reference.replace(/@.*/, ''))?.[1];

/**
 * Major and minor version that a tag begins with, such as `2.9` in `2.9.4`, `v2.9.4-own` and `release-2.9.x-1a2b3c4`;
 * nothing in `latest`, `main-1a2b3c4` and `3`.
 */
export const minorOf = (tag = ''): string | undefined => /^(?:release-)?v?(\d+\.\d+)(?!\d)/.exec(tag)?.[1];

/** The image in another registry, such as a mirror: the host that its name begins with gives way. */
export function inRegistry(image: Image, registry: string): Image {
  const [host = '', ...rest] = image.repository.split('/');
  const path = rest.length > 0 && /[.:]|^localhost$/.test(host) ? rest.join('/') : image.repository;
  return { ...image, repository: `${registry}/${path}` };
}

/**
 * The reference as a pod names it: `repository:tag@digest`.
 * @throws UserError if a part has no legal form
 */
export function imageReference({ repository, tag, digest }: Image): string {
  if (!REPOSITORY.test(repository)) {
    throw new UserError(
      `image: found repository ${show(repository)}, a repository is [REGISTRY[:PORT]/]NAME[/NAME...] in lower case`,
    );
  }
  if (tag !== undefined && !TAG.test(tag)) {
    throw new UserError(
      `image ${repository}: found tag ${show(tag)}, a tag is up to 128 letters, digits, ".", "_" or "-"`,
    );
  }
  if (digest !== undefined && !DIGEST.test(digest)) {
    throw new UserError(
      `image ${repository}: found digest ${show(digest)}, a digest is "sha256:" and 64 hexadecimal digits`,
    );
  }
  return `${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}
