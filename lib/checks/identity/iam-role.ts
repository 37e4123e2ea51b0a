import { listed, show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import { type Cluster, namespaceOf, type Pods } from '../cluster';
import type { ObjectOf } from '../objects';
import { installedSystems } from '../programs/installations';
import { placesOf } from '../programs/storage-places';

/** Annotation of a ServiceAccount with the ARN of the IAM role of its pods. */
export const ROLE_ARN = 'eks.amazonaws.com/role-arn';

/** An IAM role for service accounts. */
export interface IamRole {
  readonly role: string;
  readonly arn: string;
  readonly buckets: readonly string[];
  /** ServiceAccounts that it trusts. */
  readonly subjects: ReadonlyArray<{ readonly namespace: string; readonly name: string }>;
}

/** ServiceAccounts that the role does not trust, and buckets of their pods that it does not allow. */
export function* misusedRole({ role, arn, buckets, subjects }: IamRole, cluster: Cluster): Generator<RuleFinding> {
  for (const account of cluster.of('ServiceAccount')) {
    if (account.content.metadata.annotations?.[ROLE_ARN] !== arn) continue;
    const { name } = account.content.metadata;
    const namespace = namespaceOf(account);
    if (subjects.some((subject) => subject.namespace === namespace && subject.name === name)) continue;
    const trusted = subjects.map((subject) => `${subject.namespace}/${subject.name}`);
    yield {
      id: 'identity/account',
      object: account.identity,
      sentence: `metadata.annotations[${ROLE_ARN}]: found IAM role ${show(role)}, which trusts ${listed(trusted)} alone, so that pods get no credentials: create the account by serviceAccount(${show(namespace)}, ${show(name)}) of the role`,
    };
  }
  for (const system of installedSystems(cluster)) {
    if (!system.instances.some(({ pods }) => roleOf(cluster, pods) === arn)) continue;
    for (const { at, provider, name } of placesOf(system)) {
      const missing = name.split(',').filter((bucket) => !buckets.includes(bucket.trim()));
      if (provider !== 's3' || missing.length === 0) continue;
      yield {
        id: 'identity/bucket',
        object: system.config.object,
        sentence: `${at}: found bucket ${listed(missing.map(show))}, but the IAM role ${show(role)} of its pods allows ${listed(buckets.map(show))} alone: add the bucket to the role, or correct its name`,
      };
    }
  }
}

/** Pods of a system that have no IAM role, while others that use the same buckets have one. */
export function* podsWithoutRole(cluster: Cluster): Generator<RuleFinding> {
  for (const system of installedSystems(cluster)) {
    const byIdentity = placesOf(system).filter(({ provider, hasKeys }) => provider === 's3' && !hasKeys);
    if (byIdentity.length === 0) continue;
    const without = system.instances.filter(
      ({ pods }) => accountOf(cluster, pods) && roleOf(cluster, pods) === undefined,
    );
    const [first] = without;
    if (first === undefined || without.length === system.instances.length) continue;
    yield {
      id: 'identity/missing',
      object: first.pods.owner.identity,
      sentence: `${first.pods.path}.serviceAccountName: found ${show(first.pods.spec.serviceAccountName ?? 'default')}, which has no IAM role (annotation ${ROLE_ARN}), while others of ${system.program} have one for bucket ${show(byIdentity[0]?.name)}: annotate it, or use their account`,
    };
  }
}

const accountOf = (cluster: Cluster, { namespace, spec }: Pods): ObjectOf<'ServiceAccount'> | undefined =>
  cluster.find('ServiceAccount', namespace, spec.serviceAccountName ?? 'default');

const roleOf = (cluster: Cluster, pods: Pods): string | undefined =>
  accountOf(cluster, pods)?.content.metadata.annotations?.[ROLE_ARN];
