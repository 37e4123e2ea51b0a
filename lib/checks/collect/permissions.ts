import { listed, show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import { type Cluster, namespaceOf } from '../cluster';
import { type Fields, fieldsOf, itemsOf, textOf, textsOf } from '../fields';
import { filesOf } from '../languages/files';
import { oncePerCluster } from '../once';

/** Resources that each role of service discovery lists and watches, by group. */
const LOOKED_UP: Readonly<Record<string, readonly (readonly [group: string, resource: string])[]>> = {
  pod: [['', 'pods']],
  node: [['', 'nodes']],
  service: [['', 'services']],
  endpoints: [
    ['', 'endpoints'],
    ['', 'pods'],
    ['', 'services'],
  ],
  endpointslice: [
    ['discovery.k8s.io', 'endpointslices'],
    ['', 'pods'],
    ['', 'services'],
  ],
  ingress: [['networking.k8s.io', 'ingresses']],
};

/** Rules of service accounts, by `namespace/name`; those of accounts that are made elsewhere are not known. */
const permissionsOf = oncePerCluster((cluster): ReadonlyMap<string, readonly Fields[]> => {
  const roles = new Map(
    cluster.objects
      .filter(({ content: { kind } }) => kind === 'Role' || kind === 'ClusterRole')
      .map((role) => [
        role.content.kind === 'Role'
          ? `Role/${namespaceOf(role)}/${role.content.metadata.name}`
          : `ClusterRole/${role.content.metadata.name}`,
        itemsOf(fieldsOf(role.content)['rules']).map(fieldsOf),
      ]),
  );
  const permissions = new Map<string, readonly Fields[]>();
  for (const account of cluster.of('ServiceAccount'))
    permissions.set(`${namespaceOf(account)}/${account.content.metadata.name}`, []);
  for (const binding of [...cluster.of('ClusterRoleBinding'), ...cluster.of('RoleBinding')]) {
    const { roleRef, subjects = [] } = binding.content;
    const rules = roles.get(
      roleRef.kind === 'Role' ? `Role/${namespaceOf(binding)}/${roleRef.name}` : `ClusterRole/${roleRef.name}`,
    );
    for (const { kind, name, namespace = namespaceOf(binding) } of subjects) {
      const key = `${namespace}/${name}`;
      const before = permissions.get(key);
      if (kind !== 'ServiceAccount' || before === undefined) continue;
      // A role that is made elsewhere may allow anything.
      permissions.set(key, [...before, ...(rules ?? [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }])]);
    }
  }
  return permissions;
});

const allows = (rules: readonly Fields[], group: string, resource: string): boolean =>
  ['list', 'watch'].every((verb) =>
    rules.some((rule) =>
      (
        [
          ['apiGroups', group],
          ['resources', resource],
          ['verbs', verb],
        ] as const
      ).every(([key, wanted]) => {
        const list = textsOf(rule[key]);
        return list.includes('*') || list.includes(wanted);
      }),
    ),
  );

/** Service discovery for which the account of the pods has no permission. */
export function* missingPermissions(cluster: Cluster): Generator<RuleFinding> {
  for (const { object, key, text, pods, programs } of filesOf(cluster)) {
    const [first] = pods;
    const account = first && `${first.namespace}/${first.spec.serviceAccountName ?? 'default'}`;
    const rules = account === undefined ? undefined : permissionsOf(cluster).get(account);
    if (rules === undefined || programs.size === 0 || !text.includes('kubernetes_sd_configs')) continue;
    const lacking = new Set(
      [...rolesIn(cluster.texts.read(text))].flatMap((role) =>
        (LOOKED_UP[role] ?? [])
          .filter(([group, resource]) => !allows(rules, group, resource))
          .map(([, resource]) => resource),
      ),
    );
    if (lacking.size === 0) continue;
    yield {
      id: 'collect/permissions',
      object,
      sentence: `data[${key}].kubernetes_sd_configs: found jobs that look up ${listed(lacking)}, which ServiceAccount ${show(account)} may not list and watch, so they find nothing: add the rules to its role`,
    };
  }
}

/** Roles of service discovery anywhere in a configuration. */
function rolesIn(value: unknown): Set<string> {
  const roles = new Set<string>();
  const visit = (item: unknown): void => {
    if (Array.isArray(item)) for (const member of item) visit(member);
    for (const [key, member] of Object.entries(fieldsOf(item))) {
      if (key !== 'kubernetes_sd_configs') visit(member);
      else
        for (const discovery of itemsOf(member)) {
          const fields = fieldsOf(discovery);
          // Another API server has other accounts.
          if (fields['api_server'] === undefined && fields['kubeconfig_file'] === undefined)
            roles.add(textOf(fields['role']) ?? '');
        }
    }
  };
  visit(value);
  return roles;
}
