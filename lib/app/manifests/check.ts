import { App } from 'cdk8s';
import { type LocatedFinding, locator } from '../../checks/check';
import { Cluster, type ExternalObject } from '../../checks/cluster';
import type { ConfiguredSeverities } from '../../checks/configured-severity';
import { environmentFindings } from '../../checks/environment';
import { settle } from '../../checks/finding';
import { SHIPPED } from '../../checks/schema/custom-resources';
import { KubernetesApi } from '../../checks/schema/kubernetes';
import { ServedApi } from '../../checks/schema/served-api';
import { DEFAULT_VERSION, KUBERNETES_VERSIONS, type KubernetesVersion } from '../../checks/schema/versions';
import { UserError } from '../../values/errors';
import { show } from '../../values/text';
import { inOneNamespace } from './namespace';
import { readManifests } from './read';

/** What `npm run check -- --manifests` is told. */
export interface ManifestsProps {
  /** Files and folders, or `-` for standard input. */
  readonly places: readonly string[];
  /** Objects that exist elsewhere: `Kind/name` or `Kind/namespace/name`. */
  readonly external: readonly string[];
  /** @default - the oldest that is known */
  readonly kubernetes?: string | undefined;
  /** Text of standard input. @default - that of the process */
  readonly input?: (() => string) | undefined;
}

/** Findings about manifests, and sentences about what of them cannot be read. */
export interface CheckedManifests {
  readonly findings: readonly LocatedFinding[];
  readonly complaints: readonly string[];
}

/** A folder may be a part of what a cluster has: objects that it refers to may be elsewhere. */
const ELSEWHERE: ConfiguredSeverities = {
  'link/address': 'warning',
  'link/certificate': 'warning',
  'link/claim': 'warning',
  'link/config-map': 'warning',
  'link/http-route': 'warning',
  'link/ingress': 'warning',
  'link/monitor': 'warning',
  'link/namespace': 'warning',
  'link/role': 'warning',
  'link/scale-target': 'warning',
  'link/secret': 'warning',
  'link/service-account': 'warning',
  'link/service-name': 'warning',
  'link/storage-class': 'warning',
  'link/subject': 'warning',
};

/**
 * Checks objects of any origin, as far as objects alone allow: without the charts that made them.
 * @throws UserError if a place cannot be read, or an option is invalid
 */
export function checkManifests({ places, external, kubernetes, input }: ManifestsProps): CheckedManifests {
  const elsewhere = external.map(externalObject);
  const api = new ServedApi(KubernetesApi.of(versionOf(kubernetes ?? DEFAULT_VERSION)), SHIPPED);
  const { objects: read, complaints } = readManifests(places, input);
  const objects = inOneNamespace(read);
  const cluster = new Cluster(objects, elsewhere, api);
  const locate = locator(objects);
  const findings = settle(environmentFindings(new App(), cluster), [], ELSEWHERE);
  return { findings: findings.map((finding) => locate(finding, '')), complaints };
}

function externalObject(text: string): ExternalObject {
  const parts = text.split('/');
  const [kind = '', first = '', last] = parts;
  if (parts.length <= 3 && parts.every((part) => part !== '') && parts.length > 1) {
    return last === undefined ? { kind, name: first } : { kind, namespace: first, name: last };
  }
  throw new UserError(
    `--external: found ${show(text)}, allowed is Kind/namespace/name, such as Secret/web/tls, or Kind/name for objects without a namespace, such as StorageClass/fast`,
  );
}

function versionOf(text: string): KubernetesVersion {
  const version = KUBERNETES_VERSIONS.find((known) => known === text);
  if (version !== undefined) return version;
  throw new UserError(
    `--kubernetes: found ${show(text)}, allowed are ${KUBERNETES_VERSIONS.join(', ')}: use the last one that is not newer than the cluster`,
  );
}
