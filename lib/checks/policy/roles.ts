import { listed } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { type Fields, fieldsOf, itemsOf, textOf, textsOf } from '../fields';
import { groupOf } from '../kinds';

/** Verbs by which an account gives itself more permissions. */
const ESCALATING = ['escalate', 'bind', 'impersonate'];
const READING = ['get', 'list', 'watch', '*'];
/** Resources behind which there is more than an object: a kubelet, a shell in a pod, tokens. */
const POWERFUL = ['nodes/proxy', 'pods/exec', 'pods/attach', 'serviceaccounts/token'];

/** Groups of the API that are gone, and where their resources are. */
const REMOVED: Readonly<Record<string, string>> = {
  extensions: '"networking.k8s.io" or "apps"',
};

/** Roles that allow more than a program of this stack needs. */
export function* roleFindings({ objects }: Cluster): Generator<RuleFinding> {
  for (const { identity, content } of objects) {
    const bound = textOf(fieldsOf(fieldsOf(content)['roleRef'])['name']);
    if (content.kind.endsWith('RoleBinding') && bound === 'cluster-admin') {
      yield {
        id: 'policy/wide-role',
        object: identity,
        sentence:
          'roleRef.name: found "cluster-admin", which allows everything: bind a role with the permissions that the program needs, or accept the finding with the reason',
      };
    }
    const isClusterRole = content.kind === 'ClusterRole';
    if (!(isClusterRole || content.kind === 'Role') || groupOf(content.apiVersion) !== 'rbac.authorization.k8s.io')
      continue;
    for (const [index, value] of itemsOf(fieldsOf(content)['rules']).entries()) {
      const rule = fieldsOf(value);
      const wide = reasonIn(rule, isClusterRole);
      if (wide !== undefined) {
        yield {
          id: 'policy/wide-role',
          object: identity,
          sentence: `rules[${index}]: found ${wide}: name the resources and verbs that the program needs, or accept the finding with the reason`,
        };
      }
      for (const group of textsOf(rule['apiGroups'])) {
        const instead = Object.hasOwn(REMOVED, group) ? REMOVED[group] : undefined;
        if (instead === undefined) continue;
        yield {
          id: 'policy/removed-group',
          object: identity,
          sentence: `rules[${index}].apiGroups: found "${group}", which Kubernetes has no resources of since 1.22: use ${instead}, or remove the rule`,
        };
      }
    }
  }
}

/** Permissions on everything, or on what leads to everything. */
function reasonIn(rule: Fields, isClusterRole: boolean): string | undefined {
  const [groups, resources, verbs] = ['apiGroups', 'resources', 'verbs'].map((key) => textsOf(rule[key]));
  const has = (list: readonly string[] | undefined, ...words: readonly string[]) =>
    words.filter((word) => list?.includes(word));
  if (has(resources, '*').length > 0) return '"*" as resources, which are all, Secrets too';
  if (has(groups, '*').length > 0 && (resources ?? []).length > 0) return '"*" as apiGroups, which are all';
  if (has(verbs, '*').length > 0 && (resources ?? []).length > 0) return '"*" as verbs, which are all, deletion too';
  const escalating = has(verbs, ...ESCALATING);
  if (escalating.length > 0) return `the verbs ${listed(escalating)}, by which an account can have any permission`;
  const powerful = has(resources, ...POWERFUL);
  if (powerful.length > 0) return `the resources ${listed(powerful)}, by which commands run in any container`;
  const isNamed = textsOf(rule['resourceNames']).length > 0;
  if (isClusterRole && !isNamed && has(resources, 'secrets').length > 0 && has(verbs, ...READING).length > 0) {
    return 'Secrets of all namespaces, which may be read';
  }
  return undefined;
}
