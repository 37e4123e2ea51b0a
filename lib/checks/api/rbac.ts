import { mapAt, mapsAt, textAt, textsAt } from '../../values/data';
import { show } from '../../values/text';
import { type Complaint, complaint, type Rule } from './complaint';

const found = (at: string, sentence: string): Complaint => complaint('api/rbac', at, sentence);

/** Roles and ClusterRoles. */
export const roleRules: Rule = function* (object) {
  for (const [index, rule] of mapsAt(object, 'rules').entries()) {
    const at = `rules[${index}]`;
    if (textsAt(rule, 'verbs').length === 0) yield found(`${at}.verbs`, 'found none, allowed is at least one: add one');
    const urls = textsAt(rule, 'nonResourceURLs');
    if (urls.length > 0) {
      if (textsAt(rule, 'resources').length > 0) {
        yield found(at, 'found resources and nonResourceURLs, allowed is one of them: make two rules of it');
      }
      if (textAt(object, 'kind') === 'Role') {
        yield found(`${at}.nonResourceURLs`, 'found in a Role, allowed only in a ClusterRole: use a ClusterRole');
      }
    } else if (textsAt(rule, 'resources').length === 0) {
      yield found(`${at}.resources`, 'found none, allowed is at least one: add one');
    } else if (textsAt(rule, 'apiGroups').length === 0) {
      yield found(`${at}.apiGroups`, 'found none, allowed is at least one: add "" for the core API, or another group');
    }
  }
};

/** RoleBindings and ClusterRoleBindings. */
export const bindingRules: Rule = function* (object) {
  const kind = textAt(mapAt(object, 'roleRef'), 'kind');
  const isNamespaced = textAt(object, 'kind') === 'RoleBinding';
  const allowed = isNamespaced ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  if (kind !== undefined && !allowed.includes(kind)) {
    yield found(
      'roleRef.kind',
      `found ${show(kind)}, allowed is ${allowed.map(show).join(' or ')}: use one, or another kind of binding`,
    );
  }
  for (const [index, subject] of mapsAt(object, 'subjects').entries()) {
    const isAccount = textAt(subject, 'kind') === 'ServiceAccount';
    // A RoleBinding takes its own namespace.
    if (isAccount && !isNamespaced && (textAt(subject, 'namespace') ?? '') === '') {
      yield found(`subjects[${index}].namespace`, 'missing for a ServiceAccount: set the namespace of the account');
    }
  }
};
