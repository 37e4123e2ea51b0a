import { type Data, labelsAt } from '../../../values/data';
import { lookUp } from '../../../values/text';
import type { Cluster } from '../../cluster';
import { type Complaint, complaint } from '../complaint';
import { CONTROLS, type Control, securedPod } from './standard';

/** The label of a namespace that names the level whose violations are rejected; "warn" and "audit" reject nothing. */
const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** The level that a namespace of the environment enforces, and its controls. */
interface Enforced {
  readonly level: string;
  readonly controls: readonly Control[];
}

/** The levels that namespaces enforce. A namespace that is made elsewhere is not known, and forbids nothing. */
export function enforcedLevels(cluster: Cluster): ReadonlyMap<string, Enforced> {
  return new Map(
    cluster.of('Namespace').flatMap(({ content }) => {
      const level = labelsAt(content, 'metadata.labels')[ENFORCE];
      const controls = level === undefined ? undefined : lookUp(CONTROLS, level);
      return level === undefined || controls === undefined
        ? []
        : [[content.metadata.name, { level, controls }] as const];
    }),
  );
}

/** A pod that the level of its namespace forbids. */
export function* securityRules(
  template: Data,
  at: string,
  namespace: string,
  { level, controls }: Enforced,
): Generator<Complaint> {
  const pod = securedPod(template);
  const prefix = at === '' ? '' : `${at}.`;
  for (const control of controls) {
    for (const { at: field, found, allowed } of control(pod)) {
      const path = field.startsWith('metadata.') ? field : `spec.${field}`;
      yield complaint(
        'api/pod-security',
        `${prefix}${path}`,
        `found ${found}, but namespace ${namespace} enforces the Pod Security Standard "${level}", which allows ${allowed}: change it, or lower the level of the namespace`,
      );
    }
  }
}
