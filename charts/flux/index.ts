import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  checkDelivery,
  DEFAULT_REVISION,
  type DeliveredEnvironment,
  type Part,
  partsOf,
  type RepositoryProps,
} from '../../lib/constructs/delivery/props';
import type { GoDuration } from '../../lib/model/config/types';

export interface FluxProps extends RepositoryProps {
  readonly environments: readonly [DeliveredEnvironment, ...DeliveredEnvironment[]];
  /** Namespace of Flux. @default "flux-system" */
  readonly namespace?: string;
  /** Name of the Secret with the key of the repository (`secretRef`). @default - the repository is public */
  readonly secretName?: string;
  /** Interval at which Flux checks the repository and applies the manifests again. @default "10m" */
  readonly interval?: GoDuration;
  /** Timeout for objects to become healthy. @default "15m" */
  readonly timeout?: GoDuration;
  /** Whether objects are deleted that are in no manifest any more. @default true */
  readonly prune?: boolean;
}

/**
 * Has Flux apply environments: a GitRepository and a Kustomization for each, or for each of their stages, which depend
 * on each other. It applies on the side of the server, namespaces and definitions first.
 */
export class Flux extends Chart {
  /** @throws UserError if an address, a folder or a name cannot be */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: FluxProps,
  ) {
    super(scope, id);
    const { environments, folder, namespace = 'flux-system' } = props;
    checkDelivery(`${this.node.path}: environments`, props, environments);
    for (const environment of environments) {
      let before: Part | undefined;
      for (const part of partsOf(environment, folder)) {
        const metadata = { name: part.name, namespace };
        new ApiObject(this, `${part.name}-source`, {
          apiVersion: 'source.toolkit.fluxcd.io/v1',
          kind: 'GitRepository',
          metadata,
          spec: this.source(part),
        });
        new ApiObject(this, part.name, {
          apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
          kind: 'Kustomization',
          metadata,
          spec: this.kustomization(part, before),
        });
        before = part;
      }
    }
  }

  private source(part: Part): object {
    const { repoUrl, revision = DEFAULT_REVISION, secretName, interval = '10m' } = this.props;
    return {
      interval,
      url: repoUrl,
      ref: referenceTo(revision),
      ...(secretName !== undefined && { secretRef: { name: secretName } }),
      ignore: ignoreAllBut(part),
    };
  }

  private kustomization({ name, path }: Part, before: Part | undefined): object {
    const { interval = '10m', timeout = '15m', prune = true } = this.props;
    return {
      interval,
      timeout,
      path: `./${path}`,
      sourceRef: { kind: 'GitRepository', name },
      prune,
      // The next stage waits for this one to be healthy.
      wait: true,
      ...(before && { dependsOn: [{ name: before.name }] }),
    };
  }
}

/** A commit is known by its form, and a tag by its `v`. */
function referenceTo(revision: string): object {
  if (/^[0-9a-f]{40}$/.test(revision)) return { commit: revision };
  return /^v\d/.test(revision) ? { tag: revision } : { branch: revision };
}

/** Ignore rules in the form of `.gitignore` that leave only the files of this part: an ignored folder hides its files. */
function ignoreAllBut({ path, include, exclude }: Part): string {
  const folders = path.split('/').map((_, index, steps) => steps.slice(0, index + 1).join('/'));
  const lines = [
    '/*',
    ...folders.flatMap((folder, index) =>
      index === 0 ? [`!/${folder}`] : [`/${folders[index - 1]}/*`, `!/${folder}`],
    ),
  ];
  const files =
    include === undefined
      ? exclude.map((file) => `/${path}/${file}`)
      : [`/${path}/*`, ...include.map((file) => `!/${path}/${file}`)];
  return `${[...lines, ...files].join('\n')}\n`;
}
